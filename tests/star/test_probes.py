"""Follow-ups: which, why, and in whose words."""

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings

from mockint.content.types import BankProbe, Library, Question, Walkthrough, Wording
from mockint.domain import THEMES, SignalName, Theme
from mockint.star.probes.choose import choose
from mockint.star.probes.found import MAYBE_TOLD, Found
from mockint.star.probes.rank import answered, rank, theme_features, weights
from mockint.star.probes.reasons import DIG
from mockint.star.probes.slots import FEWEST, MOST, fitting, is_fluent, trim
from mockint.star.segmenter.label import label
from mockint.star.segmenter.sentences import cut
from mockint.star.signals.detect import listen
from mockint.star.types import LabelledUnit, ProbeChoice, Signal
from mockint.transcribe.types import Transcript, Word
from tests.support.amazon import PACK
from tests.support.star_telling import CUES, LIBRARY, STRONG, WEAK, told, transcripts, unit

QUESTION = Question(slug="a-question", ask="Tell me.", principle="ownership")


def found_in(labelled: list[LabelledUnit] | tuple[LabelledUnit, ...]) -> Found:
    heard = listen(labelled, CUES)
    return Found(
        labelled, heard.signals, heard.chances, "ownership", "sde2", (), likely=heard.likely
    )


def of_story(story: tuple[tuple[object, str], ...]) -> Found:
    return found_in([unit(segment, text) for segment, text in story])  # type: ignore[arg-type]


def asked(found: Found, *, library: Library = LIBRARY) -> tuple[ProbeChoice, ...]:
    return choose(found, None, library, frozenset())


def with_walkthrough(theme: Theme) -> Library:
    probe = SimpleNamespace(theme=theme, ask="Any story?", ask_reference="The webhook story?")
    walkthrough = cast("Walkthrough", SimpleNamespace(probes=(probe,)))
    return replace(LIBRARY, walkthroughs={QUESTION.slug: walkthrough})


def test_a_story_that_was_handed_off_is_asked_for_ones_own_part_first() -> None:
    first = asked(of_story(WEAK))[0]
    assert first.theme == "own_part"
    assert "passed" in first.because
    assert first.quote
    assert first.quote in told(WEAK).text


def test_a_strong_story_is_not_asked_what_it_already_said() -> None:
    themes = {choice.theme for choice in asked(of_story(STRONG))}
    assert themes
    assert not themes & {"own_part", "scope", "verification", "impact"}


DIGGING = Wording(
    text="You said, '{quote}'. Is that so?",
    slot="quote",
    digs_into="decided_to_act",
    because="A choice.",
)


def digging() -> Library:
    bank = LIBRARY.probes["motivation"]
    dug = replace(bank, wordings=(*bank.wordings, DIGGING))
    return replace(LIBRARY, probes={**LIBRARY.probes, "motivation": dug})


@pytest.mark.parametrize(("sure", "digs"), [(1.0, True), (DIG, True), (DIG - 0.1, False)])
def test_what_was_clearly_said_is_dug_into_in_the_candidates_words(
    sure: float, *, digs: bool
) -> None:
    found = of_story(STRONG)
    signals = tuple(
        replace(one, sure=sure) if one.name == "decided_to_act" else one for one in found.signals
    )
    choices = asked(replace(found, signals=signals), library=digging())
    dug = [one for one in choices if one.theme == "motivation"]
    assert [one.ask for one in dug] == [f"You said, '{one.quote}'. Is that so?" for one in dug]
    assert bool(dug) is digs, "a settled theme has nothing else to ask"
    assert all(one.quote in told(STRONG).text for one in dug)


def test_nobody_is_asked_to_say_more_of_what_they_did_not_say() -> None:
    for theme in THEMES:
        only = BankProbe(theme=theme, looks_for="", wordings=(DIGGING,))
        library = replace(LIBRARY, probes={theme: only})
        quotes = [s.quote for s in of_story(WEAK).signals if s.name == "decided_to_act"]
        assert [c.quote for c in asked(of_story(WEAK), library=library)] == quotes == []


def test_no_theme_is_asked_twice_in_a_round() -> None:
    found = of_story(WEAK)
    every = [choice.theme for choice in asked(found)]
    rest = choose(found, None, LIBRARY, frozenset(every[:2]))
    assert [choice.theme for choice in rest] == every[2:]
    assert choose(found, None, LIBRARY, frozenset(THEMES)) == ()


