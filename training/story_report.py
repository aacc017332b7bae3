"""How right the gate is: kinds, and answers to another question, with counts and intervals."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mockint import locations
from mockint.content import load
from mockint.content.types import Principle, Question
from mockint.star.segmenter.label import label
from mockint.star.segmenter.sentences import cut
from mockint.star.story.gate import judge_story
from mockint.star.story.model import StoryModel, story_model
from mockint.star.types import NO_STORY, Story
from training.answers import FOLDER, REGISTERS, Answer, read
from training.speech import say
from training.story import Told, by_fold, labelled_file, pool, told

FORMS = {"punctuated": True, "bare": False}
_Z = 1.96


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    share, per = hits / of, _Z**2 / of
    middle, half = share + per / 2, _Z * math.sqrt(share * (1 - share) / of + per / (4 * of))
    return max(0.0, (middle - half) / (1 + per)), min(1.0, (middle + half) / (1 + per))


@dataclass(slots=True)
class Counted:
    """True and heard, counted."""

    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    stories: Counter[tuple[str, str]] = field(default_factory=Counter)
    """As ``answers``, of what is a story and was taken for one."""
    places: list[bool] = field(default_factory=list)
    """Of two stories told and heard: whether the second begins where it does, to one sentence."""

    def add(self, one: Told, found: Story) -> None:
        """One answer."""
        self.kinds[one.kind, found.kind] += 1
        heard = found.answers_question or "yes"
        self.answers[one.answers, heard] += 1
        if one.is_story and found.kind not in NO_STORY:
            self.stories[one.answers, heard] += 1

    def figures(self) -> dict[str, Any]:
        """What is printed."""
        told = sum(n for (kind, _), n in self.kinds.items() if kind not in NO_STORY)
        kept = sum(
            n for pair, n in self.kinds.items() if not any(kind in NO_STORY for kind in pair)
        )
        return {
            "kind": _share(_right(self.kinds), self.kinds.total()),
            "stories kept": _share(kept, told),
            "kinds": _pairs(self.kinds),
            "answers the question": _share(_right(self.answers), self.answers.total()),
            "answers": _pairs(self.answers),
            **_another(self.answers, "no"),
            **_another(self.stories, "no, of stories"),
        }


def _right(pairs: Counter[tuple[str, str]]) -> int:
    return sum(n for (true, heard), n in pairs.items() if true == heard)


def _pairs(pairs: Counter[tuple[str, str]]) -> dict[str, int]:
    return {f"{true} as {heard}": n for (true, heard), n in pairs.most_common()}


def _another(pairs: Counter[tuple[str, str]], name: str) -> dict[str, Any]:
    hit = pairs["no", "no"]
    said = sum(n for (_, heard), n in pairs.items() if heard == "no")
    true = sum(n for (marked, _), n in pairs.items() if marked == "no")
    return {f"{name}: precision": _share(hit, said), f"{name}: recall": _share(hit, true)}


def _share(hits: int, of: int) -> list[float | int]:
    """Share, interval, hits, of how many."""
    low, high = interval(hits, of)
    return [round(hits / of, 3) if of else 0.0, round(low, 3), round(high, 3), hits, of]


def _principles() -> dict[str, Principle]:
    found: dict[str, Principle] = {}
    content = locations.content_dir()
    for folder in ("general", "amazon"):
        found.update(load.load(content, pack=content / folder).principles)
    return found


def heard_as(
    answer: Answer, model: StoryModel, principles: dict[str, Principle], *, punctuated: bool
) -> Story:
    """What the program says of it."""
    labelled = label(cut(say(answer, punctuated=punctuated, take=10).transcript))
    slug = answer.principle or None
    question = Question(slug="asked", ask=answer.question, principle=answer.principle)
    return judge_story(labelled, question, slug, principles, model)


def gate_report(path: Path, *, trained: bool) -> dict[str, Any]:
    """Figures by form, with the shipped weights or with weights that never saw an answer's fold."""
    pairs = _file(path)
    models = [story_model()] * len(pairs)
    if trained:
        both, fold_of = pool(pairs)
        made = by_fold(both, fold_of)
        models = [made[fold] for fold in fold_of[: len(pairs)]]
    principles = _principles()
    report: dict[str, Any] = {"answers": len(pairs)}
    for form, punctuated in FORMS.items():
        counted = Counted()
        for (answer, one), model in zip(pairs, models, strict=True):
            counted.add(one, heard_as(answer, model, principles, punctuated=punctuated))
        report[form] = counted.figures()
    return report


def _file(path: Path) -> Sequence[tuple[Answer, Told]]:
    whole = path.resolve()
    if whole.parent == FOLDER.resolve() and whole not in REGISTERS:
        return [(answer, told(answer)) for answer in read(path)]
    return labelled_file(path)


def print_gate(report: dict[str, Any]) -> None:
    """For a person."""
    for form in FORMS:
        print(f"\n{form}")
        for name, figure in report[form].items():
            if isinstance(figure, dict):
                print("  " + ", ".join(f"{pair} {n}" for pair, n in figure.items()))
            else:
                share, low, high, hits, of = figure
                print(f"  {name:28} {share:.3f}  ({low:.3f} to {high:.3f}; {hits} of {of})")
