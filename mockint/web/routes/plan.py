"""The addresses of the plan, and of a document whose text is wanted."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from mockint.errors import MockintError
from mockint.web.routes.handling import fields, page
from mockint.web.showing import plan


def plan_routes() -> list[Route]:
    """See the plan, make and change it, say how the loop went."""

    async def save(request: Request) -> Response:
        given = await fields(request)
        return HTMLResponse(await to_thread.run_sync(plan.saved, given))

    async def note(request: Request) -> Response:
        given = await fields(request)
        return HTMLResponse(await to_thread.run_sync(plan.noted, given))

    async def repair(_request: Request) -> Response:
        return HTMLResponse(await to_thread.run_sync(plan.repaired))

    async def document(request: Request) -> Response:
        """The text of what was handed over; nothing of it is kept."""
        from mockint.commands.document import document_text

        data = await request.body()
        try:
            text = await to_thread.run_sync(document_text, data, "the file")
        except MockintError as error:
            why = f" ({error.cause})" if error.cause else ""
            return PlainTextResponse(f"{error.what}{why}", status_code=422)
        return PlainTextResponse(text)

    return [
        Route("/plan", page(lambda request: plan.plan(request.query_params.get("pack")))),
        Route("/plan", save, methods=["POST"]),
        Route("/plan/change", page(lambda one: plan.change(one.query_params.get("pack")))),
        Route("/plan/went", note, methods=["POST"]),
        Route("/plan/repair", repair, methods=["POST"]),
        Route("/document", document, methods=["POST"]),
    ]