def test_nothing_said_nothing_asked() -> None:
    assert asked(Found((), (), {}, None, "sde1", ())) == ()


def test_the_reference_story_gets_its_own_wording_and_no_other_story_does() -> None:
    webhook = of_story((*WEAK, ("situation", "The webhook deliveries dropped now and then.")))
    for found, ask in ((webhook, True), (of_story(WEAK), False)):
        choices = choose(found, QUESTION, with_walkthrough("own_part"), frozenset())
        mine = next(choice for choice in choices if choice.theme == "own_part")
        assert (mine.ask == "The webhook story?") is ask


def test_the_walkthroughs_wording_is_used_where_no_words_fit() -> None:
    found = found_in([unit("situation", "It was late and nothing worked at all.")])
    library = with_walkthrough("trade_offs")
    choices = choose(found, QUESTION, library, frozenset())
    assert next(c for c in choices if c.theme == "trade_offs").ask == "Any story?"


def test_a_question_without_a_walkthrough_is_fine() -> None:
    assert choose(of_story(WEAK), QUESTION, LIBRARY, frozenset())


def test_a_library_without_probes_asks_nothing() -> None:
    assert asked(of_story(WEAK), library=Library(pack=PACK, cues=CUES)) == ()


def words(text: str, *doubted: str) -> list[Word]:
    return [Word(w, 0.0, 0.1, 0.1 if w in doubted else None) for w in text.split()]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("So, um, I pulled the logs, and", "I pulled the logs"),
        ("and then I um pulled the logs", ""),
        ("I tested it with, wait, all the keys", ""),
        ("I sent the bread home where nobody ate it", "I sent the bread home where nobody ate it"),
        ("who couldn't pay the driver", ""),
        ("once it had gone quiet", ""),
        ("I pulled", ""),
        ("my manager was happy as", ""),
        ("so and but um", ""),
        ("no no no no", ""),
        (
            "I pulled the logs of every shop, and then I went on to compare them all with ours",
            "I went on to compare them all with ours",
        ),
        (
            "i pulled the logs of every single shop and then compared them all with our own list",
            "i pulled the logs of every single shop",
        ),
    ],
)
def test_only_whole_clauses_are_said_back(said: str, kept: str) -> None:
    assert trim(words(said)) == kept


def test_doubted_words_are_never_quoted() -> None:
    assert trim(words("I pulled the logs")) == "I pulled the logs"
    assert trim(words("I pulled the logs", "pulled")) == ""


@pytest.mark.parametrize(
    ("said", "team"),
    [
        ("Then the shipping team said no.", "the shipping team"),
        ("I was on the billing team then.", ""),
        ("We asked my own team about it.", ""),
        ("That was the team's job.", ""),
        ("The same team did it.", ""),
        ("The right people did it.", ""),
        ("The young group did it.", ""),
    ],
)
def test_a_team_is_somebody_elses(said: str, team: str) -> None:
    assert fitting("team", (), [unit("action", said)], (), 0) == team


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Lost parcels went from 3% to zero, and people noticed.", "3%"),
        ("We threw away nine trays a day of good bread.", "nine trays a day"),
        ("About forty of the guests had waited for an hour.", "forty of the guests"),
        ("Two years ago I published it, and sixty readers wrote.", "sixty readers"),
        ("We were a crew of eight and it was fine.", ""),
        ("It was at six, like every evening.", ""),
        ("Two winters back my van broke down.", ""),
        ("They had not spoken for nine years.", ""),
        ("Seven of them fell on one crossing.", ""),
    ],
)
def test_a_number_said_back_is_an_amount_with_its_thing(said: str, number: str) -> None:
    labelled = [unit("situation", said)]
    words = labelled[0].unit.words
    signal = Signal("problem_metric", "strength", said, words[0].start, words[-1].end, "situation")
    assert fitting("number", [signal], labelled, ("problem_metric",), 0) == number


def test_what_the_whole_answer_may_have_said_is_not_asked_for() -> None:
    found = of_story(WEAK)
    assert "trade_off" not in replace(found, likely=frozenset(), chances={}).told
    maybe = replace(found, likely=frozenset(), chances={"trade_off": MAYBE_TOLD + 0.01})
    assert "trade_off" in maybe.told


def test_the_step_said_back_is_one_that_tells_something() -> None:
    labelled = [
        unit("action", "I called them all back."),
        unit("action", "I compared the meal days of every pupil with the paper sheets."),
    ]
    signals = [
        Signal(
            "first_person_action", "strength", one.unit.text, one.unit.start, one.unit.end, "action"
        )
        for one in labelled
    ]
    assert "paper sheets" in fitting("step", signals, labelled, (), 0)


