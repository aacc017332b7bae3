"""The stories that a CV hides: which lines, in which parts, and never a word that is not there."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.documents.read import plain, text_of
from mockint.domain import SEGMENTS
from mockint.stories.cv.deeds import FEWEST_POINTS, deed_of, has_number, parts_of_line, score_of
from mockint.stories.cv.read import full_parts, is_posting, read
from mockint.stories.cv.types import Draft
from mockint.text.normalize import plain_words
from tests.support.papers import pdf, word

CVS = sorted((Path(__file__).parent / "cvs").iterdir())
MARK = " [story]"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def wanted(text: str) -> list[str]:
    """The ends of the lines that a reader marked, on one line each."""
    flat = " ".join(re.sub(r"^\s*[*\u2022o-]\s", "", line.strip()) for line in text.split("\n"))
    return [piece[-30:] for piece in flat.replace("**", "").split(MARK)[:-1]]


@pytest.mark.parametrize("path", CVS, ids=lambda path: path.stem)
def test_a_reader_would_pick_the_same_lines(path: Path) -> None:
    """All of nine CVs, but one extra line or one missed in each at most."""
    text = path.read_text("utf-8")
    marked = wanted(text)
    found = [draft.line for draft in read(text.replace(MARK, "")).drafts]
    missed = [end for end in marked if not any(end in line for line in found)]
    extra = [line for line in found if not any(end in line for end in marked)]
    assert len(missed) + len(extra) <= 1, (missed, extra)


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        ("Cut falls on the ward from 14 to 5", "cut"),
        ("Successfully led the move of 3 wards", "led"),
        ("I also retrained four people", "retrained"),
        ("Managing a shop with 30 people", "managing"),
        ("Design, build and maintain REST APIs", "design"),
        ("Fewer falls since I introduced hourly rounds", "introduced"),
        ("Lead Engineer, Payments, Berlin, Germany", ""),
        ("Head of Mathematics at Roundhay School", ""),
        ("Experienced nurse with a calm manner", ""),
        ("Training skills and knowledge of Excel", ""),
        ("Responsible for 3 shifts a day", ""),
        ("Python, SQL, Airflow, dbt and Tableau", ""),
        ("Led teams", ""),
        ("Built it: github.com/anna and more", ""),
        ("Graduated first in a class of 200", ""),
        ("Brings 9 years of experience in care", ""),
        ("Promoted to lead after two years", ""),
    ],
)
def test_the_deed_of_a_line(line: str, verb: str) -> None:
    assert deed_of(line) == verb


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("raised it to 58%", True),
        ("saved $1.2M a year", True),
        ("with 40+ people", True),
        ("from 6h to 40min", True),
        ("scored 4.8/5 with guests", True),
        ("trained twelve nurses", True),
        ("taught Year 9 and Year 10", False),
        ("certified to ISO 9001", False),
        ("in 2019 and 2020", False),
        ("wrote it in Python 3", False),
        ("a calm manner", False),
    ],
)
def test_a_figure_counts_something(line: str, *, number: bool) -> None:
    assert has_number(line) is number


@pytest.mark.parametrize(
    ("line", "action", "result"),
    [
        (
            "Cut falls from 14 to 5 by introducing hourly rounds",
            "Introducing hourly rounds.",
            "Cut falls from 14 to 5.",
        ),
        (
            "Led the switch to bedside handover, reducing it by 15 minutes",
            "Led the switch to bedside handover.",
            "Reducing it by 15 minutes.",
        ),
        (
            "Moved the vials, so that no mix-up was reported since",
            "Moved the vials.",
            "No mix-up was reported since.",
        ),
        (
            "Introduced a list for open shifts which cut them in half",
            "Introduced a list for open shifts.",
            "Cut them in half.",
        ),
        (
            "Wrote a sheet that is now used by all 7 wards",
            "Wrote a sheet.",
            "Is now used by all 7 wards.",
        ),
        ("Grew sales from $3.1M to $4.4M", "", "Grew sales from $3.1M to $4.4M."),
        ("Trained 12 new nurses", "Trained 12 new nurses.", ""),
        ("Rebuilt the desk, resulting in 20% fewer calls", "Rebuilt the desk.",
         "Resulting in 20% fewer calls."),
    ],
)  # fmt: skip
def test_each_clause_is_in_its_part(line: str, action: str, result: str) -> None:
    parts = parts_of_line(line)
    assert (parts.get("action", ""), parts.get("result", "")) == (action, result)


def test_what_says_more_comes_first() -> None:
    lines = [
        "Cut waste from 9% to 4% with a list I began on my own",
        "Cut waste by 5%",
        "Trained 12 new nurses",
        "Managed a team of 12 nurses",
        "Attended weekly meetings",
    ]
    scores = [score_of(line) for line in lines]
    assert scores == sorted(scores, reverse=True)
    assert [score >= FEWEST_POINTS for score in scores] == [True, True, True, False, False]


def test_what_is_missing_is_asked() -> None:
    def asks(line: str) -> dict[str, str]:
        (draft,) = read(f"Experience\n- {line}").drafts
        return {ask.part: ask.text for ask in draft.asks}

    assert list(asks("Trained 12 new nurses")) == list(SEGMENTS)
    assert asks("Trained 12 new nurses")["action"] == "What did you do first, yourself?"
    assert asks("Grew sales by 12% in a year")["action"] == "What did you do, step by step?"
    assert asks("Grew sales by 12% in a year")["result"].endswith("from what to what?")
    assert "result" not in asks("Cut falls from 14 to 5 by rounding hourly")


def test_where_and_when_go_with_the_line() -> None:
    text = "EXPERIENCE\nCharge Nurse     2019 - now\nMercy, Tulsa\n- Trained 12 new nurses\n"
    text += "Staff Nurse     2015 - 2019\nHillcrest\n- Cut falls by 12%"
    first, last = sorted(read(text).drafts, key=lambda draft: draft.line, reverse=True)
    assert first.where == "Charge Nurse, 2019 - now, Mercy, Tulsa"
    assert last.where == "Staff Nurse, 2015 - 2019, Hillcrest"
    assert full_parts(last)["situation"] == "Staff Nurse, 2015 - 2019, Hillcrest."


@pytest.mark.parametrize(
    "heading", ["Education", "SKILLS", "Certifications:", "Profile", "Languages", "## Interests"]
)
def test_other_sections_tell_no_stories(heading: str) -> None:
    text = f"{heading}\n- Cut falls from 14 to 5 a quarter\nWork experience\n- Trained 12 nurses"
    assert [draft.line for draft in read(text).drafts] == ["Trained 12 nurses"]


def test_a_posting_is_no_cv() -> None:
    assert is_posting("We are looking for a nurse. You will lead 12 people. We offer a pension.")
    assert not any(is_posting(path.read_text("utf-8")) for path in CVS)


# ---------------------------------------------------------------- layouts

TOLD = (
    "Cut patient falls on a 32-bed ward from 14 to 5 a quarter by introducing hourly rounds "
    "and a whiteboard at each bed",
    "Trained 12 new nurses as preceptor, and 11 of them stayed longer than a year",
    "Led the switch to bedside handover, reducing handover time by 15 minutes",
)
TITLE = "Charge Nurse, Mercy Hospital, 2019 - Present"


def wrapped(sign: str, indent: str, width: int) -> str:
    import textwrap

    bullets = [
        textwrap.fill(line, width, initial_indent=sign, subsequent_indent=indent) for line in TOLD
    ]
    return "\n".join(["Anna Reyes", "anna@example.com", "", "EXPERIENCE", TITLE, *bullets, "",
                      "EDUCATION", "BSN, Tulsa, 2015", "Cut my study time by 20%"])  # fmt: skip


LAYOUTS = {
    "bullets": wrapped("\u2022 ", "", 70),
    "indented": wrapped("  - ", "    ", 60),
    "no bullets": wrapped("", "", 72),
    "numbered": wrapped("1. ", "   ", 66),
    "narrow": wrapped("* ", "  ", 44),
    "not wrapped": wrapped("\u2013 ", "", 400),
    "blank lines": wrapped("- ", "  ", 400).replace("\n", "\n\n"),
    "symbol font": wrapped("\uf0b7 ", "", 70),
    "sign alone": wrapped("\u2022\n", "", 70),
    "windows": wrapped("- ", "  ", 70).replace("\n", "\r\n"),
    "markdown": "# Anna\n\n## Experience\n\n### " + TITLE + "\n\n"
    + "\n".join(f"- **{line[:3]}**{line[3:]}" for line in TOLD)
    + "\n\n## Education\n- Cut it by 5%",
}  # fmt: skip


def lines_of(text: str) -> set[str]:
    return {draft.line for draft in read(plain(text.replace("\r\n", "\n"))).drafts}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_of_a_text(name: str) -> None:
    assert lines_of(LAYOUTS[name]) == set(TOLD)


def test_layouts_of_word_and_pdf(tmp_path: Path) -> None:
    path = tmp_path / "cv"
    path.write_bytes(word(LAYOUTS["not wrapped"]))
    assert lines_of(text_of(path)) == set(TOLD)
    path.write_bytes(word("", columns=["SKILLS\nEpic\nBLS", LAYOUTS["not wrapped"]]))
    assert lines_of(text_of(path)) == set(TOLD)
    path.write_bytes(pdf(LAYOUTS["bullets"]))
    assert lines_of(text_of(path)) == set(TOLD)
    head, tail = LAYOUTS["bullets"].split(" quarter by", 1)
    path.write_bytes(pdf(head, "quarter by" + tail))  # a page that ends inside a bullet
    assert lines_of(text_of(path)) == set(TOLD)


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: sudo apt-get install chromium")
def test_a_pdf_with_two_columns_as_a_browser_prints_it(tmp_path: Path) -> None:
    bullets = "".join(f"<li>{line}</li>" for line in TOLD)
    page = tmp_path / "cv.html"
    page.write_text(
        "<body style='display:grid;grid-template-columns:1fr 3fr'><div><h2>Skills</h2><ul><li>Epic"
        f"<li>Cut it by 5%</ul></div><div><h2>Experience</h2><h3>{TITLE}</h3><ul>{bullets}</ul>"
        "</div></body>",
        "utf-8",
    )
    made = tmp_path / "cv.pdf"
    assert CHROMIUM is not None
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={made}", str(page)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert lines_of(text_of(made)) == set(TOLD)


# ---------------------------------------------------------------- nothing made up

WORDS = [
    *("cut", "led", "trained", "by", "from", "to", "12", "5%", "introducing", "reducing", "and"),
    *("the", "ward", "nurses,", "so", "that", "which", "Experience", "Skills", "\n", "-", "2019"),
    *("Mercy", ".", "I", "sales", "saving", "halved", ";", "is", "now", "used", "a", "third"),
]


def said(draft: Draft) -> Counter[str]:
    return Counter(plain_words(" ".join(full_parts(draft).values())))


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_a_draft_has_no_word_that_the_cv_has_not(text: str) -> None:
    for draft in read(text).drafts:
        of_the_line = Counter(plain_words(f"{draft.line} {draft.where}"))
        assert said(draft) <= of_the_line
        assert set(plain_words(draft.line)) <= set(plain_words(text))


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    reading = read(plain(text))
    lines = [draft.line for draft in reading.drafts]
    assert len(lines) + len(reading.bare) + len(reading.not_deeds) + reading.aside <= 1 + len(text)


@pytest.mark.parametrize("path", CVS, ids=lambda path: path.stem)
def test_a_real_draft_keeps_all_words_of_its_line(path: Path) -> None:
    """But those that only join two clauses."""
    joining = {"by", "and", "which", "that", "so", "thus", "after", "with"}
    for draft in read(path.read_text("utf-8").replace(MARK, "")).drafts:
        lost = Counter(plain_words(f"{draft.line} {draft.where}")) - said(draft)
        assert set(lost) <= joining, draft.line
