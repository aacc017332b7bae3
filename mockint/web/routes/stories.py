"""The addresses of the person's own stories."""

from collections.abc import Callable, Mapping

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from mockint.commands.values.stories import StoryInForm
from mockint.errors import MockintError
from mockint.web.doing import stories as telling
from mockint.web.front import PageFront
from mockint.web.routes.handling import form as form_of
from mockint.web.routes.handling import page
from mockint.web.showing import stories

Start = Callable[[Mapping[str, str]], Response]
"""Begins an activity, and leads to the page where it is shown."""


def story_routes(start: Start, front: Callable[[], PageFront]) -> list[Route]:
    """Stories: listed, told, written, changed, deleted, found in a CV."""

    async def add_story(request: Request) -> Response:
        given = await form_of(request)
        how = given.get("how", "save")
        if how == "begin":
            return HTMLResponse(await to_thread.run_sync(stories.new, given))
        if how == "text":
            return HTMLResponse(await to_thread.run_sync(stories.from_text, given))
        if how != "tell":
            return await save_story(given)
        typed = given.get("story", ""), given.get("principle", "")
        try:
            name = await to_thread.run_sync(telling.name_for_new, typed[0])
        except MockintError as error:
            page = await to_thread.run_sync(stories.stories, *typed, str(error))
            return HTMLResponse(page, status_code=422)
        return start({"kind": "story", "story": name, "principle": typed[1]})

    async def edit_story(request: Request) -> Response:
        return await save_story({**await form_of(request), "story": request.path_params["name"]})

    async def save_story(given: Mapping[str, str]) -> Response:
        kept = await to_thread.run_sync(telling.save, given)
        if isinstance(kept, StoryInForm):
            page = await to_thread.run_sync(stories.refused, kept)
            return HTMLResponse(page, status_code=422)
        return RedirectResponse(f"/stories/{kept.name}", status_code=303)

    def all_of_them(request: Request) -> str:
        return stories.stories(principle=request.query_params.get("for", ""))

    def form(request: Request) -> str:
        name = request.path_params["name"]
        return stories.form(name, heard=front().place == request.url.path)

    async def remove_story(request: Request) -> Response:
        await to_thread.run_sync(telling.remove, request.path_params["name"], front())
        return RedirectResponse("/stories", status_code=303)

    async def in_cv(request: Request) -> Response:
        text = (await form_of(request)).get("text", "")
        return HTMLResponse(await to_thread.run_sync(stories.in_cv, text))

    return [
        Route(
            "/stories", page(lambda one: stories.stories(principle=one.query_params.get("for", "")))
        ),
        Route("/stories/{name}", page(lambda one: stories.story(one.path_params["name"]))),
        Route("/stories/{name}/edit", edit_story, methods=["POST"]),
        Route("/stories/{name}/edit", page(form)),
        Route("/stories/{name}/delete", remove_story, methods=["POST"]),
        Route("/add-story", add_story, methods=["POST"]),
        Route("/add-story", page(lambda _request: stories.new({}))),
        Route("/cv", in_cv, methods=["POST"]),
        Route("/cv", page(lambda _request: stories.in_cv(None))),
    ]
