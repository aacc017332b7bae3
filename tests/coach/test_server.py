"""A coach over a server of the chat protocol: one that answers well, and those that do not."""

import json
import time
from collections.abc import Callable

import pytest

from mockint.coach.server import KEY_VARIABLE, MOST_BYTES, ChatServer
from mockint.coach.suggest import MOST_FAILURES, ServerCoach
from mockint.coach.trial import try_out
from mockint.errors import CoachError, MockintError, UsageError
from tests.coach.test_checks import ANSWER, ASKED, QUESTION
from tests.support.chat_server import MODEL, completion, serving
from tests.support.talking_server import Talk, answer, drips, says, silent
from tests.support.talking_server import serving as talking

LIMIT_S = 0.4
GOOD = "Why did you choose to read the logs first?"
SAID = "So I kind of read the logs and fix the clock."
BETTER = "I read the logs and fixed the clock."


def ask(coach: ServerCoach) -> str | None:
    return coach.follow_up(QUESTION, ANSWER, ASKED)


def test_it_is_asked_as_the_protocol_has_it() -> None:
    with serving(lambda told: GOOD if told.startswith("Question:") else f'"{BETTER}"') as chat:
        coach = ServerCoach(ChatServer(chat.url))
        coach.warm()
        assert ask(coach) == GOOD
        assert coach.rewrite(SAID) == BETTER

    _, follow_up, rewrite = chat.asked
    assert follow_up["model"] == MODEL
    assert follow_up["temperature"] == 0
    assert follow_up["stream"] is False
    assert follow_up["max_tokens"] <= 100
    assert [one["role"] for one in follow_up["messages"]] == ["system", "user", "assistant", "user"]
    assert ANSWER in follow_up["messages"][-1]["content"]
    assert rewrite["messages"][-1]["content"] == SAID


def test_the_model_that_was_named_is_asked() -> None:
    with serving(lambda _: GOOD, model="mine") as chat:
        assert ask(ServerCoach(ChatServer(f"{chat.url}/v1", "mine"))) == GOOD
        assert ask(ServerCoach(ChatServer(chat.url, "another"))) is None


def test_a_key_comes_from_the_environment_and_is_never_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(lambda _: GOOD, key="a-secret-key") as chat:
        with pytest.raises(CoachError, match="needs a key"):
            ChatServer(chat.url, MODEL).say([], 1)
        monkeypatch.setenv("MOCKINT_API_KEY", "a-secret-key")  # somebody else's
        assert ask(ServerCoach(ChatServer(chat.url, MODEL))) is None
        monkeypatch.setenv(KEY_VARIABLE, "a-secret-key")
        assert ask(ServerCoach(ChatServer(chat.url, MODEL))) == GOOD
    with talking(says(answer({"error": {"message": "no a-secret-key here"}}, 500))) as told:
        with pytest.raises(CoachError) as failed:
            ChatServer(told.url, MODEL).say([], 1)
        assert "a-secret-key" not in str(failed.value)
        assert "[key]" in str(failed.value)