HARD = (
    ("situation", "The clinic's diary was double booked on most days of the week."),
    ("action", "I asked the partners for one shared diary, and they said no twice."),
    ("action", "I went to their office and I showed them the list of angry patients."),
)


def test_nobody_is_asked_what_was_hard_after_telling_it() -> None:
    asked_for = {choice.theme: choice for choice in asked(of_story(HARD))}
    hard = asked_for.get("obstacles")
    assert hard is None or "said no twice" in hard.ask


def test_how_they_know_is_asked_only_of_a_claim() -> None:
    plain = of_story((("action", "I carried the chairs into the hall with my brother."),))
    assert "verification" not in {choice.theme for choice in asked(plain)}


def test_a_wording_is_not_used_where_what_it_asks_for_was_said() -> None:
    bank = LIBRARY.probes["trade_offs"]
    only = Wording(text="What did it cost?", asks_for=("trade_off",))
    other = Wording(text="What was the risk?")
    library = replace(LIBRARY, probes={"trade_offs": replace(bank, wordings=(only, other))})
    said = asked(of_story(STRONG), library=library)
    unsaid = asked(of_story(WEAK), library=library)
    assert [choice.ask for choice in said] == ["What was the risk?"]
    assert [choice.ask for choice in unsaid] == ["What did it cost?"]


def test_the_words_said_back_are_those_of_the_reason() -> None:
    found = of_story(WEAK)
    faults = {signal.quote for signal in found.signals if signal.kind == "fault"}
    for choice in asked(found):
        inside = re.search(r"'(.*)'", choice.ask)
        if inside and "You said" in choice.ask:
            assert any(inside.group(1) in quote for quote in faults)


@pytest.mark.parametrize(
    ("theme", "heard", "is_answered"),
    [
        ("scope", {"scope_boundary", "nobody_asked"}, True),
        ("scope", {"scope_boundary", "nobody_asked", "assigned_by_manager"}, False),
        ("scope", {"scope_boundary"}, False),
        ("disagreement", {"voiced_disagreement", "committed_after_decision"}, True),
        ("obstacles", {"scope_boundary", "nobody_asked", "trade_off"}, False),
    ],
)
def test_answered(theme: Theme, heard: set[SignalName], *, is_answered: bool) -> None:
    assert answered(theme, heard) is is_answered


def test_ranking_names_every_theme_once_and_follows_what_was_heard() -> None:
    sure_fault: dict[SignalName, float] = {"assumed_not_verified": 0.99}
    assert sorted(rank({}, None, "sde2")) == sorted(THEMES)
    before = rank({}, None, "sde2").index("verification")
    assert rank(sure_fault, None, "sde2").index("verification") < before


def test_every_feature_of_the_ranking_is_known_to_its_weights() -> None:
    known = set(weights()["scope"].by_name)
    assert set(theme_features({}, "ownership", "senior")) <= known


@settings(max_examples=60, deadline=None)
@given(transcripts())
def test_any_answer_gets_distinct_themes_and_true_quotes(transcript: Transcript) -> None:
    found = found_in(label(cut(transcript)))
    choices = asked(found)
    themes = [choice.theme for choice in choices]
    assert len(themes) == len(set(themes))
    assert choices == asked(found)
    for choice in choices:
        assert choice.ask
        assert choice.because
        assert choice.quote in transcript.text
        assert not re.search(r"\{\w+\}", choice.ask.replace(choice.quote, ""))
        inside = re.search(r"'(.*)'", choice.ask)
        if inside:
            assert FEWEST <= len(inside.group(1).split()) <= MOST
            assert inside.group(1) in transcript.text


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ('I put up a sign, "this way out, please"', True),
        ('I put up a sign, "this way out, please', False),
        ("I put up a sign, \u201cthis way out", False),
        ("I put up a sign by the door", True),
    ],
)
def test_half_of_what_somebody_said_is_not_said_back(text: str, fits: bool) -> None:
    assert is_fluent(text) == fits


def test_a_mark_that_goes_with_the_last_word_leaves_no_half_of_a_quotation() -> None:
    said = 'I made her a card, with big letters, "this way out, please."'
    assert trim([Word(text, at, at + 0.3) for at, text in enumerate(said.split())]).count('"') != 1
