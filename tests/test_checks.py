"""scripts/test runs scripts/check beside the tests, and what is wrong there fails the run."""

from pathlib import Path

import pytest

from tests.support.checks import Beside

pytest_plugins = ["pytester"]
ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(("code", "counted"), [(0, {"passed": 2}), (3, {"passed": 1, "errors": 1})])
def test_its_end_is_that_of_a_test(
    pytester: pytest.Pytester, code: int, counted: dict[str, int]
) -> None:
    pytester.makepyfile("def test_one() -> None: ...")
    beside = Beside("sh", "-c", f"echo one line is too long; exit {code}")
    done = pytester.runpytest_inprocess(plugins=[beside])
    done.assert_outcomes(**counted)
    assert done.ret == (1 if code else 0)
    assert "\none line is too long\n" in done.stdout.str()
    assert "passed" in done.outlines[-1], "pytest has the last word"


def test_the_script_names_it() -> None:
    assert "pytest -p tests.support.checks" in (ROOT / "scripts" / "test").read_text()
