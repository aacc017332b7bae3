"""``mockint quiz``: questions read aloud, answered aloud or by a key; wrong ones come back.

What quizzes came to: one sitting at its end, and all of them with ``mockint quiz --score``.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mockint import locations
from mockint.commands.practice.learn import find_walkthrough
from mockint.commands.practice.session import (
    NO_MICROPHONE,
    Gear,
    PracticeOptions,
    Practising,
    gear,
    practising,
)
from mockint.content.types import LETTERS, Library, QuizItem
from mockint.errors import AudioError, UsageError
from mockint.events import Practised
from mockint.history.quiz_scores import QuizScores
from mockint.interview.practice import ENTER
from mockint.quiz.answers import LEADS, ORDINALS, Either, Understood, understand
from mockint.quiz.recognizer import ChoiceTranscriber, choice_transcriber, offered
from mockint.quiz.sitting import Card, Sitting, cards_of, draw
from mockint.wiring import settings


def show_scores() -> None:
    """``mockint quiz --score``: each walkthrough, how much of it is known."""
    from rich.table import Table

    library = settings.library(settings.settings())
    scores = QuizScores(locations.history_file()).scores()
    console = settings.console()
    if not scores:
        console.print("No quiz was taken yet. Begin: mockint quiz")
        return
    table = Table(box=None, pad_edge=False)
    for name in ("Walkthrough", "Known", "Last time", "On", "Sittings"):
        table.add_column(name, justify="left" if name == "Walkthrough" else "right")
    for slug, study in library.walkthroughs.items():
        keys = [card.key for card in cards_of([study])]
        if slug not in scores:
            table.add_row(slug, f"0 of {len(keys)}", "-", "-", "0")
            continue
        score = scores[slug]
        known = sum(key in score.known for key in keys)
        last = f"{score.last_right} of {score.last_of}"
        table.add_row(slug, f"{known} of {len(keys)}", last, score.last[:10], str(score.sittings))
    console.print(table)


def show_sitting(sitting: Sitting) -> None:
    """What the sitting came to, by difficulty where the questions have one."""
    console = settings.console()
    first = sitting.first
    if not first:
        return
    console.print(f"\nRight the first time: {sum(first.values())} of {len(first)}.")
    asked, right = Counter[str](), Counter[str]()
    for card, ok in first.items():
        asked[card.item.difficulty] += 1
        right[card.item.difficulty] += ok
    hard = [
        f"{name} {right[name]} of {asked[name]}"
        for name in ("easy", "medium", "hard")
        if asked[name]
    ]
    if hard:
        console.print(f"By difficulty: {', '.join(hard)}.")
    for card, ok in first.items():
        if not ok:
            console.print(f"Look again: {card.item.ask}", style="dim")
    console.print("Score so far: mockint quiz --score", style="dim")


HINT, UNKNOWN = "h", "0"
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


def run_quiz(options: QuizOptions, *, with_gear: Gear | None = None) -> None:
    """Hold a sitting. Raises UsageError where there is nothing to ask."""
    library = settings.library(settings.settings())
    cards = _cards(options, library)
    began = datetime.now().astimezone()
    used = with_gear or gear(options, library, needs_microphone=False)
    ear = choice_transcriber(used.transcriber)
    title = f"Quiz: {options.slug or 'all walkthroughs'}, {len(cards)} questions"
    sitting = Sitting(cards)
    if ear is not None:
        used = replace(used, transcriber=ear)
    try:
        asked = [library.walkthroughs[slug].question for slug in {one.walkthrough for one in cards}]
        with practising(options, title, asked, library=library, with_gear=used) as under_way:
            hears = used.microphone != NO_MICROPHONE
            _Asking(under_way, sitting, began, ear, hears=hears).ask_all()
    finally:
        if ear is not None:
            ear.close()
    show_sitting(sitting)


def _cards(options: QuizOptions, library: Library) -> Sequence[Card]:
    if options.slug and options.everything:
        raise UsageError("a quiz is about one walkthrough or --all", next_step="mockint quiz")
    studies = (
        [find_walkthrough(library, options.slug)]
        if options.slug
        else list(library.walkthroughs.values())
    )
    number = options.number
    if number is None and not options.slug and not options.everything:
        number = MIXED
    drawn = draw(cards_of(studies), number, random.Random(options.seed))
    if not drawn:
        raise UsageError("there are no quiz questions in it", next_step="mockint quiz --all")
    return drawn


@dataclass(slots=True)
class _Asking:
    """One sitting under way."""

    under_way: Practising
    sitting: Sitting
    began: datetime
    ear: ChoiceTranscriber | None
    hears: bool

    def ask_all(self) -> None:
        """Until no question is left or the candidate wants to stop."""
        practice = self.under_way.practice
        while (card := self.sitting.next) is not None and not practice.ending:
            answer = self._ask(card)
            if answer is None and practice.ending:
                break
            self._tell(card.item, answer)
            answer = self._go_on(card.item, answer)
            self.sitting.answered(right=answer == card.item.answer)
            self._keep()

    def _go_on(self, item: QuizItem, answer: int | None) -> int | None:
        """Wait until the candidate has read it; what they say they answered in truth."""
        practice = self.under_way.practice
        if answer == item.answer and self.sitting.left == 1:
            return answer
        if answer is None or answer == item.answer:
            practice.choose(ENTER, "Enter next · q end")
            return answer
        letters = LETTERS[: len(item.options)]
        legend = f"Enter next · a to {letters[-1]} if you said something else · q end"
        pressed = practice.choose((ENTER, *letters), legend)
        if pressed not in letters or not pressed:
            return answer
        meant = letters.index(pressed)
        practice.note("Right." if meant == item.answer else "Then it was not right either.")
        return meant

    # ------------------------------------------------------------ one question

    def _ask(self, card: Card) -> int | None:
        """Ask until it is answered; None where the candidate does not know, or ends."""
        practice, item = self.under_way.practice, card.item
        if self.ear is not None:
            self.ear.offer(LEADS, offered(item.options))
        label = self.sitting.place(card)
        if self.sitting.asked_before(card) and item.hint:
            practice.say(f"A hint: {item.hint}", label="Hint")
        said, missed = _read_aloud(item), 0
        while not practice.ending:
            keys = _keys(item)
            pressed = practice.say(said, label=label, stopping=keys)
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
                    said = f"A hint: {item.hint}" if item.hint else "There is no hint for this one."
                case Either(first, second):
                    said, missed = _either(first, second), missed + 1
                case _:
                    said, missed = _not_understood(item), missed + 1
        return None

    def _answer(self, card: Card, missed: int) -> Understood | None:
        """What is said or pressed. Without a microphone, or after some misses, only a key."""
        practice, item = self.under_way.practice, card.item
        about = self.under_way.library.walkthroughs[card.walkthrough].question
        if self.hears and missed <= MISHEARD:
            try:
                spoken = practice.listen(about, only=Practised("Your answer"), keys=_keys(item))
            except AudioError as error:
                practice.note(f"{error}. Answer with a key.")
                self.hears = False
            else:
                if spoken.pressed:
                    return self._pressed(spoken.pressed, item)
                heard = spoken.transcript.text if spoken.transcript else ""
                practice.note(f"Heard: {heard}" if heard else "Heard nothing that fits.")
                return understand(heard, item.options)
        last = LETTERS[len(item.options) - 1]
        legend = f"a to {last} answer · {HINT} hint · {UNKNOWN} I don't know · q end"
        return self._pressed(practice.choose(_keys(item), legend), item)

    def _pressed(self, key: str, item: QuizItem) -> Understood | None:
        if key == HINT and len(item.options) < LETTERS.index(HINT) + 1:
            return "hint"
        if key == UNKNOWN:
            return "skip"
        keys = LETTERS[: len(item.options)]
        if key.isdigit() and 1 <= int(key) <= len(keys):
            return int(key) - 1
        return keys.index(key) if key and key in keys else None

    def _tell(self, item: QuizItem, answer: int | None) -> None:
        """Right or wrong, why, and the way to the solution."""
        practice = self.under_way.practice
        right = f"{LETTERS[item.answer].upper()}, {_ended(item.options[item.answer])}"
        if answer == item.answer:
            verdict = "Right."
        elif answer is None:
            verdict = f"It is {right}"
        else:
            verdict = f"No. You said {LETTERS[answer].upper()}; it is {right}"
        steps = [f"Step {number}: {step}" for number, step in enumerate(item.steps, start=1)]
        said = "\n".join([f"{verdict} {item.explanation}", *steps])
        practice.say(said, label="Answer", stopping=ENTER)

    # ------------------------------------------------------------ what is kept

    def _keep(self) -> None:
        answers = [(card.walkthrough, card.key, ok) for card, ok in self.sitting.first.items()]
        QuizScores(locations.history_file()).keep(self.began, answers)
        self.under_way.write(
            {
                "quiz": [
                    {"question": slug, "item": key, "right": right} for slug, key, right in answers
                ]
            }
        )


def _keys(item: QuizItem) -> tuple[str, ...]:
    count = len(item.options)
    return (*LETTERS[:count], *map(str, range(1, count + 1)), HINT, UNKNOWN)


def _read_aloud(item: QuizItem) -> str:
    options = "\n".join(
        f"{letter.upper()}: {_ended(option)}"
        for letter, option in zip(LETTERS, item.options, strict=False)
    )
    return f"{item.ask}\n{options}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _either(first: int, second: int) -> str:
    a, b = (f"{LETTERS[one].upper()}, the {ORDINALS[one]}" for one in (first, second))
    return f"Was that {a}, or {b}?"


def _not_understood(item: QuizItem) -> str:
    nth = [f"the {name}" for name in ORDINALS[: len(item.options)]]
    return f"I did not get that. Say {', '.join(nth[:-1])} or {nth[-1]}, or press its letter."
