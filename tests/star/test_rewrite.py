"""A sentence said again: what goes, what stays, and when nothing is said again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.star.next_take.mine import as_i
from mockint.star.next_take.rewrite import (
    BLANK,
    NO_WORDS,
    as_sentence,
    carrier,
    followed,
    is_deed,
    lesson,
    told,
)
from mockint.star.next_take.said_again import is_smooth, said_again
from tests.support.star_telling import unit


@pytest.mark.parametrize(
    ("said", "mine"),
    [
        ("We rebuilt the report.", "I rebuilt the report."),
        ("We moved it and we were done.", "I moved it and we were done."),
        ("we were late, so we sent it to our shops.", "We were late, so I sent it to our shops."),
        ("Then we've called them ourselves.", "Then I've called them myself."),
        ("By then we'd already packed it.", "By then I'd already packed it."),
        ("We were packing it when she rang.", "I was packing it when she rang."),
        ("We had to pack it.", "I had to pack it."),
        ("We didn't send it.", "I didn't send it."),
        ("The box we packed was ours.", "The box I packed was ours."),
    ],
)
def test_we_becomes_i_where_one_person_did_it(said: str, mine: str) -> None:
    assert as_i(said) == mine


@pytest.mark.parametrize(
    "said",
    [
        "I rebuilt the report.",
        "We serve 300 customers.",
        "We were late.",
        "Were we late?",
        "We're sure it was ours.",
        "We agreed on a charter.",
        "We decided to buy it.",
        "We'd met them before.",
        "We had to talk about it.",
        "We didn't agree.",
        "We tried a few things.",
        "We lost two customers.",
        "We all rebuilt it.",
        "We rebuilt it together.",
        "There were meetings, and we rebuilt it as a team.",
        "Two of us rebuilt it, and we packed it.",
        "Most of us packed, so we sent it.",
        "We packed it and were late.",
        "We packed it and discussed the rest.",
        "They asked Ana and us, so we packed it.",
        "We packed it ourselves and we were late.",
    ],
)
def test_we_stays_where_nobody_was_alone(said: str) -> None:
    assert as_i(said) == ""


WORDS = ["we", "we'd", "us", "our", "were", "are", "the", "and", "packed", "agreed", "it"]


@given(st.lists(st.sampled_from([*WORDS, "together", "as a team", "all"]), max_size=12))
def test_we_as_i_changes_nothing_else(words: list[str]) -> None:
    said = " ".join(words)
    mine = as_i(said)
    if mine:
        assert not re.search(r"as a team|together|we all", said)
        assert not re.search(r"\bI (?:were|are|agreed)\b", mine)
        changed = {
            (a.lower(), b.lower())
            for a, b in zip(said.split(), mine.split(), strict=True)
            if a.lower() != b.lower()
        }
        assert changed
        assert changed <= {("we", "i"), ("we'd", "i'd"), ("were", "was")}


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("So, um, I packed the, the boxes.", "I packed the boxes"),
        ("the team was, uh, happy about it, you know.", "the team was happy about it"),
        ("And I think that the team was happy.", "the team was happy"),
        ("I think that went rather well.", "that went rather well"),
        ("It was packed by noon, as far as I'm aware.", "It was packed by noon"),
        ("So many people rang us.", "So many people rang us"),
        ("Then I rang them all.", "I rang them all"),
        ("we took the leads away, a, a nice place", "we took the leads away, a nice place"),
        ("it was better, um, people stopped ringing", "it was better, people stopped ringing"),
        ("it was late, um, I rang her", "it was late, I rang her"),
        ("it was a kind of box, like fifty of them", "it was a kind of box, like fifty of them"),
        ("at each handover I had her read them", "at each handover I had her read them"),
        ("but for the box, the box was late", "for the box, the box was late"),
        ("I wrote a program which checks codes.", "I wrote a program which checks codes"),
        ("I called the people who rang.", "I called the people who rang"),
        ("I kept the sheet that we used.", "I kept the sheet that we used"),
        ("I left it there because it worked.", "I left it there because it worked"),
        ("i found what i'd lost there", "I found what I'd lost there"),
    ],
)
def test_what_says_nothing_goes(said: str, again: str) -> None:
    assert said_again(said) == again


@pytest.mark.parametrize(
    "said",
    [
        "I don't have the figure to hand, but you could feel it.",
        "I don't know who runs it now.",
        "People were, I mean, there were a lot of them.",
        "the page is, it's okay, people use it",
        "it's, uh, now it's pretty quick",
        "three colours, and the rule's",
        "we did some tidying on the clusters as",
        "we developed it about five months we integrated the viewer",
        "I fixed it.",
        "I wrote a small program which checks",
        "I wrote a small program that then reads",
        "I called the man who usually keeps",
        "I built a sheet, and it shows",
        "I left the sheet there because it took",
        "nobody wrote in after that, as far",
        "I called one driver, Mr.",
        "I took two hundred boxes no two hundred and forty",
        " ".join(["we packed the boxes and"] * 6),
    ],
)
def test_what_is_no_sentence_is_not_said_again(said: str) -> None:
    assert said_again(said) == ""
    assert followed(said, f"Then I {BLANK}.") == f"Then I {BLANK}."


SPOKEN = st.lists(
    st.sampled_from(
        [
            "i",
            "we",
            "it",
            "the",
            "a",
            "boxes,",
            "packed,",
            "packed",
            "the",
            "um,",
            "uh",
            "so,",
            "and",
            "you",
            "know,",
            "like",
            "300",
            "300",
            "happy",
            "was,",
            "think",
            "that",
            "customers.",
            "rang",
            "don't",
        ]
    ),
    max_size=14,
)


@given(SPOKEN)
def test_words_only_go(words: list[str]) -> None:
    said = " ".join(words)
    again = said_again(said)
    left = iter(re.findall(r"[\w']+", said.lower()))
    assert all(word in left for word in re.findall(r"[\w']+", again.lower()))
    assert not {"um", "uh"} & set(re.findall(r"\w+", again.lower()))


@pytest.mark.parametrize(
    ("said", "smooth"),
    [
        ("I packed the boxes", True),
        ("I packed the, the boxes", False),
        ("I packed them in the, in the night", False),
        ("um, I packed the boxes", False),
        ("I was wrong about that as", False),
        ("I wrote a small program which checks", False),
    ],
)
def test_what_can_be_kept_as_it_is(said: str, smooth: bool) -> None:
    assert is_smooth(said) is smooth


def test_what_is_said_again_is_a_whole_clause_in_their_words() -> None:
    one = unit("result", "so the returns went down, and nobody called us any more.")
    said, start = told(one)
    assert said in one.unit.text
    assert start == next(word.start for word in one.unit.words if said.startswith(word.text))
    assert as_sentence(said)[0].isupper()
    assert told(unit("result", "um, the, the returns")) == NO_WORDS


def test_a_result_is_said_after_the_last_one_and_a_step_after_ones_own() -> None:
    steps = [
        unit("action", "I pulled the logs of both nights."),
        unit("action", "I thought about the long and friendly letter of all of the customers."),
        unit("action", "My manager wrote a long and friendly letter to all of the customers."),
    ]
    results = [unit("result", "The returns fell by half."), unit("result", "My boss was happy.")]
    assert carrier([*steps, *results], "action") == steps[0]
    assert carrier([*steps, *results], "result") == results[1]
    assert carrier([*steps, *results], "reflection") is None
    assert carrier(steps, "result") is None


@pytest.mark.parametrize(
    ("said", "deed"),
    [
        ("I pulled the logs", True),
        ("I also pulled the logs", True),
        ("I was asked to pull the logs", False),
        ("I thought about the logs", False),
        ("We pulled the logs", False),
        ("I pulled, not the logs", False),
        ("I will pull the logs", False),
    ],
)
def test_a_deed_is_a_step_of_ones_own(said: str, deed: bool) -> None:
    assert is_deed(said) is deed


NOW = f"Since then, before I {BLANK}, I {BLANK}."


@pytest.mark.parametrize(
    ("deeds", "when"),
    [
        (["I pulled the logs of both nights."], "When I pulled the logs of both nights"),
        (["Then I, um, pulled the, the logs of June."], "When I pulled the logs of June"),
        (["I then pulled the logs of June"], "When I pulled the logs of June"),
        (
            ["I rang her about the old logs", "I pulled the logs of June, and I sent them"],
            "When I pulled the logs of June",
        ),
        (["I gave them to him on that day"], ""),
        (["I did it, and it was fine"], ""),
        (["I drove out, it's on my way home nearly"], ""),
        (["I checked the next one and the next one"], ""),
        (["We pulled the logs of June"], ""),
        ([], ""),
    ],
)
def test_a_lesson_is_told_of_a_deed(deeds: list[str], when: str) -> None:
    deed, better = lesson([(one, float(at)) for at, one in enumerate(deeds)], NOW)
    assert better == (f"{when}, I learned that {BLANK}. {NOW}" if when else NOW)
    assert (deed == NO_WORDS) is not bool(when)
