"""The addresses of what leaves the history, comes into it, is rated, or goes for good."""

from pathlib import Path
from typing import get_args

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from mockint import files
from mockint.errors import MockintError
from mockint.history.types import WhereDifferent
from mockint.scratch import Scratch
from mockint.web.front import NOW, PageFront
from mockint.web.routes.handling import form, page
from mockint.web.showing import rounds, transfer
from mockint.web.sitting import AlreadyBusy, Sitting

BUSY = "Something is under way. End it first.\n"


class _Passing(FileResponse):
    """A file that is gone once it was handed over, or nobody is left to take it."""

    def __init__(self, file: Path, scratch: Scratch, name: str) -> None:
        super().__init__(file, media_type="application/zip", filename=name)
        self._scratch = scratch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._scratch.close()


def transfer_routes(sitting: Sitting) -> list[Route]:
    """Export, import, rate, and delete all."""

    async def export(request: Request) -> Response:
        round_id = request.path_params.get("round")
        scratch = await to_thread.run_sync(Scratch)
        file = scratch.path / "rounds.zip"
        try:
            name = await to_thread.run_sync(transfer.exported, round_id, file)
        except BaseException:
            scratch.close()
            raise
        return _Passing(file, scratch, name)

    async def take_in(request: Request) -> Response:
        asked = request.query_params.get("where")
        where: WhereDifferent = next(
            (one for one in get_args(WhereDifferent) if one == asked), "keep mine"
        )
        if sitting.busy:
            return PlainTextResponse(BUSY, status_code=409)
        scratch = await to_thread.run_sync(Scratch)
        file = scratch.path / "rounds.zip"

        def run(front: PageFront) -> str:
            try:
                front.show(transfer.imported(file, where, front))
            finally:
                scratch.close()
            return "/import"

        try:
            await _kept(request, file)
            sitting.begin("Your import", run)
        except ClientDisconnect:
            scratch.close()
            return PlainTextResponse("It ended before all of the file was here.", status_code=400)
        except AlreadyBusy:
            scratch.close()
            return PlainTextResponse(BUSY, status_code=409)
        except MockintError as error:
            scratch.close()
            return PlainTextResponse(str(error), status_code=507)
        except BaseException:
            scratch.close()
            raise
        return RedirectResponse(NOW, status_code=303)

    async def rate(request: Request) -> Response:
        await to_thread.run_sync(rounds.rated, await form(request))
        return RedirectResponse("/rounds", status_code=303)

    async def delete(request: Request) -> Response:
        given = await form(request)
        if sitting.busy:
            return PlainTextResponse(BUSY, status_code=409)
        text = await to_thread.run_sync(transfer.deleted, given.get("sure", ""))
        sitting.front.shown.clear()
        return HTMLResponse(text)

    return [
        Route("/export", export),
        Route("/rounds/{round}/export", export),
        Route("/import", page(lambda _request: transfer.import_(sitting.front.shown))),
        Route("/import", take_in, methods=["POST"]),
        Route("/rate", rate, methods=["POST"]),
        Route("/delete", page(lambda _request: transfer.delete())),
        Route("/delete", delete, methods=["POST"]),
    ]


async def _kept(request: Request, file: Path) -> None:
    """What is sent, on the disk as it comes. Raises FileError, ClientDisconnect."""
    files.write_bytes(file, b"")  # for its owner only
    with files.growing(file, anew=False) as write:
        async for piece in request.stream():
            await to_thread.run_sync(write, piece)
