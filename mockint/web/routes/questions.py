"""The addresses of what can be asked and practiced."""

from starlette.requests import Request
from starlette.routing import Route

from mockint.pages.choosing import Wanted
from mockint.web.routes.handling import page
from mockint.web.showing import practice, questions


def question_routes() -> list[Route]:
    """Find a question, look at it, choose how to practice."""

    def question(request: Request) -> str:
        pack = request.query_params.get("pack", "")
        return questions.question(request.path_params["slug"], pack)

    return [
        Route("/questions", page(lambda request: questions.questions(_wanted(request)))),
        Route("/questions/{slug}", page(question)),
        Route("/practice", page(lambda one: practice.practice(one.query_params.get("about", "")))),
    ]


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    return Wanted(
        words=asked.get("find", ""),
        principle=asked.get("principle", ""),
        pack=asked.get("pack", ""),
        only_models=asked.get("model") == "on",
    )
