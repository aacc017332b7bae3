"""``mockint quiz``: questions read aloud, answered aloud or by a key; wrong ones come back."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from mockint import locations
from mockint.commands.ports import Front
from mockint.commands.practice.learn import find_walkthrough, no_walkthroughs
from mockint.commands.practice.session import (
    PracticeOptions,
    PracticeSession,
    Topic,
    own_equipment,
    practice_session,
)
from mockint.commands.recovery.recover import offer_waiting
from mockint.commands.values.practice import (
    QuizAnswer,
    QuizResult,
    QuizScoreboard,
    WalkthroughScore,
)
from mockint.content.types import LETTERS, Library, QuizItem
from mockint.errors import AudioError, UsageError
from mockint.events import Exercise, KeyHint
from mockint.history.quiz_scores import QuizScores
from mockint.interview.keys import NEXT
from mockint.interview.stations import NO_MICROPHONE
from mockint.quiz.answers import LEADS, ORDINALS, Either, Understood, understand
from mockint.quiz.recognizer import ChoiceTranscriber, choice_transcriber, offered
from mockint.quiz.sitting import Card, Sitting, cards_of, draw
from mockint.text.format import counted, sentence
from mockint.voice.types import LessonVoice
from mockint.wiring import settings
from mockint.wiring.interview import Equipment

HINT = KeyHint("h", "hint")
UNKNOWN = KeyHint("0", "I don't know")
MIXED = 10
"""Questions of a sitting where neither a walkthrough nor a number was asked for."""
MISHEARD = 2
"""So often an answer that was not understood is asked for again; then only a key counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizOptions(PracticeOptions):
    """The options of ``mockint quiz``."""

    slug: str | None = None
    everything: bool = False
    number: int | None = None
    seed: int | None = None


def run_quiz(
    options: QuizOptions, front: Front, *, equipment: Equipment | None = None
) -> QuizResult:
    """Hold a quiz. Raises UsageError where there is nothing to ask."""
    library = settings.library(settings.settings())
    cards = _cards(options, library)
    offer_waiting(options, front)
    began = datetime.now().astimezone()
    used = equipment or own_equipment(options, library, front, needs_microphone=False)
    choices = choice_transcriber(used.transcriber)
    name = options.slug.replace("-", " ") if options.slug else "all walkthroughs"
    title = f"Quiz: {name}, {counted(len(cards), 'question')}"
    sitting = Sitting(cards)
    said: dict[Card, int | None] = {}
    if choices is not None:
        used = replace(used, transcriber=choices)
    texts = [text for card in cards for text in _surely_said(card.item)]
    if isinstance(used.voice, LessonVoice):
        used = replace(used, voice=used.voice.reading(texts))
    try:
        slugs = {one.walkthrough for one in cards}
        asked = tuple(library.walkthroughs[slug].question for slug in slugs)
        topic = Topic(title=title, questions=asked)
        with practice_session(topic, options.level, library, used) as session:
            session.practice.prepare_all(texts)
            hears = used.microphone != NO_MICROPHONE
            _Asking(session, sitting, began, choices, hears=hears, said=said).ask_all()
    finally:
        if choices is not None:
            choices.close()
    answers = tuple(QuizAnswer(card, one) for card, one in said.items())
    return QuizResult(answers, interrupted=session.interrupted)


def quiz_scores() -> QuizScoreboard:
    """Each walkthrough, and how much of it is known."""
    library = settings.library(settings.settings())
    scores = QuizScores(locations.history_file()).scores()
    if not scores:
        return QuizScoreboard(())
    rows = []
    for slug, study in library.walkthroughs.items():
        keys = [card.key for card in cards_of([study])]
        score = scores.get(slug)
        known = sum(key in score.known for key in keys) if score else 0
        rows.append(WalkthroughScore(slug, known, len(keys), score))
    return QuizScoreboard(tuple(rows))


def _cards(options: QuizOptions, library: Library) -> Sequence[Card]:
    if options.slug and options.everything:
        raise UsageError("give one walkthrough or --all, not both", next_step="mockint quiz")
    studies = (
        [find_walkthrough(library, options.slug)]
        if options.slug
        else list(library.walkthroughs.values())
    )
    number = options.number
    if number is None and not options.slug and not options.everything:
        number = MIXED
    drawn = draw(cards_of(studies), number, random.Random(options.seed))
    if not studies:
        raise UsageError(
            "there is nothing to ask",
            cause=no_walkthroughs(library),
            next_step="mockint --pack amazon quiz",
        )
    if not drawn:
        raise UsageError("this walkthrough has no quiz questions", next_step="mockint quiz --all")
    return drawn


