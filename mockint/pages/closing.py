"""The served page that asks whether to close mockint in the middle of something."""

from dataclasses import dataclass

from mockint.pages.document import Dress, document

_APP = Dress(styles=("page.css",), served=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What would end with mockint."""

    title: str
    """What is under way."""
    recording: bool
    """An answer is being recorded, or was and is judged now."""
    unsaved: bool
    """A text is open on the page."""


def closing_page(value: Closing) -> str:
    """What will happen to it, and the choice."""
    return document("closing.html", _APP, here="", value=value)
