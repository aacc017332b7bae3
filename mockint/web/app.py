"""The addresses of the local page, and what stands behind each."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route, WebSocketRoute

from mockint.errors import MockintError
from mockint.pages.choosing import Wanted
from mockint.pages.closing import Closing, closed_page, closing_page
from mockint.pages.document import FOLDER, STATIC
from mockint.web.admission import ANOTHER, ENTRANCE, Admission
from mockint.web.connection import Connections
from mockint.web.doing.activities import activity
from mockint.web.front import NOW, PageFront
from mockint.web.guard import Guard, TooLong
from mockint.web.handling import form as _form
from mockint.web.handling import page as _page
from mockint.web.live import Live
from mockint.web.plan_routes import plan_routes
from mockint.web.showing import evening, machine, practice, questions, rounds, stories
from mockint.web.sitting import AlreadyBusy, Sitting
from mockint.web.transfer_routes import transfer_routes

LAST_PAGE_S = 0.5


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
        exception_handlers={MockintError: _failed, TooLong: _too_long, Exception: _failed},
    )
    return Guard(app, admission), house


def _routes(house: House) -> list[Route | WebSocketRoute]:
    async def enter(request: Request) -> Response:
        cookie = house.admission.redeem(request.query_params.get("token", ""))
        if cookie is None:
            text = "This address was used before. To get a new one: mockint open\n"
            return PlainTextResponse(text, status_code=403)
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
        given = await _form(request)
        title, run, place = activity(given)
        try:
            house.sitting.begin(title, run, place)
        except AlreadyBusy:
            house.live.change(lambda now: now.told("Something is under way already. End it first."))
            place = NOW
        tried = f"?{urlencode(machine.tried(given))}" if place != NOW else ""
        return RedirectResponse(place + tried, status_code=303)

    async def change(request: Request) -> Response:
        given = await _form(request)
        return HTMLResponse(await to_thread.run_sync(machine.changed, given))

    async def keep(request: Request) -> Response:
        given = await _form(request)
        return HTMLResponse(await to_thread.run_sync(machine.keep_sound, given))

    async def end(request: Request) -> Response:
        asked = None if (await _form(request)).get("sure") == "yes" else house.would_end
        if asked is not None:
            return HTMLResponse(await to_thread.run_sync(closing_page, asked))
        # The last page gets its style before that.
        asyncio.get_running_loop().call_later(LAST_PAGE_S, house.end)
        return HTMLResponse(closed_page())

    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in STATIC:
            return PlainTextResponse("There is no such page.\n", status_code=404)
        answer = FileResponse(FOLDER / name)
        answer.headers["cache-control"] = "no-cache"
        return answer

    async def sound(request: Request) -> Response:
        params = request.path_params
        found = await to_thread.run_sync(rounds.recording, params["round"], int(params["number"]))
        return FileResponse(found.path, media_type=found.kind)

    def debrief(request: Request) -> str:
        return rounds.debrief(request.path_params["round"], front())

    def question(request: Request) -> str:
        pack = request.query_params.get("pack", "")
        return questions.question(request.path_params["slug"], pack)

    def front() -> PageFront:
        return house.sitting.front

    return [
        Route(ENTRANCE, enter),
        Route(ANOTHER, another, methods=["POST"]),
        Route("/", _page(lambda _request: evening.tonight(house.live.now.title))),
        Route(NOW, _page(lambda _request: evening.now())),
        Route("/questions", _page(lambda request: questions.questions(_wanted(request)))),
        Route("/practice", _page(lambda one: practice.practice(one.query_params.get("about", "")))),
        Route("/rounds", _page(lambda request: rounds.rounds(request.query_params))),
        Route("/rounds/{round}", _page(debrief)),
        Route("/rounds/{round}/sound/{number:int}", sound),
        Route("/stories", _page(lambda _request: stories.stories())),
        Route("/stories/{name}", _page(lambda one: stories.story(one.path_params["name"]))),
        Route("/questions/{slug}", _page(question)),
        Route("/sound", _page(lambda one: machine.sound(front().shown, one.query_params))),
        Route("/sound", keep, methods=["POST"]),
        Route("/setup", _page(lambda _request: machine.setup(front().shown))),
        Route("/check", _page(lambda _request: machine.check(front().shown))),
        Route("/settings", _page(lambda _request: machine.settings())),
        Route("/settings", change, methods=["POST"]),
        Route("/progress", _page(lambda _request: rounds.progress())),
        *plan_routes(),
        *transfer_routes(house.sitting),
        Route("/shown", _page(lambda _request: practice.shown(front().shown))),
        Route("/begin", begin, methods=["POST"]),
        Route("/end", end, methods=["POST"]),
        Route("/static/{name}", static),
        WebSocketRoute("/live", house.connections.serve),
    ]


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    return Wanted(
        words=asked.get("find", ""),
        principle=asked.get("principle", ""),
        pack=asked.get("pack", ""),
        only_models=asked.get("model") == "on",
    )


async def _too_long(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse("This is too long.\n", status_code=413)


async def _failed(_request: Request, error: Exception) -> Response:
    """What a command could not do, in its own words; a fault in the program by its name."""
    ours = isinstance(error, MockintError)
    text = str(error) if ours else f"mockint made a mistake ({type(error).__name__})."
    return HTMLResponse(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>mockint</title>'
        '<link rel="stylesheet" href="/static/page.css"><link rel="stylesheet" '
        f'href="/static/app.css"><main class="calm"><p>{escape(text)}</p>'
        '<p><a href="/">Back to tonight</a></p></main></html>',
        status_code=404 if ours else 500,
    )
