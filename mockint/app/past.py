"""``mockint history`` and ``mockint delete``."""

from mockint import locations
from mockint.app import base
from mockint.errors import UsageError
from mockint.history import folders
from mockint.history.store import History


def show_history() -> None:
    """A table of past answers, the newest first."""
    from rich.table import Table

    from mockint.debrief.style import clock

    console = base.console()
    answers = History(locations.history_file()).past()
    if not answers:
        console.print("No rounds yet. Sit one: mockint round")
        return
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for column in ("Round", "Level", "Question", "Took", "Leaning"):
        table.add_column(column, justify="right" if column == "Took" else "left")
    for answer in answers:
        took = clock(answer.seconds) if answer.seconds is not None else "-"
        table.add_row(
            answer.round_id, answer.level, answer.question, took, answer.leaning or "not judged"
        )
    console.print(table)
    console.print(f"Kept in {locations.rounds_dir()}; to delete: mockint delete ROUND")


def delete_rounds(round_id: str | None) -> None:
    """Delete one round, or with None every one: files first, then what the history knows."""
    history = History(locations.history_file())
    found = folders.all_folders(locations.rounds_dir())
    known = {answer.round_id for answer in history.past()}
    if round_id is not None:
        found = tuple(folder for folder in found if folder.id == round_id)
        if not found and round_id not in known:
            raise UsageError(f"there is no round {round_id}", next_step="mockint history")
        known = {round_id}
    for folder in found:
        if folders.is_in_use(folder):
            raise UsageError(f"round {folder.id} is running", next_step="end it first (q)")
        folders.delete(folder)
    for name in known:
        history.forget(name)
    base.console().print(f"Deleted {len(found) or len(known)} round(s).")
