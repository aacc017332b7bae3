"""Lines that were cut at the end of a line belong together; others do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.documents.paragraphs import DATES, paragraphs
from mockint.documents.posting import read_posting
from mockint.text.language import is_english

BULLETS = [
    *("\u2022", "\u25cf", "\u25aa", "\u25e6", "\u2013", "\u2014", "\u27a2", "\u2713", "\u25ba"),
    *("-", "*", "+", ">", "o", "1.", "2)", "(cid:127)"),
]


def texts(text: str, *headings: str) -> list[str]:
    return [one.text for one in paragraphs(text, lambda line: line in headings)]


@pytest.mark.parametrize("sign", BULLETS)
def test_every_sign_of_a_bullet(sign: str) -> None:
    text = f"{sign} Cut falls on the ward by\n  rounding every hour\n{sign} Trained nurses"
    assert texts(text) == ["Cut falls on the ward by rounding every hour", "Trained nurses"]
    assert all(one.is_bullet for one in paragraphs(text, lambda _line: False))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Cut falls on a\n32-bed ward", ["Cut falls on a 32-bed ward"]),
        ("Cut the falls on two wards\nfrom 14 to 5", ["Cut the falls on two wards from 14 to 5"]),
        ("Cut the bill by\n$3,000 a year", ["Cut the bill by $3,000 a year"]),
        ("- Set up the well-\nknown desk", ["Set up the well-known desk"]),
        ("- Worked with Pat,\nJo and Kim", ["Worked with Pat, Jo and Kim"]),
        ("\u2022\nCut falls\n\u2022\nTrained nurses", ["Cut falls", "Trained nurses"]),
        ("\u2022 Cut falls \u2022 Trained nurses", ["Cut falls", "Trained nurses"]),
        ("- Trained nurses.\nMercy Hospital", ["Trained nurses.", "Mercy Hospital"]),
        ("- Trained nurses\n2015 - 2019", ["Trained nurses", "2015 - 2019"]),
        ("Nurse          2015 - 2019\nMercy", ["Nurse, 2015 - 2019", "Mercy"]),
        ("- Led the move to\n\nthe new ward", ["Led the move to the new ward"]),
        ("- Led the move\n\nthe new ward", ["Led the move", "the new ward"]),
        ("**Cut** `falls` by [half](https://example.com)", ["Cut falls by half"]),
        ("## Experience\n- Cut falls", ["Experience", "Cut falls"]),
        ("Skills\nFlorence", ["Skills", "Florence"]),
        ("- Cut falls\n**\nTrained nurses", ["Cut falls", "Trained nurses"]),
        ("", []),
    ],
)
def test_lines_put_together(text: str, joined: list[str]) -> None:
    assert texts(text, "Skills") == joined


def test_a_paragraph_knows_its_heading() -> None:
    found = paragraphs("Anna\nSKILLS\nSQL\nWORK\n- Cut falls", str.isupper)
    assert [(one.heading, one.text) for one in found if not one.is_heading][:1] == [("", "Anna")]
    assert found[-1].heading == "WORK"


@pytest.mark.parametrize(
    "text",
    [
        "2015 - 2019", "June 2019 \u2013 Present", "03/2017 - 04/2020", "2012 to date",
        "Since May 2018", "Nurse, Jan 2021 \u2014 now", "2019-now", "(2020\u2013present)",
    ],
)  # fmt: skip
def test_times_from_one_year_to_another(text: str) -> None:
    assert DATES.search(text)


@pytest.mark.parametrize("text", ["Cut costs in 2019 by 5%", "from 2,015 to 2,019 units"])
def test_other_numbers_are_none(text: str) -> None:
    assert not DATES.search(text)


@given(st.text(alphabet="ab \n-\u2022A1.,", max_size=200))
def test_no_word_is_lost_or_made(text: str) -> None:
    """Bullets and rows of marks go; every letter and figure stays, in its order."""
    kept = "".join(char for char in " ".join(texts(text)) if char.isalpha())
    assert kept == "".join(char for char in text if char.isalpha())


# ---------------------------------------------------------------- postings and languages


@pytest.mark.parametrize(
    "line",
    [
        "We offer a 401(k), dental and paid time off.",
        "We are an Equal Opportunity Employer.",
        "Applicants are considered without regard to race or age.",
        "Send your resume to jobs@example.com.",
        "The base salary range is $90,000 to $110,000.",
        "A background check is part of it.",
    ],
)
def test_what_every_posting_has_does_not_count(line: str) -> None:
    posting = read_posting(f"You train nurses.\n\n{line}")
    assert posting.lines == ("You train nurses.",)
    assert posting.standard == (line,)


@pytest.mark.parametrize(
    "heading", ["Benefits", "WHAT WE OFFER", "Perks:", "How to apply", "Equal Opportunity"]
)
def test_nor_does_what_stands_below_such_a_heading(heading: str) -> None:
    text = f"The role\n- Train nurses\n\n{heading}\n- Trust and growth\n\nRequirements\n- Calm"
    posting = read_posting(text)
    assert posting.lines == ("Train nurses", "Calm")
    assert posting.standard == ("Trust and growth",)


@pytest.mark.parametrize(
    "line", ["An advisable embrace, with no suspension.", "You help people with disabilities."]
)
def test_words_inside_words_are_no_boilerplate(line: str) -> None:
    assert read_posting(line).lines == (line,)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("I led the team and cut the cost of it by a third in two years. " * 3, True),
        ("Ich habe mit dem Team die Kosten gesenkt und die Zahl der Fehler halbiert. " * 3, False),
        ("J'ai r\u00e9duit les co\u00fbts de la cuisine avec une \u00e9quipe de cinq. " * 4, False),
        ("Dirig\u00ed el equipo y reduje los costes de la tienda en un a\u00f1o. " * 4, False),
        ("\u7ba1\u7406\u56e2\u961f\uff0c\u964d\u4f4e\u6210\u672c" * 9, False),
        ("Python, SQL, Go", True),
    ],
)
def test_the_language_is_told(text: str, *, english: bool) -> None:
    assert is_english(text) is english
