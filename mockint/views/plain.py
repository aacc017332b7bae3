"""Every value that a command returns, as what ``--json`` writes."""

from functools import singledispatch
from typing import Any

from mockint.commands.values.review import NotReviewed, Reviewed
from mockint.history import record_json
from mockint.history.panel import PanelDebrief, panel_json


@singledispatch
def plain(value: object) -> Any:
    """The value in objects, lists, text and numbers."""
    raise TypeError(f"no JSON is known for a {type(value).__name__}")


@plain.register
def _reviewed(value: Reviewed) -> Any:
    return record_json.analysis(value.analysis, source=value.path, engine=value.transcript.engine)


@plain.register
def _not_reviewed(value: NotReviewed) -> Any:
    return record_json.failure(value.path, value.why)


@plain.register
def _panel(value: PanelDebrief) -> Any:
    return panel_json(value)
