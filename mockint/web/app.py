"""The addresses of the local page, and what stands behind each."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route, WebSocketRoute

from mockint.errors import MockintError, UsageError
from mockint.pages.closing import Closing, closing_page
from mockint.pages.document import FOLDER, STATIC
from mockint.pages.said import said_page
from mockint.web.admission import ANOTHER, ENTRANCE, Admission
from mockint.web.connection import Connections
from mockint.web.doing.activities import activity
from mockint.web.front import NOW, PageFront
from mockint.web.guard import Guard, TooLong
from mockint.web.live import Live
from mockint.web.routes.handling import form, page
from mockint.web.routes.machine import machine_routes
from mockint.web.routes.plan import plan_routes
from mockint.web.routes.questions import question_routes
from mockint.web.routes.rounds import round_routes
from mockint.web.routes.stories import story_routes
from mockint.web.routes.transfer import transfer_routes
from mockint.web.showing import evening, machine, practice
from mockint.web.sitting import AlreadyBusy, Sitting

LAST_PAGE_S = 0.5
CLOSED_TEXT = (
    "You can close this tab. What was recorded is kept. To open mockint again, type mockint open, "
    "or click its icon if you have one."
)


def _do_nothing() -> None:
    """Before the server runs."""


@dataclass(slots=True)
class House:
    """What one server holds together."""

    admission: Admission
    live: Live = field(default_factory=Live)
    end: Callable[[], None] = _do_nothing
    first: Mapping[str, str] | None = None
    """What begins when the person comes in, as the fields of a form."""
    sitting: Sitting = field(init=False)
    connections: Connections = field(init=False)

    def __post_init__(self) -> None:
        self.sitting = Sitting(self.live)
        self.connections = Connections(self.live, self.sitting)

    @property
    def is_needed(self) -> bool:
        """Somebody looks, or something runs."""
        return self.sitting.busy or self.connections.open > 0

    @property
    def would_end(self) -> Closing | None:
        """What would be cut short if it ended now; None where nothing would."""
        now = self.live.now
        is_only_asked = now.dialog is not None and now.dialog.kind == "choose"
        if not self.sitting.busy or is_only_asked:
            return None
        heard = now.screen is not None and now.screen.phase in ("listening", "working")
        return Closing(title=now.title, recording=heard, unsaved=now.dialog is not None)


def make_app(admission: Admission) -> tuple[Guard, House]:
    """The whole application behind its gate, and what it stands on."""
    house = House(admission)
    app = Starlette(
        routes=_routes(house),
        exception_handlers={
            MockintError: _failed,
            TooLong: _too_long,
            HTTPException: _missing,
            Exception: _failed,
        },
    )
    return Guard(app, admission), house


def _routes(house: House) -> list[Route | WebSocketRoute]:
    async def enter(request: Request) -> Response:
        cookie = house.admission.redeem(request.query_params.get("token", ""))
        if cookie is None:
            text = "This address was used before. To get a new one: mockint open"
            return _said("Not here", text, 403, alone=True)
        if house.first is not None:
            house.sitting.begin(*activity(house.first))
            house.first = None
        goal = NOW if house.sitting.busy else "/"
        # A page that leads on, not a redirect: after one the browser would still count this as
        # coming from elsewhere, and send no strict cookie.
        answer = HTMLResponse(
            '<!doctype html><html lang="en"><title>mockint</title>'
            f'<meta http-equiv="refresh" content="0;url={goal}"><p><a href="{goal}">Go on</a></p>'
            "</html>"
        )
        answer.headers["set-cookie"] = cookie
        return answer

    async def another(_request: Request) -> Response:
        return PlainTextResponse(house.admission.new_token())

    async def begin(request: Request) -> Response:
        return start(await form(request))

    def start(given: Mapping[str, str]) -> Response:
        title, run, place = activity(given)
        try:
            house.sitting.begin(title, run, place)
        except AlreadyBusy:
            house.live.change(lambda now: now.told("Something is under way already. End it first."))
            place = NOW
        tried = f"?{urlencode(machine.tried(given))}" if place != NOW else ""
        return RedirectResponse(place + tried, status_code=303)

    async def end(request: Request) -> Response:
        asked = None if (await form(request)).get("sure") == "yes" else house.would_end
        if asked is not None:
            return HTMLResponse(await to_thread.run_sync(closing_page, asked))
        # The last page gets its style before that.
        asyncio.get_running_loop().call_later(LAST_PAGE_S, house.end)
        return _said("mockint is closed", CLOSED_TEXT, alone=True)

    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in STATIC:
            raise HTTPException(404)
        answer = FileResponse(FOLDER / name)
        answer.headers["cache-control"] = "no-cache"
        return answer

    def front() -> PageFront:
        return house.sitting.front

    return [
        Route(ENTRANCE, enter),
        Route(ANOTHER, another, methods=["POST"]),
        Route("/", page(lambda _request: evening.tonight(house.live.now.title))),
        Route(NOW, page(lambda _request: evening.now())),
        Route("/shown", page(lambda _request: practice.shown(front().shown))),
        *question_routes(),
        *round_routes(front),
        *story_routes(start, front),
        *plan_routes(),
        *machine_routes(front),
        *transfer_routes(house.sitting),
        Route("/begin", begin, methods=["POST"]),
        Route("/end", end, methods=["POST"]),
        Route("/static/{name}", static),
        WebSocketRoute("/live", house.connections.serve),
    ]


async def _too_long(_request: Request, _error: Exception) -> Response:
    return _said("This is too long", "What you sent is longer than mockint takes.", 413)


async def _missing(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    text = "The address is not one of mockint's, or what it leads to was deleted."
    return _said("There is no such page", text, status)


async def _failed(_request: Request, error: Exception) -> Response:
    """What a command could not do, in its own words; a fault in the program by its name."""
    ours = isinstance(error, MockintError)
    fault = f"Something in it failed ({type(error).__name__}). What was recorded is kept."
    text = str(error) if ours else fault
    title = "This did not work" if ours else "mockint made a mistake"
    asked_wrongly = isinstance(error, UsageError)
    return _said(title, text, 404 if asked_wrongly else 503 if ours else 500)


def _said(
    title: str,
    text: str,
    status: int = 200,
    *,
    alone: bool = False,
) -> Response:
    return HTMLResponse(said_page(title, text, alone=alone), status)
