"""The addresses of what was answered."""

from collections.abc import Callable
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from mockint.errors import MockintError
from mockint.web.doing import upkeep
from mockint.web.front import PageFront
from mockint.web.routes.handling import form, page
from mockint.web.showing import rounds


def round_routes(front: Callable[[], PageFront]) -> list[Route]:
    """Debriefs, their recordings and corrections, and whether practice works."""

    async def sound(request: Request) -> Response:
        params = request.path_params
        found = await to_thread.run_sync(rounds.recording, params["round"], int(params["number"]))
        return FileResponse(found.path, media_type=found.kind)

    async def correct(request: Request) -> Response:
        name, given = request.path_params["round"], await form(request)
        try:
            await to_thread.run_sync(upkeep.correct, name, given, front())
        except MockintError as error:
            return PlainTextResponse(str(error), status_code=409)
        return RedirectResponse(f"/rounds/{quote(name)}", status_code=303)

    def debrief(request: Request) -> str:
        return rounds.debrief(request.path_params["round"], front())

    return [
        Route("/rounds", page(lambda request: rounds.rounds(request.query_params))),
        Route("/rounds/{round}", page(debrief)),
        Route("/rounds/{round}/beside", page(lambda one: rounds.beside(one.path_params["round"]))),
        Route("/rounds/{round}/correct", correct, methods=["POST"]),
        Route("/rounds/{round}/sound/{number:int}", sound),
        Route("/progress", page(lambda _request: rounds.progress())),
    ]
