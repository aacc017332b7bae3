"""Replies, judged by what they bring and what they admit."""

import re

import pytest
from hypothesis import given, settings

from mockint.content.candidates import load_script
from mockint.content.load import load
from mockint.content.types import BankProbe, Library, Wording
from mockint.domain import THEMES, Theme
from mockint.locations import content_dir
from mockint.star.probes.looked_for import MORE, looked_for
from mockint.star.probes.replies import assess
from mockint.star.probes.reply_inputs import Known
from mockint.star.types import ReplyStrength
from mockint.transcribe.types import Transcript, Word
from tests.support.amazon import PACK
from tests.support.star_telling import CUES, LIBRARY, say, transcripts

OURS = load(content_dir())

KEY = (
    "The caretaker had the only key, and he goes home at four.",
    "So I asked him what he needed, and he wanted a name for each evening.",
    "Why the city turns the heating off at six I have no answer yet.",
    "I wrote eleven names on a card, and from Monday on he gave me the key.",
)
SCALE = (
    "I weighed nine bags on the old scale and on the new one.",
    "The old one was eleven grams over, because its spring was worn, and my neighbor got the same.",
    "I put a new one in, and the next morning both gave 500 grams.",
)
SLOGANS = (
    "The impact was significant.",
    "We aligned all stakeholders, ensured quality and delivered continuous improvement.",
)
ADMITTED = (
    "Nothing, really.",
    "My manager decided that, and they made the change without me.",
)


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize(
    ("reply", "strength"),
    [
        (KEY, "strong"),
        (SCALE, "strong"),
        (
            ["I timed forty orders before and after, and they fell from nine minutes to four."],
            "strong",
        ),
        (["I asked a few of them, and they liked it more."], "partly"),
        (ADMITTED, "weak"),
        (["No, I did not look.", "I assumed that it was fine, and they handled it."], "weak"),
        (SLOGANS, "not enough evidence"),
        (["You always learn, and people are what matters most in life."], "not enough evidence"),
        (["We spoke about it, and it was a sunny day all in all."], "not enough evidence"),
        (["Yes."], "not enough evidence"),
        (["Um, uh."], "not enough evidence"),
    ],
)
def test_strength(reply: list[str], strength: ReplyStrength, *, bare: bool) -> None:
    assert assess(say(reply, bare=bare), "verification", OURS).strength == strength


@pytest.mark.parametrize(
    "reply",
    [
        "I don't have one.",
        "Um, I can't think of one right now, sorry.",
        "i cant think of one",
        "No, nothing comes to mind.",
        "I'd rather not say.",
        "I have not an example for this. Can we do another question?",
        "My mind has gone blank. I'll have to come back to that.",
        "That never happened to me, so I'd only be making it up.",
        "I'm not allowed to say, so I can't talk about it.",
        "Let's skip that one, please.",
        "There isn't one. I was ill for most of that year.",
    ],
)
def test_a_refusal_is_accepted(reply: str) -> None:
    finding = assess(say(reply.split("|")), "verification", OURS)
    assert finding.strength == "declined"
    assert "no example" in finding.because


@pytest.mark.parametrize(
    "reply",
    [
        KEY,
        [
            "I can't think of one offhand, but wait.",
            "I measured it before and after the change.",
            "Errors went from 3% to zero in a month.",
        ],
    ],
)
def test_a_reply_that_also_answers_is_no_refusal(reply: list[str]) -> None:
    assert assess(say(reply), "verification", OURS).strength == "strong"


def test_slogans_are_told_what_was_missing() -> None:
    finding = assess(say(SLOGANS), "impact", OURS)
    assert finding.because.startswith("That didn't answer it yet. A strong reply would say: ")
    assert OURS.probes["impact"].looks_for in finding.because
    assert (finding.quote, finding.start) == ("", None)


@pytest.mark.parametrize(
    ("theme", "ask", "says"),
    [
        ("own_part", "Let's slow down here. You said, 'I oiled it'. Why that way, and not another?",
         "Your reason for that way, and which other way you did not take."),
        ("own_part", "You said, 'I oiled it'. What exactly was your part in that?", None),
        ("follow_through", "What makes sure that it does not happen again?",
         "What now stops it from happening again, and who looks after that."),
        ("follow_through", "What did you do afterward to follow up?", None),
        ("scope", "How far were you allowed to go, and what did you do so that others could stop"
         " you?", "That acting without permission was done in the open, with a limit."),
        ("scope", "Words that nobody has asked in?", None),
    ],
)  # fmt: skip
def test_a_reply_is_told_what_its_own_follow_up_looks_for(
    theme: Theme, ask: str, says: str | None
) -> None:
    finding = assess(say(SLOGANS), theme, OURS, Known(ask))
    wanted = says or OURS.probes[theme].looks_for
    assert finding.because == f"That didn't answer it yet. A strong reply would say: {wanted}"


def test_every_follow_up_that_digs_says_what_for() -> None:
    for pack in ("amazon", "general"):
        library = load(content_dir(), pack=content_dir() / pack)
        for theme, bank in library.probes.items():
            for one in bank.wordings:
                found = looked_for(theme, one.text, library)
                assert found.digs == (one.digs_into is not None)
                assert found.text == (one.looks_for or bank.looks_for)
                assert not found.digs or one.looks_for


