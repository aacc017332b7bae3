"""A coach tried out: does its server answer, how soon, and can what it says be used."""

import time
from dataclasses import dataclass

from mockint.coach import prompts
from mockint.coach.checks import cleaned, wrong_with_follow_up
from mockint.coach.server import ChatServer
from mockint.coach.suggest import LOADING_S

QUESTION = "Tell me about a time when you fixed something that nobody had asked you to fix."
ANSWER = (
    "At my last job our night report was wrong every Monday, and nobody looked into it. I read the"
    " logs and saw that one server still used the old clock. I changed its setting, compared the"
    " report with the orders by hand for two weeks, and then wrote a check that compares them every"
    " night."
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one question to a model that was loaded."""

    model: str
    seconds: float
    said: str
    wrong: str
    """Why what it said would not be used, as in "it …"; empty where it would be."""


def try_out(server: ChatServer) -> Trial:
    """Have the model loaded, then ask for a follow-up to an answer of ours.

    Raises CoachError where it does not answer within a minute.
    """
    server.say(prompts.rewrite("I am ready."), 1, LOADING_S)
    began = time.monotonic()
    said = server.say(prompts.follow_up(QUESTION, ANSWER), prompts.FOLLOW_UP_TOKENS, LOADING_S)
    seconds = time.monotonic() - began
    text = cleaned(said)
    return Trial(server.model, seconds, text, wrong_with_follow_up(text, QUESTION, ANSWER, ()))
