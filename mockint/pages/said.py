"""A page that says one thing: what did not work, who may not come in, that all is closed."""

from mockint.pages.document import Dress, document

_APP = Dress(styles=("page.css",), served=True)


def said_page(title: str, text: str, *, alone: bool = False) -> str:
    """``alone``: for somebody without a session, or after the end: no way around, no script."""
    return document("said.html", _APP, here="", title=title, text=text, alone=alone)
