"""An editor that comes back at once, on a real terminal: what is saved later is not lost."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a terminal of Unix", allow_module_level=True)

from mockint.history.catalogue import find_folder, load_round
from tests.support.on_terminal import OnTerminal
from tests.support.past_rounds import WEAK, keep, library

LIMIT_S = 60.0
LATER = """#!/bin/sh
setsid sh -c 'while ! test -e {go}; do sleep 0.1; done; sed s/meetings/talks/ "$1" > {go}.text
  : > "$1"; sleep 0.2; cat {go}.text > "$1"' x "$1" >/dev/null 2>&1 </dev/null &
"""
"""As ``code`` does: another program has the text, and saves it when the person does."""


@pytest.mark.parametrize("saves", [True, False])
def test_a_late_save_is_taken_and_q_leaves_it(home: Path, tmp_path: Path, saves: bool) -> None:
    round_id, go, editor = keep(WEAK), tmp_path / "go", tmp_path / "code"
    editor.write_text(LATER.format(go=go), encoding="utf-8")
    editor.chmod(0o755)
    environ = {"MOCKINT_HOME": str(home), "EDITOR": str(editor), "VISUAL": ""}
    on = OnTerminal(["-m", "mockint", "correct", round_id], environ, limit_s=LIMIT_S)
    try:
        on.until("--wait")
        if saves:
            go.touch()
            on.until("What you saved is taken")
        else:
            on.type("q")
        assert on.end() == 0, on.said
    finally:
        go.touch()
        on.close()
    corrections = load_round(find_folder(round_id), library()).answers[0].corrections
    assert [(one.before, one.after) for one in corrections] == (
        [("meetings", "talks")] if saves else []
    )