@dataclass(slots=True)
class _Asking:
    """One sitting under way."""

    session: PracticeSession
    sitting: Sitting
    began: datetime
    choices: ChoiceTranscriber | None
    hears: bool
    said: dict[Card, int | None] = field(default_factory=dict)
    """What was answered to each question the first time; None: not known."""

    def ask_all(self) -> None:
        """Until no question is left or the candidate wants to stop."""
        practice = self.session.practice
        while (card := self.sitting.next) is not None and not practice.ending:
            answer = self._ask(card)
            if answer is None and practice.ending:
                break
            self._tell(card.item, answer)
            answer = self._go_on(card.item, answer)
            self.said.setdefault(card, answer)
            self.sitting.answered(right=answer == card.item.answer)
            self._keep()

    def _go_on(self, item: QuizItem, answer: int | None) -> int | None:
        """Wait until the candidate has read it; what they say they answered in truth."""
        practice = self.session.practice
        if answer == item.answer and self.sitting.left == 1:
            return answer
        if answer is None or answer == item.answer:
            practice.choose((NEXT,))
            return answer
        letters = LETTERS[: len(item.options)]
        meant = tuple(f"I said {letter.upper()}" for letter in letters)
        wrong = KeyHint(letters, "if mockint heard you wrong", meant)
        pressed = practice.choose((NEXT, wrong))
        if pressed not in letters or not pressed:
            return answer
        index = letters.index(pressed)
        practice.note("Right." if index == item.answer else "That answer is wrong too.")
        return index

    # ------------------------------------------------------------ one question

    def _ask(self, card: Card) -> int | None:
        """Ask until it is answered; None where the candidate does not know, or ends."""
        practice, item = self.session.practice, card.item
        if self.choices is not None:
            self.choices.offer(LEADS, offered(item.options))
        label = self.sitting.place(card)
        if self.sitting.asked_before(card) and item.hint:
            practice.say(f"Hint: {item.hint}", label="Hint", about=item.ask)
        said, missed = _read_aloud(item), 0
        while not practice.ending:
            keys = _keys(item)
            about = "" if said.startswith(item.ask) else item.ask
            pressed = practice.say(said, label=label, stopping=keys, about=about)
            meant = self._pressed(pressed, item) if pressed else self._answer(card, missed)
            label = "Interviewer"
            match meant:
                case int():
                    return meant
                case "skip":
                    return None
                case "repeat":
                    said = _read_aloud(item)
                case "hint":
                    said = f"Hint: {item.hint}" if item.hint else "There is no hint for this one."
                case Either(first, second):
                    said, missed = _either(first, second), missed + 1
                case _:
                    said, missed = _not_understood(item), missed + 1
        return None

    def _answer(self, card: Card, missed: int) -> Understood | None:
        """What is said or pressed. Without a microphone, or after some misses, only a key."""
        practice, item = self.session.practice, card.item
        about = self.session.library.walkthroughs[card.walkthrough].question
        if self.hears and missed <= MISHEARD:
            try:
                spoken = practice.listen(about, exercise=Exercise("Your answer"), keys=_keys(item))
            except AudioError as error:
                practice.note(f"{sentence(str(error))}. Answer with a key instead.")
                self.hears = False
            else:
                if spoken.pressed:
                    return self._pressed(spoken.pressed, item)
                heard = spoken.transcript.text if spoken.transcript else ""
                practice.note(f"Heard: {heard}" if heard else "None of the answers was heard.")
                return understand(heard, item.options)
        return self._pressed(practice.choose(_keys(item)), item)

    def _pressed(self, key: str, item: QuizItem) -> Understood | None:
        if key == HINT.keys and len(item.options) < LETTERS.index(HINT.keys) + 1:
            return "hint"
        if key == UNKNOWN.keys:
            return "skip"
        keys = LETTERS[: len(item.options)]
        if key.isdigit() and 1 <= int(key) <= len(keys):
            return int(key) - 1
        return keys.index(key) if key and key in keys else None

    def _tell(self, item: QuizItem, answer: int | None) -> None:
        """Right or wrong, why, and the way to the solution."""
        practice = self.session.practice
        solution = _solution(item, answer)
        practice.say(solution, label="Answer", stopping=(NEXT,), about=item.ask)

    # ------------------------------------------------------------ what is kept

    def _keep(self) -> None:
        answers = [(card.walkthrough, card.key, ok) for card, ok in self.sitting.first.items()]
        with self.session.noting():
            QuizScores(locations.history_file()).keep(self.began, answers)
        self.session.write(
            {
                "quiz": [
                    {"question": slug, "item": key, "right": right} for slug, key, right in answers
                ]
            }
        )


def _keys(item: QuizItem) -> tuple[KeyHint, ...]:
    """Those that answer, at any time."""
    count = len(item.options)
    digits = "".join(map(str, range(1, count + 1)))
    return (KeyHint(LETTERS[:count] + digits, "answer", item.options), HINT, UNKNOWN)


def _read_aloud(item: QuizItem) -> str:
    options = "\n".join(
        f"{letter.upper()}: {_ended(option)}"
        for letter, option in zip(LETTERS, item.options, strict=False)
    )
    return f"{item.ask}\n{options}"


def _surely_said(item: QuizItem) -> tuple[str, str]:
    """What most candidates hear of it."""
    return _read_aloud(item), _solution(item, item.answer)


def _solution(item: QuizItem, answer: int | None) -> str:
    right = f"{LETTERS[item.answer].upper()}, {_ended(item.options[item.answer])}"
    if answer == item.answer:
        verdict = "Right."
    elif answer is None:
        verdict = f"The answer is {right}"
    else:
        verdict = f"No. You said {LETTERS[answer].upper()}. The answer is {right}"
    steps = [f"Step {number}: {step}" for number, step in enumerate(item.steps, start=1)]
    return "\n".join([f"{verdict} {item.explanation}", *steps])


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _either(first: int, second: int) -> str:
    a, b = (f"{LETTERS[one].upper()}, the {ORDINALS[one]}" for one in (first, second))
    return f"Did you say {a}, or {b}?"


def _not_understood(item: QuizItem) -> str:
    nth = [f"the {name}" for name in ORDINALS[: len(item.options)]]
    return f"I did not understand. Say {', '.join(nth[:-1])} or {nth[-1]}, or press its letter."
