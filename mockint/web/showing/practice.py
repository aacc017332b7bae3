"""What can be practiced, and what came of it."""

from collections.abc import Sequence

from mockint.pages import choosing
from mockint.pages import practice as pages


def practice(about: str) -> str:
    """Every way to practice. ``about``: the question or the story that is chosen already."""
    from mockint.commands.config import possible
    from mockint.commands.history import history
    from mockint.commands.loop import LEAST_MINUTES
    from mockint.commands.practice.quiz import quiz_scores
    from mockint.commands.questions import questions
    from mockint.commands.story import list_stories

    return choosing.practice_page(
        choosing.Choices(
            asked=questions(),
            stories=list_stories(),
            scores=quiz_scores(),
            last=history(limit=1),
            levels=possible("level").choices[1:],
            least_minutes=LEAST_MINUTES,
            about=about,
        )
    )


def shown(values: Sequence[object]) -> str:
    """What was shown last that has no page of its own: by its own template, else as text."""
    from mockint.views.render import as_text

    return pages.shown_page(
        [
            pages.piece(value) or pages.as_text(as_text(value))
            for value in values
            if not pages.only_passing(value)
        ]
    )
