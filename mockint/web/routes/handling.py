"""What is read of a request, and how a page is made for one."""

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, parse_qsl

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response


async def form(request: Request) -> dict[str, str]:
    """The fields of a form, without the empty ones; of a name that comes twice the last."""
    return dict(parse_qsl(await _typed(request)))


async def fields(request: Request) -> dict[str, list[str]]:
    """The fields of a form, without the empty ones, each with all that was chosen."""
    return parse_qs(await _typed(request))


async def _typed(request: Request) -> str:
    return (await request.body()).decode("utf-8", "replace")


def page(make: Callable[[Request], str]) -> Callable[[Request], Awaitable[Response]]:
    """A page that is made on a thread: it reads the disk."""

    async def serve(request: Request) -> Response:
        return HTMLResponse(await to_thread.run_sync(make, request))

    return serve
