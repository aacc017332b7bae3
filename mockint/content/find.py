"""Finds a question by name, and picks the next one as an interviewer would."""

import difflib
import math
import random
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from mockint.content.types import Lens, Library, Principle, Question
from mockint.errors import UsageError

_LISTING = "mockint questions"
_NEAREST = 3


def nearest(slug: str, known: Collection[str]) -> tuple[str, ...]:
    """Return up to three of ``known`` that a person may have meant, the likeliest first."""
    typed = _slug(slug)
    alike = difflib.get_close_matches(typed, known, n=_NEAREST, cutoff=0.6)
    holding = [name for name in known if typed and typed in name]
    words = {word for word in typed.split("-") if len(word) > 3}
    shared = {name: len(words.intersection(name.split("-"))) for name in known}
    sharing = sorted((n for n in known if shared[n]), key=lambda name: -shared[name])
    return tuple(dict.fromkeys([*alike, *holding, *sharing]))[:_NEAREST]


def find_question(library: Library, slug: str) -> Question:
    """Return the question of that slug. Raises UsageError with the nearest slugs."""
    found = library.questions.get(slug) or library.questions.get(_slug(slug))
    if found is None:
        raise _unknown("question", slug, library.questions)
    return found


def find_principle(library: Library, slug_or_title: str) -> Principle:
    """Return a principle by slug or title, in any case; else UsageError with the nearest slugs."""
    typed = _slug(slug_or_title)
    for principle in library.principles.values():
        if typed in (principle.slug, _slug(principle.title)):
            return principle
    raise _unknown("principle", slug_or_title, library.principles)


def pick(
    library: Library,
    *,
    principle: str | None,
    asked: Sequence[str],
    count: int,
    rng: random.Random,
    weights: Mapping[str, float] | None = None,
) -> tuple[Question, ...]:
    """Choose ``count`` different questions for a round.

    ``asked`` holds the slugs of earlier rounds in order of time, the oldest first; slugs that are
    no longer known are passed over. A question never asked comes before any that was; among those
    asked, the one asked longest ago comes first. Without a ``principle`` (slug or title), questions
    never asked are taken from principles that this round has not had yet, then from those met
    longest ago. With ``weights`` (by the slug of a principle, of a job posting for instance), each
    principle has its share of the round's questions, and one without a weight comes after all that
    have one; what was asked before still comes after what was not. ``rng`` decides what is left
    open.
    Raises UsageError for an unknown principle, and where there are fewer than ``count`` questions.
    """
    pool = list(library.questions.values())
    if principle is not None:
        slug = find_principle(library, principle).slug
        pool = [question for question in pool if question.principle == slug]
    if not 1 <= count <= len(pool):
        raise _not_so_many(count, len(pool), principle)
    last_asked = {slug: place for place, slug in enumerate(asked)}
    last_met: dict[str, int] = {}
    for place, slug in enumerate(asked):
        if slug in library.questions:
            last_met[library.questions[slug].principle] = place
    rng.shuffle(pool)
    chosen: list[Question] = []
    had: Counter[str] = Counter()
    for _ in range(count):
        best = min(
            pool,
            key=lambda q: (
                last_asked.get(q.slug, -1),
                _due(had[q.principle], q.principle, weights),
                last_met.get(q.principle, -1),
            ),
        )
        pool.remove(best)
        chosen.append(best)
        had[best.principle] += 1
    return tuple(chosen)


def _due(had: int, principle: str, weights: Mapping[str, float] | None) -> tuple[float, int]:
    """How long a principle that was asked about ``had`` times can wait; the least is next."""
    if weights is None:
        return had, 0
    weight = weights.get(principle, 0.0)
    return (had + 1) / weight if weight > 0 else math.inf, had


def _unknown(kind: str, name: str, known: Collection[str]) -> UsageError:
    close = nearest(name, known)
    cause = f"nearest: {', '.join(close)}" if close else ""
    return UsageError(f"there is no {kind} {name!r}", cause=cause, next_step=_LISTING)


def _not_so_many(count: int, there: int, principle: str | None) -> UsageError:
    if count < 1:
        return UsageError(f"a round cannot have {count} questions", next_step="--questions 1")
    of = f" about {principle}" if principle else ""
    next_step = f"--questions {there}" if there else _LISTING
    return UsageError(
        f"a round of {count} questions{of} is not possible",
        cause=f"there are only {there}, and a round asks each question once",
        next_step=next_step,
    )


def _slug(typed: str) -> str:
    """``"Earth's Best"`` as ``earths-best``."""
    plain = re.sub(r"['\u2019]", "", typed.lower())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def find_lens(library: Library, question: Question, principle: str) -> Lens:
    """How the story is told for ``principle`` (a slug): the walkthrough's own angle, else ours.

    Raises UsageError where there is none, which takes a principle of one's own.
    """
    study = library.walkthroughs.get(question.slug)
    own = [lens for lens in study.lenses if lens.principle == principle] if study else []
    if own:
        return own[0]
    if principle in library.lenses:
        return library.lenses[principle]
    raise UsageError(
        f"there is no advice on how to tell a story for {principle}",
        cause="lenses.toml has no lens for it",
        next_step="mockint questions",
    )