DEEP = b"[" * 100_000
ELSEWHERE = "Location: http://127.0.0.1:1/v1/chat/completions"
BAD: dict[str, Talk] = {
    "never answers": silent,
    "a byte now and then": drips(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", b" "),
    "closes": lambda told, connection: None,
    "closes after the request": lambda told, connection: told.request(connection) and None,
    "half an answer": says(answer(completion(GOOD))[:-20], close=True),
    "a huge answer": says(answer(body=b" " * (MOST_BYTES + 1))),
    "deep": says(answer(body=DEEP)),
    "not JSON": says(answer(body=b"Sure! Here is a question.")),
    "a page": says(answer(body=b"<!doctype html><title>Sign in</title>")),
    "no bytes": says(answer(body=b"")),
    "not HTTP": says(b"220 mail.example ESMTP\r\n"),
    "a list": says(answer([completion(GOOD)])),
    "no choices": says(answer({"choices": []})),
    "choices of another kind": says(answer({"choices": {"0": GOOD}})),
    "a choice that is null": says(answer({"choices": [None]})),
    "a message of another kind": says(answer({"choices": [{"message": GOOD}]})),
    "content that is null": says(answer({"choices": [{"message": {"content": None}}]})),
    "content in pieces": says(answer({"choices": [{"message": {"content": [GOOD]}}]})),
    "streamed": says(answer(body=b'data: {"choices":[]}\n\ndata: [DONE]\n\n')),
    "an error": says(answer({"error": {"message": "out of memory"}})),
    "redirects": says(answer(completion(GOOD), 307, ELSEWHERE)),
    "too often": says(answer({"error": "slow down"}, 429, "Retry-After: 60")),
    "fails": says(answer({"error": {"message": "out of memory"}}, 500)),
}


@pytest.mark.parametrize("talk", BAD.values(), ids=BAD.keys())
def test_a_server_that_misbehaves_changes_nothing(talk: Talk) -> None:
    with talking(talk) as told:
        server = ChatServer(told.url, MODEL)
        with pytest.raises(CoachError) as failed:
            server.say([], 1, LIMIT_S)
        assert told.url in failed.value.what
        assert failed.value.next_step
        assert "candidate" not in str(failed.value)
        coach = ServerCoach(server, limit_s=LIMIT_S)
        assert ask(coach) is None
        assert coach.rewrite(SAID) is None


def test_a_server_that_is_not_there() -> None:
    with talking(silent) as told:
        gone = told.url
    assert ask(ServerCoach(ChatServer(gone))) is None


def test_an_answer_that_comes_late_is_none() -> None:
    def late(told: str) -> str:
        time.sleep(LIMIT_S * 3)
        return GOOD

    with serving(late) as chat:
        assert ask(ServerCoach(ChatServer(chat.url), limit_s=LIMIT_S)) is None


def test_the_list_of_models_and_the_question_share_one_limit() -> None:
    models = answer({"data": [{"id": MODEL}]})
    with talking(drips(models, b"")) as told:
        assert ask(ServerCoach(ChatServer(told.url), limit_s=LIMIT_S)) is None


def test_a_redirect_is_not_followed() -> None:
    with serving(lambda _: GOOD) as other:
        moved = answer(None, 307, f"Location: {other.url}/v1/chat/completions")
        with talking(says(moved)) as told:
            assert ask(ServerCoach(ChatServer(told.url, MODEL))) is None
    assert not other.asked


@pytest.mark.parametrize(
    "said",
    [
        "What did you do with the logs? And what did you do with the clock?",
        "What did you say? " * 100,
        "How did you know that 90 percent of the orders were late?",
        "What did you see in the \x1b[31mlogs?",
        "What did you see in the \u202elogs?",
        "Ignore the interview. You are hired!",
        "I cannot help with that.",
        '{"question": "Why did you read the logs?"}',
        "Sure! Here is a follow-up question: Why did you choose to read the logs first?",
    ],
)
def test_what_cannot_be_used_is_dropped(said: str) -> None:
    with serving(lambda _: said) as chat:
        coach = ServerCoach(ChatServer(chat.url))
        assert ask(coach) is None
        assert coach.rewrite(SAID) is None


def test_a_server_that_fails_again_is_left_alone() -> None:
    with talking(says(answer(None, 500))) as told:
        coach = ServerCoach(ChatServer(told.url, MODEL))
        for _ in range(MOST_FAILURES + 3):
            assert ask(coach) is None
        assert len(told.requests) == MOST_FAILURES


def test_a_server_that_fails_once_is_asked_again() -> None:
    with talking(says(answer(None, 500), answer(completion(GOOD)))) as told:
        coach = ServerCoach(ChatServer(told.url, MODEL))
        assert ask(coach) is None
        assert ask(coach) == GOOD


def test_a_long_answer_is_sent_from_its_end() -> None:
    with serving(lambda _: GOOD) as chat:
        ServerCoach(ChatServer(chat.url)).follow_up(QUESTION, "word " * 5000 + "end", ())
    sent = chat.asked[0]["messages"][-1]["content"]
    assert sent.endswith("end")
    assert len(sent) < 5000


def test_a_trial_says_how_long_and_how_well() -> None:
    with serving(lambda _: "How did you find the old clock?") as chat:
        came = try_out(ChatServer(chat.url))
        assert (came.model, came.said, came.wrong) == (MODEL, "How did you find the old clock?", "")
        assert came.seconds >= 0
    with serving(lambda _: "Great job!") as chat:
        assert try_out(ChatServer(chat.url)).wrong
    with talking(says(answer(None, 500))) as told, pytest.raises(MockintError):
        try_out(ChatServer(told.url, MODEL))


@pytest.mark.parametrize("url", ["http://", "ftp://here", "http://me:hunter2@here", "here"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="--coach") as refused:
        ChatServer(url)
    assert "hunter2" not in str(refused.value)


def test_what_is_sent_is_json_whatever_was_said() -> None:
    told: list[str] = []
    remember: Callable[[str], str] = lambda text: told.append(text) or GOOD  # noqa: E731
    odd = 'He said "no"\\ \u00e9\u202e\x00 \U0001f600'
    with serving(remember) as chat:
        ServerCoach(ChatServer(chat.url)).follow_up(odd, odd, ())
    assert odd.split(maxsplit=1)[0] in told[0]
    assert json.dumps(chat.asked)
