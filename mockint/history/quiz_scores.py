"""How quiz questions were answered, sitting by sitting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mockint.history.database import History


@dataclass(frozen=True, slots=True)
class Score:
    """What the sittings of one walkthrough's quiz came to."""

    sittings: int
    last: str
    """When the last one began, ISO 8601."""
    last_right: int
    last_of: int
    known: frozenset[str]
    """Items answered right the last time they were asked."""


class QuizScores(History):
    """The quiz's table of the history. Only a question's first answer in a sitting is kept."""

    def keep(self, at: datetime, answers: Iterable[tuple[str, str, bool]]) -> None:
        """(walkthrough, item, right) of one sitting; kept again, it replaces itself."""
        began = at.isoformat(timespec="seconds")
        with self._open(writing=True) as db:
            db.executemany(
                "INSERT OR REPLACE INTO quiz_answers (at, walkthrough, item, correct)"
                " VALUES (?, ?, ?, ?)",
                [(began, slug, item, int(right)) for slug, item, right in answers],
            )

    def scores(self) -> Mapping[str, Score]:
        """By walkthrough, in order of the alphabet."""
        with self._open() as db:
            rows = db.execute(
                "SELECT walkthrough, item, at, correct FROM quiz_answers"
                " ORDER BY walkthrough, datetime(at) <= datetime(?), datetime(at)",
                (self._now(),),
            ).fetchall()
        by_slug: dict[str, list[tuple[str, str, int]]] = {}
        for slug, item, at, correct in rows:
            by_slug.setdefault(slug, []).append((item, at, correct))
        return {slug: _score(answers) for slug, answers in by_slug.items()}

    def forget_quiz(self) -> None:
        """Remove all of it."""
        with self._open(writing=True) as db:
            db.execute("DELETE FROM quiz_answers")


def _score(answers: list[tuple[str, str, int]]) -> Score:
    """Of one walkthrough's answers in order of time."""
    sittings = list(dict.fromkeys(at for _, at, _ in answers))
    last = [correct for _, at, correct in answers if at == sittings[-1]]
    latest = {item: correct for item, _, correct in answers}
    known = frozenset(item for item, correct in latest.items() if correct)
    return Score(len(sittings), sittings[-1], sum(last), len(last), known)
