"""What quizzes come to, and what to do after a lesson, as terminal text."""

from collections import Counter

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mockint.commands.values.practice import LessonTaught, QuizResult, QuizScoreboard
from mockint.views.drawing import draw


@draw.register
def _result(value: QuizResult) -> RenderableType:
    """How many were right, by difficulty where the questions have one."""
    if not value.answers:
        return Group()
    asked, right = Counter[str](), Counter[str]()
    for one in value.answers:
        asked[one.card.item.difficulty] += 1
        right[one.card.item.difficulty] += one.right
    shown = [Text(f"\nCorrect the first time: {right.total()} of {len(value.answers)}.")]
    by_difficulty = [
        f"{name} {right[name]} of {asked[name]}"
        for name in ("easy", "medium", "hard")
        if asked[name]
    ]
    if by_difficulty:
        shown.append(Text(f"By difficulty: {', '.join(by_difficulty)}."))
    shown += [
        Text(f"Read again: {one.card.item.ask}", "dim") for one in value.answers if not one.right
    ]
    shown.append(Text("Your scores: mockint quiz --score", "dim"))
    return Group(*shown)


@draw.register
def _scoreboard(value: QuizScoreboard) -> RenderableType:
    """Each walkthrough in a row."""
    if not value.walkthroughs:
        return Text("You have not taken a quiz yet. Start one: mockint quiz")
    table = Table(box=None, pad_edge=False)
    for name in ("Walkthrough", "Known", "Last time", "Date", "Quizzes"):
        table.add_column(name, justify="left" if name == "Walkthrough" else "right")
    for row in value.walkthroughs:
        known = f"{row.known} of {row.questions}"
        if row.score is None:
            table.add_row(row.slug, known, "-", "-", "0")
            continue
        last = f"{row.score.last_right} of {row.score.last_of}"
        table.add_row(row.slug, known, last, row.score.last[:10], str(row.score.sittings))
    return table


@draw.register
def _taught(value: LessonTaught) -> RenderableType:
    slug = value.slug
    return Text(
        f"Next: mockint drill {slug}, mockint quiz {slug}, then mockint round {slug}", "dim"
    )
