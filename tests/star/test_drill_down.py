"""Which reply gets one question more, and in which words."""

import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.content.load import load
from mockint.content.types import Library, Wording
from mockint.domain import FAULTS, STRENGTHS, THEMES, SignalName, Theme
from mockint.locations import content_dir
from mockint.star.probes.replies import Reply, assess, drill, is_decisive
from mockint.star.types import ProbeChoice, ReplyFinding, ReplyStrength, Signal
from mockint.transcribe.types import Transcript
from tests.support.star_telling import LIBRARY, say, transcripts

DRILLED = replace(
    LIBRARY,
    probes={
        theme: replace(
            bank,
            drill_downs=(
                Wording(text="Plainly?"),
                Wording(text="You just said, '{quote}'. And you?", slot="quote"),
            ),
        )
        for theme, bank in LIBRARY.probes.items()
    },
)


def probe(theme: Theme) -> ProbeChoice:
    return ProbeChoice(theme, "Well?", "open", "")


def heard(*names: SignalName) -> tuple[Signal, ...]:
    return tuple(Signal(name, "fault", "some words", 1.0, 2.0, "action") for name in names)


def drilled(
    theme: Theme, reply: str, *names: SignalName, library: Library = DRILLED
) -> ProbeChoice | None:
    said = say(re.findall(r"[^.]+\.", reply))
    return drill(probe(theme), heard(*names), Reply(assess(said, theme, library), said), library)


def test_a_dig_gets_no_drill_down() -> None:
    """It asked for more of what was told, so nothing hangs on it."""
    library = replace(
        DRILLED,
        probes={
            "own_part": replace(
                DRILLED.probes["own_part"],
                wordings=(Wording(text="Why?", digs_into="first_person_action"),),
            )
        },
    )
    said = say(re.findall(r"[^.]+\.", WEAK))
    reply = Reply(assess(said, "own_part", library), said)
    dug = ProbeChoice("own_part", "Why?", "open", "")
    assert drill(dug, (), reply, library) is None
    assert drill(replace(dug, ask="Well?"), (), reply, library) is not None


WEAK = "No, I did not look. I assumed that it was fine, and they handled it."
EVASIVE = "We aligned all stakeholders, ensured quality and delivered improvement for everybody."


@pytest.mark.parametrize(
    ("theme", "doubt"),
    [
        ("scope", "assigned_by_manager"),
        ("motivation", "assigned_by_manager"),
        ("verification", "assumed_not_verified"),
        ("follow_through", "handed_off"),
    ],
)
def test_a_theme_decides_where_the_answer_raised_its_doubt(theme: Theme, doubt: SignalName) -> None:
    assert drilled(theme, WEAK, doubt) is not None
    assert drilled(theme, WEAK) is None
    assert drilled(theme, WEAK, "generic_reflection") is None


def test_ones_own_part_always_decides() -> None:
    assert drilled("own_part", WEAK) is not None


@pytest.mark.parametrize("theme", ["impact", "trade_offs", "retrospective", "obstacles"])
def test_other_themes_never_do(theme: Theme) -> None:
    assert drilled(theme, WEAK, *FAULTS) is None


@pytest.mark.parametrize(
    "reply",
    [
        "I measured it before and after, and errors went from 3% to zero in a month.",
        "I asked a few of them, and they liked it more.",
        "I don't have one.",
        "Yes.",
    ],
)
def test_a_reply_that_goes_some_of_the_way_gets_none(reply: str) -> None:
    assert drilled("own_part", reply) is None


def test_it_says_back_what_was_just_said() -> None:
    choice = drilled("own_part", WEAK)
    assert choice == ProbeChoice(
        "own_part",
        "You just said, 'I assumed that it was fine, and they handled it'. And you?",
        "Your reply did not answer the question, and the interviewer cannot score you without it.",
        "I assumed that it was fine, and they handled it",
    )


def test_without_words_to_say_back_the_wording_is_fixed() -> None:
    choice = drilled("own_part", EVASIVE)
    assert choice is not None
    assert (choice.ask, choice.quote) == ("Plainly?", "")


def test_a_stutter_is_not_said_back() -> None:
    choice = drilled(
        "own_part", "No, I did not look. I assumed that it it was fine, um, and they handled it."
    )
    assert choice is not None
    assert choice.ask == "Plainly?"


def test_a_bank_without_drill_downs_asks_none() -> None:
    assert drilled("own_part", WEAK, library=LIBRARY) is None
    assert drilled("own_part", WEAK, library=replace(LIBRARY, probes={})) is None


def test_the_content_has_wordings_for_every_theme_that_can_decide() -> None:
    library = load(content_dir())
    for theme in THEMES:
        decides = is_decisive(theme, heard(*FAULTS))
        texts = library.probes[theme].drill_downs
        assert decides == bool(texts), theme
        if decides:
            assert sum(not one.slot for one in texts) >= 2
            assert any(one.slot for one in texts)
    asked = [one.text for bank in library.probes.values() for one in bank.drill_downs]
    asked += [one.text for bank in library.probes.values() for one in bank.wordings]
    assert len(set(asked)) == len(asked)


@settings(max_examples=60, deadline=None)
@given(
    transcript=transcripts(),
    theme=st.sampled_from(THEMES),
    strength=st.sampled_from(get_args(ReplyStrength)),
    names=st.sets(st.sampled_from([*STRENGTHS, *FAULTS])),
    quoted=st.tuples(st.integers(0, 40), st.integers(0, 30)),
)
def test_any_reply(
    transcript: Transcript,
    theme: Theme,
    strength: ReplyStrength,
    names: set[SignalName],
    quoted: tuple[int, int],
) -> None:
    first, size = quoted
    words = transcript.words[first : first + size]
    quote = " ".join(word.text for word in words)
    finding = ReplyFinding(theme, strength, "so", quote, words[0].start if words else None)
    reply = Reply(finding, transcript)
    choice = drill(probe(theme), heard(*sorted(names)), reply, DRILLED)
    assert choice == drill(probe(theme), heard(*sorted(names)), reply, DRILLED)
    still_open = strength == "weak" or reply.evades
    assert (choice is not None) == (still_open and is_decisive(theme, heard(*names)))
    if choice is not None:
        assert choice.theme == theme
        assert "{" not in choice.ask.replace(choice.quote, "")
        assert choice.quote in transcript.text
        assert choice.quote in choice.ask
