"""What practice comes to, on a page: every value by its own template, nothing of it lost."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mockint.commands.practice.lens import angle_of
from mockint.commands.values.history import HistoryPage
from mockint.commands.values.machine import Choice
from mockint.commands.values.practice import (
    AnswerAngle,
    CompressDrill,
    DrillResult,
    InterruptDrill,
    JudgedReply,
    LensChoice,
    LensResult,
    LessonTaught,
    LessonTry,
    PartDrill,
    ProbesDrill,
    QuizAnswer,
    QuizResult,
    QuizScoreboard,
    Spotted,
    WalkthroughScore,
)
from mockint.commands.values.questions import ListedQuestion, PrincipleQuestions, QuestionList
from mockint.commands.values.round import InterviewerComes, NothingRecorded, PanelHeld
from mockint.commands.values.stories import ListedStory, StoryList
from mockint.content.find import find_lens
from mockint.content.lesson import lesson
from mockint.domain import SEGMENTS
from mockint.history.panel import PanelDebrief, PanelInterview, Place, StoryUse
from mockint.pages import choosing, practice
from mockint.pages.document import FOLDER
from mockint.quiz.sitting import cards_of
from mockint.record import Answer, Exchange, RoundRecord
from mockint.star.analyse import analyse
from mockint.star.drills.part import check
from mockint.star.drills.story import dropped
from mockint.star.drills.types import Recovery, Telling
from mockint.star.types import ProbeChoice, ReplyFinding
from mockint.stories.types import Story
from tests.support.amazon import SENIOR
from tests.support.past_rounds import SLUG, STRONG, WEAK, library, question, transcript

STUDY = library().walkthroughs[SLUG]
CARDS = cards_of([STUDY])[:3]
FINDING = ReplyFinding("own_part", "weak", "No step of yours was heard.", "we did it all", 1.0)
SHORT = "The failures fell from three percent to one percent."
STORY = Story(name="web-hooks", parts=dict.fromkeys(SEGMENTS, "I did it."), principles=())


def told(text: str) -> Telling:
    heard, asked = transcript(text), question()
    judged = analyse(
        heard, question=asked, principle=asked.principle, level=SENIOR, library=library()
    )
    return Telling(30.0, heard, judged)


def part_drill(*texts: str) -> PartDrill:
    tries = tuple(check(transcript(one), "result", 20.0, SENIOR, library()) for one in texts)
    return PartDrill(
        question=SLUG, ask=STUDY.ask, part="result", planned=3, tries=tries,
        study=STUDY.parts["result"], written="As I wrote it.",
    )  # fmt: skip


def panel() -> PanelDebrief:
    began = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
    first = told(STRONG)
    answer = Answer(
        question=question(),
        principle=library().principles["ownership"],
        recording=None,
        transcript=first.transcript,
        analysis=first.analysis,
        exchanges=(
            Exchange(
                probe=ProbeChoice("own_part", "Which part was yours?", "open", ""),
                recording=None, transcript=None, finding=FINDING,
            ),
        ),
    )  # fmt: skip
    record = RoundRecord(
        id="20261120-193000", began=began, level="senior", engine="test", voice="none",
        answers=(answer,),
    )  # fmt: skip
    held = PanelInterview(principle="ownership", title="Ownership", share_s=900.0, record=record)
    again = replace(held, title="Dive Deep")
    places = (Place(interviewer=1, answer=1), Place(interviewer=2, answer=1))
    return PanelDebrief(
        id="20261120-193000", began=began, level="Senior", minutes=45.0, planned=3,
        interviews=(held, again),
        stories=(StoryUse(name="hooks", words=("timeout",), places=places),),
        unreadable=(),
    )  # fmt: skip


TELLINGS = (told(STRONG), replace(told(WEAK), limit_s=20.0))
SECTIONS = lesson(STUDY, SENIOR, library().pack).sections
LENS = find_lens(library(), question(), "dive-deep")
ANGLE = angle_of(TELLINGS[0].transcript, TELLINGS[0].analysis, LENS)
SPOTTED = Spotted((("It says we.", True), ("There is no number.", False)))

VALUES: Mapping[str, tuple[object, tuple[str, ...]]] = {
    "part": (
        DrillResult(part_drill("It went well.", SHORT), "20261120-193000"),
        (STUDY.ask, "Your last try", "As I wrote it.", STUDY.parts["result"].example, "20 s"),
    ),
    "no try": (DrillResult(part_drill(), None), ("No try was heard.",)),
    "compress": (
        DrillResult(
            CompressDrill(
                question=SLUG, ask=STUDY.ask, tellings=TELLINGS, lost=(dropped(*TELLINGS),),
                signals=library().pack.bar.signals,
            ),
            None,
        ),
        ("within 30 s", "within 20 s", "From 30 to 20 seconds", "Numbers that you left out"),
    ),
    "interrupt": (
        DrillResult(
            InterruptDrill(
                question=SLUG, ask=STUDY.ask, cut_at_s=65.0, cut_part="action",
                recovery=Recovery(0.5, 2.0, "failures fell"),
            ),
            None,
        ),
        ("2.0 seconds after", "1:05, in the Action", "failures fell"),
    ),
    "replies": (
        DrillResult(
            ProbesDrill(
                question=SLUG,
                ask=STUDY.ask,
                replies=(
                    JudgedReply(
                        ask="Which part was yours?", seconds=4.0, finding=FINDING,
                        study=STUDY.probes[0],
                    ),
                ),
            ),
            None,
        ),
        ("Which part was yours?", "Weak", "we did it all", STUDY.probes[0].strong.reply),
    ),
    "lesson": (
        LessonTaught(
            SLUG,
            STUDY.ask,
            SECTIONS,
            (
                LessonTry(
                    section="Result", ask="", said=SHORT,
                    found=check(transcript(SHORT), "result", 20.0, SENIOR, library()),
                ),
                LessonTry(
                    section=next(one.title for one in SECTIONS if one.probe),
                    ask="Why you?", said="we did it all", found=FINDING,
                ),
                LessonTry(
                    section="A weak answer", ask="What is wrong?", said="too many we",
                    found=SPOTTED,
                ),
            ),
        ),
        (STUDY.ask, SHORT, "Why you?", "You found 1 of 2 mistakes", *(s.title for s in SECTIONS),
         *(step.text for one in SECTIONS for step in one.steps)),
    ),
    "quiz": (
        QuizResult(
            (
                QuizAnswer(CARDS[0], CARDS[0].item.answer),
                QuizAnswer(CARDS[1], (CARDS[1].item.answer + 1) % 4),
                QuizAnswer(CARDS[2], None),
            )
        ),
        ("1 of 3 right the first time", "that you did not know",
         *(one.item.ask for one in CARDS), *(one.item.options[one.item.answer] for one in CARDS),
         CARDS[1].item.options[(CARDS[1].item.answer + 1) % 4]),
    ),
    "no answer": (QuizResult(()), ("No question was answered.",)),
    "lens": (
        LensResult(
            AnswerAngle("Dive Deep", LENS, ANGLE), None, slug=SLUG, ask="Why?",
            principle="dive-deep",
        ),
        ("Told for Dive Deep", ANGLE.opening, LENS.lead_with, LENS.emphasize, LENS.play_down),
    ),
    "lens unheard": (LensResult(None, None), ("Nothing was heard.",)),
    "lenses": (
        LensChoice(SLUG, STUDY.ask, (("Dive Deep", LENS),), ("frugality",)),
        ("Tell it for Dive Deep", "Frugality"),
    ),
    "panel": (
        PanelHeld(panel()),
        ("bring to their meeting", "Interviewer 2: Dive Deep", "1 of 3 interviews did not",
         "more than one interviewer", "Which part was yours?", "/rounds/20261120-193000"),
    ),
    "nothing": (NothingRecorded(), ("Nothing was recorded",)),
}  # fmt: skip


def drawn(value: object) -> str:
    piece = practice.piece(value)
    assert piece is not None, "it has a template of its own"
    return practice.shown_page([piece])


@pytest.mark.parametrize("name", VALUES)
def test_each_value_is_drawn_whole(name: str) -> None:
    value, says = VALUES[name]
    page = drawn(value)
    assert "<pre" not in page
    text = " ".join(html.unescape(page).split())
    for one in says:
        assert " ".join(one.split()) in text, one


def test_no_template_is_left_undrawn() -> None:
    pieces = [practice.piece(value) for value, _says in VALUES.values()]
    names = {one.template for one in pieces if one} | {"macros", "text"}
    assert names == {file.stem for file in (FOLDER / "templates" / "shown").glob("*.html")}


def test_what_has_no_template_is_text_and_what_is_old_is_left_out() -> None:
    assert practice.piece("a line") is None
    page = practice.shown_page([practice.as_text("a <b>line</b>")])
    assert "a &lt;b&gt;line&lt;/b&gt;</pre>" in page
    assert practice.only_passing(InterviewerComes("One", 60.0, 60.0))
    assert "There is nothing to show here." in practice.shown_page([])


def test_what_was_said_cannot_become_markup() -> None:
    bad = '<img src=x onerror="a()">'
    tried = LessonTry(section="Result", ask=bad, said=bad, found=FINDING)
    page = drawn(LessonTaught(SLUG, bad, SECTIONS, (tried,)))
    assert "<img" not in page
    assert html.escape("<img src=x") in page


def forms(page: str) -> list[dict[str, str]]:
    """The hidden fields of every form that begins something."""
    found = re.findall(r'<form method="post" action="/begin".*?</form>', page, re.DOTALL)
    field = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')
    return [dict(field.findall(form)) for form in found]


@pytest.mark.parametrize("name", ["part", "lesson", "quiz", "lens", "replies"])
def test_it_can_be_done_again_from_there(name: str) -> None:
    from mockint.web.doing.activities import activity

    made = forms(drawn(VALUES[name][0]))
    assert made
    for form in made:
        assert activity(form)[0], form
        assert SLUG in (form.get("about"), form.get("question"), SLUG if "round" in form else "")


LISTED = QuestionList(
    tuple(
        PrincipleQuestions(
            principle,
            tuple(
                ListedQuestion(one, one.slug in library().walkthroughs)
                for one in library().questions.values()
                if one.principle == principle.slug
            ),
        )
        for principle in library().principles.values()
    )
)
OWN = StoryList([ListedStory(STORY, 2)])
PACKS = (("amazon", "Amazon"), ("general", "Any company"))


def asks(page: str) -> set[str]:
    return set(re.findall(r'href="/questions/([^"?]+)', page))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, set(library().questions)),
        ({"only_models": True}, set(library().walkthroughs)),
        (
            {"principle": "frugality"},
            {one.slug for one in library().questions.values() if one.principle == "frugality"},
        ),
        ({"words": "DESCRIPTION  beyond"}, {SLUG}),
        ({"words": "no such words"}, set()),
    ],
)
def test_questions_are_found_without_a_script(wanted: dict[str, Any], found: set[str]) -> None:
    page = choosing.questions_page(LISTED, OWN, PACKS, choosing.Wanted(**wanted))
    assert asks(page) == found
    assert ("/stories/web-hooks" in page) == (not wanted)


def test_everything_can_be_chosen_to_practice() -> None:
    scores = QuizScoreboard((WalkthroughScore(SLUG, 3, 8, None),))
    none = HistoryPage(answers=(), page=1, before=0, matching=0, rounds_exist=False, levels={})
    page = choosing.practice_page(
        choosing.Choices(
            asked=LISTED, stories=OWN, scores=scores, last=none,
            levels=[Choice("senior", "Senior")], least_minutes=5, about=SLUG,
        )
    )  # fmt: skip
    kinds = {form["kind"] for form in forms(page)}
    assert kinds == {"drill", "quiz", "learn", "panel", "lens", "round"}
    assert f'<option value="{SLUG}" selected>' in page
    for name in ("web-hooks", "compress", "interrupt", "probes", *SEGMENTS):
        assert f'<option value="{name}"' in page, name
    for one in library().principles:
        assert f'name="with-{one}"' in page
    assert "3 of 8" in page
