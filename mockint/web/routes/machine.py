"""The addresses of the sound check, the settings and the set-up."""

from collections.abc import Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from mockint.web.front import PageFront
from mockint.web.routes.handling import form, page
from mockint.web.showing import machine


def machine_routes(front: Callable[[], PageFront]) -> list[Route]:
    """Try what this machine has, and keep what was chosen."""

    async def change(request: Request) -> Response:
        given = await form(request)
        return HTMLResponse(await to_thread.run_sync(machine.changed, given))

    async def keep(request: Request) -> Response:
        given = await form(request)
        return HTMLResponse(await to_thread.run_sync(machine.keep_sound, given))

    return [
        Route("/sound", page(lambda one: machine.sound(front().shown, one.query_params))),
        Route("/sound", keep, methods=["POST"]),
        Route("/setup", page(lambda _request: machine.setup(front().shown))),
        Route("/check", page(lambda _request: machine.check(front().shown))),
        Route("/settings", page(lambda _request: machine.settings())),
        Route("/settings", change, methods=["POST"]),
    ]