def test_a_dig_of_ones_own_asks_for_more_of_the_same() -> None:
    wording = Wording(text="And then, '{quote}'?", slot="quote", digs_into="trade_off")
    bank = BankProbe(theme="trade_offs", looks_for="Another option.", wordings=(wording,))
    own = Library(pack=PACK, cues=CUES, probes={"trade_offs": bank})
    assert looked_for("trade_offs", "And then, 'I sold it'?", own).text == MORE


def test_what_a_theme_doubts_does_not_weigh_on_a_reply_to_a_dig() -> None:
    """Its theme's faults are about what was in doubt; a dig asks about what was told."""
    said = say(["We decided it together, because my manager asked us to use the blue paint."])
    plain = assess(said, "own_part", OURS, Known("Which decision did you make on your own?"))
    ask = "Let's slow down here. You said, 'I painted it'. Why that way, and not another?"
    order = ("weak", "not enough evidence", "partly", "strong")
    dug = assess(said, "own_part", OURS, Known(ask))
    assert order.index(dug.strength) >= order.index(plain.strength)


def test_silence_is_no_evidence() -> None:
    finding = assess(Transcript((), 4.0, "test"), "impact", LIBRARY)
    assert (finding.strength, finding.quote, finding.start) == ("not enough evidence", "", None)
    assert finding.because == "I did not hear a reply."


@pytest.mark.parametrize("reply", [SLOGANS, ["I asked a few of them, and they liked it more."]])
def test_to_say_it_three_times_brings_no_more(reply: list[str]) -> None:
    once = assess(say(reply), "impact", OURS)
    assert assess(say([*reply] * 3), "impact", OURS).strength == once.strength


def test_what_the_answer_said_brings_nothing_new() -> None:
    answer = say(["At the market we had two scales.", *SCALE])
    assert assess(say(SCALE), "verification", OURS).strength == "strong"
    again = assess(say(SCALE), "verification", OURS, Known("How did you know?", answer))
    assert again.strength == "not enough evidence"


def test_a_reply_about_something_else_is_not_strong() -> None:
    people = ("Nurses", "Midwives", "Porters", "Surgeons", "Cleaners", "Cooks")
    other = say(
        [
            *(
                f"{one} swap ward shifts by phone, and overtime, pensions, uniforms."
                for one in people
            ),
            "Payroll software rounded quarters down, which emptied envelopes at Christmas.",
            "Matron Ferreira collected complaints, payslips, rosters and apologies in binders.",
            "Ministry auditors, journalists, councillors, patients, chaplains visited corridors.",
        ]
    )
    assert assess(say(KEY), "obstacles", OURS).strength == "strong"
    assert assess(say(KEY), "obstacles", OURS, Known("What was hard?", other)).strength == "partly"


def test_the_sentence_shown_is_the_one_that_decides() -> None:
    assert assess(say(ADMITTED), "own_part", OURS).quote == ADMITTED[1]
    shown = assess(say(["Well, it took a while.", *SCALE]), "verification", OURS)
    assert shown.quote == SCALE[1]


def test_a_doubted_word_loses_no_ground() -> None:
    said = say(["No, I did not look.", "I assumed that it was fine, and they handled it."])
    lost = ("assumed", "did", "handled")
    doubted = [Word(w.text, w.start, w.end, 0.1 if w.text in lost else None) for w in said.words]
    unclear = assess(Transcript(tuple(doubted), said.duration, "test"), "verification", OURS)
    assert assess(said, "verification", OURS).strength == "weak"
    assert (unclear.strength, unclear.quote) == ("not enough evidence", "")


def test_a_theme_without_a_bank_is_still_heard() -> None:
    bare = Library(pack=PACK, cues=CUES)
    assert assess(say(SCALE), "scope", bare).strength == "strong"
    assert assess(say(SLOGANS), "scope", bare).strength == "not enough evidence"


def test_a_worked_strong_reply_is_never_below_its_weak_one() -> None:
    order = ("weak", "not enough evidence", "partly", "strong")
    for study in OURS.walkthroughs.values():
        for worked in study.probes:
            known = Known(worked.ask)
            weak, strong = (
                assess(say(re.findall(r"[^.?!]+[.?!]", text)), worked.theme, OURS, known).strength
                for text in (worked.weak.reply, worked.strong.reply)
            )
            assert order.index(weak) <= order.index(strong), (study.slug, worked.theme)
            assert weak != "strong", (study.slug, worked.theme)


def test_the_recorded_candidates_replies() -> None:
    found: dict[str, list[str]] = {}
    for name in ("strong", "flawed"):
        script = load_script(content_dir() / "candidates", name)
        answer = say([one.text for one in script.answer])
        found[name] = [
            assess(
                say(re.findall(r"[^.?!]+[.?!]", text)),
                theme,
                OURS,
                Known(OURS.probes[theme].wordings[0].text, answer),
            ).strength
            for theme, text in script.replies.items()
        ]
    assert set(found["strong"]) <= {"strong", "partly"}
    assert found["strong"].count("strong") >= 3
    assert "strong" not in found["flawed"]
    assert "declined" in found["flawed"]


@settings(max_examples=60, deadline=None)
@given(transcripts())
def test_any_reply_is_heard_and_quoted_truly(transcript: Transcript) -> None:
    for theme in THEMES[:3]:
        finding = assess(transcript, theme, LIBRARY)
        assert finding.theme == theme
        assert finding.because
        assert finding.quote in transcript.text
        assert (finding.start is None) == (not finding.quote)
