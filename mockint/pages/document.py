"""What every page is put together with: one environment, one style sheet, one policy.

A page stands alone (a file on the disk, with its style and script inside), or is served by the
local page's server (with both beside it, and the server's own policy).
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mockint import files
from mockint.text.format import clock, counted, day, target
from mockint.text.printable import printable
from mockint.views import wording
from mockint.views.style import SIGN

FOLDER = Path(__file__).parent
STATIC = frozenset(
    {
        "page.css",
        "progress.css",
        "app.css",
        "page.js",
        "live.js",
        "files.js",
        "find.js",
        "correct.js",
        "story.js",
        "icon.svg",
    }
)
"""What the server may hand out of this folder."""


_SERVED_TOO = "app.css"
"""What every page of the server wears besides: its way around, its buttons."""
_LETTERS = {"situation": "S", "task": "T", "action": "A", "result": "R", "reflection": "Rf"}
"""Where a part's name has no room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What a page wears: names of style sheets and scripts in this folder."""

    styles: Sequence[str]
    scripts: Sequence[str] = ()
    served: bool = False
    sound: str = "'none'"
    """Where a page that stands alone may play from."""


def document(template: str, dress: Dress, **values: Any) -> str:
    """The page as text. Whatever stands in ``values`` is escaped."""
    text: str = environment().get_template(template).render(**_worn(dress), **values)
    return text


def _worn(dress: Dress) -> dict[str, Any]:
    if dress.served:
        styles = (*dress.styles, _SERVED_TOO)
        return {"served": True, "styles": styles, "script_files": dress.scripts}
    style = "\n".join(files.read_text(FOLDER / name).strip() for name in dress.styles)
    script = "\n".join(files.read_text(FOLDER / name).strip() for name in dress.scripts)
    policy = ["default-src 'none'", f"style-src '{_hash(style)}'"]
    if script:
        policy += [f"script-src '{_hash(script)}'", f"media-src {dress.sound}"]
    policy += ["base-uri 'none'", "form-action 'none'"]
    return {"served": False, "style": style, "script": script, "policy": "; ".join(policy)}


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def shown(value: object) -> object:
    """What a page says, without what would hide or turn the order of it: the last guard."""
    return printable(value) if type(value) is str else value  # what is Markup went through it


@cache
def environment() -> Any:
    """Jinja's, with our filters; made once."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(clock=clock, counted=counted, day=day, target=target)
    made.globals.update(wording=wording, SIGN=SIGN, LETTERS=_LETTERS)
    return made
