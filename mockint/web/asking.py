"""What a request asks for, and an answer that is made on a thread."""

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, without the empty ones; of a name that comes twice the last."""
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace")))


def number(request: Request, name: str, default: int) -> int:
    """A whole number from 1 in the address; ``default`` where there is none."""
    typed = request.query_params.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 7 and int(typed) > 0 else default


def asked(request: Request, name: str) -> str:
    """What the address says of ``name``; empty where it says nothing."""
    return request.query_params.get(name, "")


def page_made_by(make: Callable[[Request], str]) -> Callable[[Request], Awaitable[Response]]:
    """A page that is made on a thread: it reads the disk."""

    async def serve(request: Request) -> Response:
        return HTMLResponse(await to_thread.run_sync(make, request))

    return serve
