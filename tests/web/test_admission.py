"""Who may come in: every way in that is not the person's own is shut."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.web.admission import ANOTHER, COOKIE, ENTRANCE, OPEN, TOKENS, Admission, Request

PORT = 4321
HOST = f"127.0.0.1:{PORT}"


@pytest.fixture
def admission() -> Admission:
    return Admission(PORT)


def cookie_of(admission: Admission) -> str:
    set_cookie = admission.redeem(admission.new_token())
    assert set_cookie is not None
    return set_cookie.partition(";")[0]


def asked(admission: Admission, *, method: str = "GET", path: str = "/", **more: str) -> Request:
    """A request of the person's own page, with ``more`` headers; an empty one is left out."""
    headers = {"host": HOST, "cookie": cookie_of(admission), **{
        name.replace("_", "-"): value for name, value in more.items()
    }}  # fmt: skip
    return Request(
        method=method,
        path=path,
        headers={name: value for name, value in headers.items() if value},
    )


def test_a_token_works_once(admission: Admission) -> None:
    token = admission.new_token()
    cookie = admission.redeem(token)
    assert cookie is not None
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert admission.redeem(token) is None
    assert admission.redeem("") is None


def test_old_tokens_are_forgotten(admission: Admission) -> None:
    first = admission.new_token()
    for _ in range(TOKENS):
        admission.new_token()
    assert admission.redeem(first) is None


@pytest.mark.parametrize("host", [HOST, f"localhost:{PORT}", f"[::1]:{PORT}", f"LOCALHOST:{PORT}"])
def test_its_own_names_are_let_in(admission: Admission, host: str) -> None:
    assert admission.refusal(asked(admission, host=host)) is None


@pytest.mark.parametrize(
    ("why", "method", "path", "headers"),
    [
        ("no host", "GET", "/", {"host": ""}),
        ("a rebound name", "GET", "/", {"host": f"evil.example:{PORT}"}),
        ("another port", "GET", "/", {"host": "127.0.0.1:80"}),
        ("no port", "GET", "/", {"host": "127.0.0.1"}),
        ("no session", "GET", "/", {"cookie": ""}),
        ("another session", "GET", "/", {"cookie": f"{COOKIE}-{PORT}=guess"}),
        ("a broken cookie", "GET", "/", {"cookie": f'{COOKIE}-{PORT}="\x00;;;=="'}),
        ("no session, deep inside", "GET", "/rounds/last/sound/1", {"cookie": ""}),
        ("another site's link", "GET", "/", {"sec_fetch_site": "cross-site"}),
        ("a site of the same name", "GET", "/", {"sec_fetch_site": "same-site"}),
        ("another site reads", "GET", "/", {"origin": "http://evil.example"}),
        ("a form elsewhere", "POST", "/begin", {"origin": "http://evil.example"}),
        ("another port's form", "POST", "/begin", {"origin": "http://127.0.0.1:80"}),
        ("secure is another origin", "POST", "/begin", {"origin": f"https://{HOST}"}),
        ("a form without origin", "POST", "/begin", {}),
        ("null, and nobody says whence", "POST", "/begin", {"origin": "null"}),
        ("null, from elsewhere", "POST", "/begin",
         {"origin": "null", "sec_fetch_site": "cross-site"}),
        ("a way in by POST", "POST", ENTRANCE, {"cookie": "", "origin": f"http://{HOST}"}),
        ("a method of its own", "PUT", "/", {"origin": f"http://{HOST}"}),
        ("trace", "TRACE", "/", {}),
        ("another without a key", "POST", ANOTHER, {}),
        ("another with a wrong key", "POST", ANOTHER, {"authorization": "Bearer guess"}),
        ("another by GET", "GET", ANOTHER, {}),
    ],
)  # fmt: skip
def test_refused(
    admission: Admission, why: str, method: str, path: str, headers: dict[str, str]
) -> None:
    refusal = admission.refusal(asked(admission, method=method, path=path, **headers))
    assert refusal is not None, why
    assert refusal.status in (403, 405)


def test_a_form_of_its_own_page_is_let_in(admission: Admission) -> None:
    own = asked(admission, method="POST", path="/begin", origin=f"http://{HOST}")
    assert admission.refusal(own) is None
    without_referrer = asked(
        admission, method="POST", path="/begin", origin="null", sec_fetch_site="same-origin"
    )
    assert admission.refusal(without_referrer) is None


def test_the_entrance_is_open_from_a_file_on_the_disk(admission: Admission) -> None:
    from_file = asked(admission, path=ENTRANCE, cookie="", sec_fetch_site="cross-site")
    assert admission.refusal(from_file) is None


@pytest.mark.parametrize("path", sorted(OPEN))
def test_what_a_refusal_wears_needs_no_session_and_nothing_else_is_open(
    admission: Admission, path: str
) -> None:
    assert admission.refusal(asked(admission, path=path, cookie="")) is None
    for wrong in ({"host": "evil.example"}, {"sec_fetch_site": "cross-site"}, {"method": "POST"}):
        assert admission.refusal(asked(admission, path=path, cookie="", **wrong)) is not None
    for other in (f"{path}/", f"{path}/..", "/static/live.js", "/rounds"):
        assert admission.refusal(asked(admission, path=other, cookie="")) is not None


def test_the_key_on_the_disk_opens_nothing_but_another_token(admission: Admission) -> None:
    with_key = {"authorization": f"Bearer {admission.key}", "cookie": ""}
    assert admission.refusal(asked(admission, method="POST", path=ANOTHER, **with_key)) is None
    assert admission.refusal(asked(admission, path="/", **with_key)) is not None
    from_a_page = {**with_key, "origin": f"http://{HOST}"}
    assert admission.refusal(asked(admission, method="POST", path=ANOTHER, **from_a_page))


def test_the_live_connection_needs_session_and_origin(admission: Admission) -> None:
    live = asked(admission, path="/live", origin=f"http://{HOST}")
    live = replace(live, kind="websocket")
    assert admission.refusal(live) is None
    for taken in ("origin", "cookie"):
        less = {name: value for name, value in live.headers.items() if name != taken}
        assert admission.refusal(replace(live, headers=less)) is not None
    null = {**live.headers, "origin": "null", "sec-fetch-site": "same-origin"}
    assert admission.refusal(replace(live, headers=null)) is not None
    entrance = replace(live, path=ENTRANCE, headers={**live.headers, "cookie": ""})
    assert admission.refusal(entrance) is not None


@given(
    st.dictionaries(
        st.sampled_from(["host", "origin", "cookie", "authorization", "sec-fetch-site"]),
        st.text(max_size=60),
    ),
    st.sampled_from(["GET", "HEAD", "POST", "PUT"]),
    st.sampled_from(["/", "/begin", ANOTHER, "/rounds/last"]),
)
def test_nothing_made_up_gets_in(headers: dict[str, str], method: str, path: str) -> None:
    request = Request(method=method, path=path, headers={**headers, "host": HOST})
    assert Admission(PORT).refusal(request) is not None
