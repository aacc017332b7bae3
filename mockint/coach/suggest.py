"""A coach that asks a server, checks what it says, and is silent where nothing usable comes."""

from collections.abc import Callable, Sequence

from mockint.coach import prompts
from mockint.coach.checks import cleaned, wrong_with_follow_up, wrong_with_rewrite
from mockint.coach.server import LIMIT_S, ChatServer
from mockint.errors import MockintError

LOADING_S = 60.0
"""For the first word of a model that must be loaded."""
MOST_FAILURES = 2
"""In a row; then the server is left alone, for it may need what the recognizer needs."""


class ServerCoach:
    """A Coach; see there. ``notice``: what to tell a person whose words leave this machine."""

    def __init__(self, server: ChatServer, notice: str = "", limit_s: float = LIMIT_S) -> None:
        self.notice = notice
        self._server = server
        self._limit_s = limit_s
        self._failures = 0

    def warm(self) -> None:
        """See Coach."""
        self._say(prompts.rewrite("I am ready."), 1, LOADING_S)

    def follow_up(self, question: str, answer: str, asked: Sequence[str]) -> str | None:
        """See Coach."""
        return self._checked(
            prompts.follow_up(question, answer),
            prompts.FOLLOW_UP_TOKENS,
            lambda text: wrong_with_follow_up(text, question, answer, asked),
        )

    def rewrite(self, sentence: str) -> str | None:
        """See Coach."""
        return self._checked(
            prompts.rewrite(sentence),
            prompts.REWRITE_TOKENS,
            lambda text: wrong_with_rewrite(text, sentence),
        )

    def _checked(
        self, messages: prompts.Messages, most_tokens: int, wrong: Callable[[str], str]
    ) -> str | None:
        said = self._say(messages, most_tokens, self._limit_s)
        text = cleaned(said) if said is not None else ""
        return text if text and not wrong(text) else None

    def _say(self, messages: prompts.Messages, most_tokens: int, limit_s: float) -> str | None:
        if self._failures >= MOST_FAILURES:
            return None
        try:
            said = self._server.say(messages, most_tokens, limit_s)
        except MockintError:
            self._failures += 1
            return None
        self._failures = 0
        return said
