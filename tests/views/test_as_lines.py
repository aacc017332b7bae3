"""``--plain``: what a screen reader would spell out sign by sign is not there."""

import re

import pytest

from mockint.commands.values.round import Debrief
from mockint.history.catalogue import find_folder, load_round
from mockint.views.render import as_lines, as_text
from tests.support.past_rounds import STRONG, WEAK, keep, library

DRAWN = re.compile(r"[\u2500-\u259f]|·{2,}")


@pytest.mark.parametrize("text", [STRONG, WEAK])
def test_a_debrief_in_lines_has_all_its_words_and_no_drawing(text: str) -> None:
    debrief = Debrief(load_round(find_folder(keep(text)), library()), library().pack)
    drawn, lines = as_text(debrief), as_lines(debrief)
    assert DRAWN.search(drawn)
    assert not DRAWN.search(lines)
    assert re.findall(r"\w+", lines) == re.findall(r"\w+", drawn)
    assert "\n\n\n" not in lines
