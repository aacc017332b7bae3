"""What quizzes came to: one sitting at its end, and all of them with ``mockint quiz --score``."""

from collections import Counter

from mockint import locations
from mockint.app import base
from mockint.history.quiz_scores import QuizScores
from mockint.questions.quiz import Sitting, cards_of


def show_scores() -> None:
    """``mockint quiz --score``: each walkthrough, how much of it is known."""
    from rich.table import Table

    library = base.library(base.settings())
    scores = QuizScores(locations.history_file()).scores()
    console = base.console()
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
    console = base.console()
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
