"""The plan, and rounds that leave, come in or go: every form, asked as a browser asks."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from mockint import locations
from mockint.commands.planning import plan_file
from mockint.history.catalogue import history
from mockint.plan.types import LoopResult, Went, Wishes
from mockint.web.guard import LARGER_BODY, LONGEST_BODY
from tests.support.papers import pdf, word
from tests.support.past_rounds import SLUG, STRONG, WEAK, keep, library
from tests.web.test_guard import Client

POSTING = Path(__file__).parents[1] / "content" / "postings" / "startup-backend.txt"
TODAY = datetime.now().astimezone().date()
SOON = (TODAY + timedelta(days=6)).isoformat()
WISHED: Mapping[str, Sequence[str] | str] = {
    "pack": "amazon", "loop": SOON, "minutes": "30", "level": "sde2",
    "principle": ["dive-deep", "ownership"], "off": ["sat"] if TODAY.weekday() != 5 else ["sun"],
}  # fmt: skip


@pytest.fixture
def client(home: object) -> Client:
    return Client()


def got(client: Client, path: str, *, status: int = 200) -> str:
    found, _headers, body = client.ask(path)
    assert found == status, body
    return unescape(body.decode())


def sent(client: Client, path: str, *, status: int = 200, **typed: Sequence[str] | str) -> str:
    body = urlencode(typed, doseq=True).encode()
    found, _headers, shown = client.ask(path, "POST", body=body)
    assert found == status, shown
    return unescape(shown.decode())


def wishes() -> Wishes:
    found = plan_file.read().wishes
    assert found is not None
    return found


def left_behind() -> list[Path]:
    return [path for path in locations.scratch_dir().rglob("*") if path.is_file()]


# ---------------------------------------------------------------- the plan


def test_a_plan_is_made_seen_changed_and_leads_tonight(client: Client) -> None:
    form = got(client, "/plan")
    assert "Make the plan" in form
    assert "Plan your evenings until a real loop" in got(client, "/")
    made = sent(client, "/plan", **WISHED)
    assert "Your plan is saved." in made
    assert "evenings until your loop at Amazon" in made
    assert (wishes().minutes, wishes().level) == (30, "sde2")
    assert wishes().principles == ("dive-deep", "ownership")
    seen = got(client, "/plan")
    assert "Dive Deep: new story" in seen
    assert "Full panel" in seen
    assert "No story yet: Dive Deep, Ownership." in seen
    tonight = got(client, "/")
    assert "evenings until your loop at Amazon" in tonight
    assert 'name="story" value="dive-deep-1"' in tonight
    assert "Ownership: new story" in tonight
    filled = got(client, "/plan/change")
    assert f'value="{SOON}"' in filled
    assert 'value="ownership" checked' in filled
    assert 'value="earn-trust" checked' not in filled
    changed = sent(client, "/plan", **{**WISHED, "minutes": "60", "off": []})
    assert "Your plan is changed." in changed or "Your plan is saved." in changed
    assert (wishes().minutes, wishes().days_off, wishes().made) == (60, (), TODAY)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"loop": ""}, "needs the day of your loop"),
        ({"loop": "2020-01-01"}, "is past"),
        ({"loop": "<b>soon</b>"}, "is not a day"),
        ({"minutes": "5"}, "cannot have 5 minutes"),
        ({"minutes": "9" * 5000}, "minutes"),
        ({"principle": []}, "You gave no Leadership Principle"),
        ({"principle": ["nothing"]}, "nothing"),
        ({"off": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}, "needs an evening"),
        ({"level": "king"}, "king"),
        ({"story": ["none-of-mine"]}, "none-of-mine"),
        ({"posting": "Free lunch."}, "says too little"),
    ],
)
def test_what_cannot_be_planned_is_said_over_the_form_as_it_was_filled_in(
    client: Client, typed: Mapping[str, Sequence[str] | str], said: str
) -> None:
    form = sent(client, "/plan", **{**WISHED, **typed})
    assert said in form
    assert 'role="alert"' in form
    assert "mockint plan" not in form, "nobody types on a page"
    assert "<b>soon" not in form.replace("'<b>soon</b>'", "").replace('"<b>soon</b>"', "")
    if "principle" not in typed:
        assert 'value="dive-deep" checked' in form
    assert plan_file.read().wishes is None


@pytest.mark.parametrize("pack", ["/etc", "../../content/amazon", "none"])
def test_a_pack_is_one_of_the_list_and_no_folder(client: Client, pack: str) -> None:
    assert "there is no pack" in got(client, f"/plan/change?pack={quote(pack)}", status=404)
    sent(client, "/plan", status=404, **{**WISHED, "pack": pack})
    assert plan_file.read().wishes is None


def test_the_plan_of_another_pack_says_nothing_of_amazon(client: Client) -> None:
    form = got(client, "/plan/change?pack=general")
    assert "Competencies that it asks about" in form
    slug = form.partition('name="principle" value="')[2].partition('"')[0]
    made = sent(client, "/plan", pack="general", loop=SOON, minutes="40", principle=slug)
    assert "until your loop" in made
    assert "Amazon" not in made
    assert wishes().pack == "general"


def test_a_posting_is_read_from_a_document_and_leads_the_plan(client: Client) -> None:
    text = POSTING.read_text(encoding="utf-8")
    for document in (text.encode(), word(text), pdf(text[:1500])):
        status, _headers, body = client.ask("/document", "POST", body=document)
        assert status == 200
        assert "ownership of the whole backend" in body.decode().lower().replace("\n", " ")
    status, _headers, body = client.ask("/document", "POST", body=b"\x89PNG\r\n" + bytes(900))
    assert status == 422
    assert b"the file cannot be read (it is a picture)" in body
    assert not left_behind()
    made = sent(client, "/plan", **{**WISHED, "principle": [], "posting": text})
    assert "What the posting stresses" in made
    assert wishes().principles[0] == "ownership"
    assert max(wishes().weights.values()) > 1.0
    assert "backend" not in locations.plan_file().read_text(encoding="utf-8")
    kept = {**WISHED, "principle": list(wishes().principles)}
    sent(client, "/plan", **kept)
    assert wishes().weights, "a posting is followed until it is forgotten"
    sent(client, "/plan", **kept, forget="on")
    assert not wishes().weights


def test_how_the_loop_went_is_noted_and_said_again(client: Client) -> None:
    sent(client, "/plan", **{**WISHED, "loop": TODAY.isoformat()})
    assert "Your loop at Amazon is today" in got(client, "/plan")
    typed = {"went-dive-deep": "4", "question-dive-deep": "A <i>bug</i>", "went-frugality": "1"}
    noted = sent(client, "/plan/went", **typed, offer="yes")
    assert f"Your loop on {TODAY:%B} {TODAY.day}, {TODAY.year}: an offer" in noted
    went = (Went(principle="dive-deep", went=4, question="A <i>bug</i>"),)
    result = LoopResult(loop=TODAY, offer="yes", principles=went)
    assert plan_file.read().results == (result,), "the plan was not for frugality"
    assert 'value="4" selected' in got(client, "/plan")
    assert "<i>" not in client.ask("/plan")[2].decode()
    sent(client, "/plan/went", offer="no")
    assert [one.offer for one in plan_file.read().results] == ["no"]
    assert "Say how your loop went" not in got(client, "/")


def test_a_loop_to_come_cannot_be_noted(client: Client) -> None:
    sent(client, "/plan", **WISHED)
    assert "still 6 days away" in sent(client, "/plan/went", status=404, offer="yes")
    assert plan_file.read().results == ()


def test_a_damaged_plan_is_said_and_moved_aside(client: Client) -> None:
    sent(client, "/plan", **WISHED)
    locations.plan_file().write_text("{", encoding="utf-8")
    assert "is damaged" in got(client, "/")
    assert "Move what is damaged aside" in got(client, "/plan")
    assert "is damaged" not in sent(client, "/plan/repair")
    assert plan_file.is_there(), "it is kept beside"


@pytest.mark.parametrize(("answer", "stays"), [("no", True), ("yes", False)])
def test_a_plan_goes_only_when_the_person_says_so(
    client: Client, answer: str, *, stays: bool
) -> None:
    sent(client, "/plan", **WISHED)
    sent(client, "/begin", status=303, kind="remove-plan")
    sitting = client.house.sitting
    while sitting.busy and sitting.live.now.dialog is None:
        pass
    assert sitting.live.now.dialog is not None
    sitting.answers.give(sitting.live.now.dialog.number, answer)
    sitting.wait()
    assert sitting.live.now.place == "/plan"
    assert (plan_file.read().wishes is not None) is stays


# ---------------------------------------------------------------- rounds out, in, and gone


def test_the_history_is_narrowed(client: Client) -> None:
    keep(STRONG)
    keep(WEAK, days=1, slug=next(slug for slug in library().questions if slug != SLUG))
    both = got(client, "/rounds")
    assert "2 answers." in both
    one = got(client, f"/rounds?question={SLUG}&level=senior")
    assert "1 answer like this." in one
    assert f'value="{SLUG}" selected' in one
    got(client, "/rounds?question=%3Cscript%3E", status=404)
    assert 'href="/progress">See your progress' in both
    assert 'href="/rounds">Your history' in got(client, "/progress")


def test_an_answer_is_rated_and_without_a_plan_tonight_says_what_is_due(client: Client) -> None:
    round_id = keep(WEAK)
    keep(STRONG, slug=next(slug for slug in library().questions if slug != SLUG))
    tonight = got(client, "/")
    assert "Practice the " in tonight
    assert "Also due" in tonight
    sent(client, "/rate", status=303, round=round_id, answer="1", rating="easy")
    assert "you rated it easy" in got(client, "/rounds")
    assert history().own_ratings() == {(round_id, 1): "easy"}
    sent(client, "/rate", status=303, round=round_id, answer="1", rating="auto")
    assert history().own_ratings() == {}
    for wrong in ({"rating": "great"}, {"answer": "7"}, {"round": "../.."}):
        typed = {"round": round_id, "answer": "1", "rating": "good", **wrong}
        sent(client, "/rate", status=404, **typed)
    assert history().own_ratings() == {}


def test_all_of_it_goes_out_away_and_in_again(client: Client) -> None:
    sent(client, "/plan", **WISHED)
    first, second = keep(STRONG), keep(WEAK, days=1)
    kept, planned = history().answers(), wishes()
    status, headers, exported = client.ask("/export")
    assert status == 200
    assert headers[b"content-disposition"] == (
        f'attachment; filename="mockint-rounds-{TODAY:%Y-%m-%d}.zip"'.encode()
    )
    assert int(headers[b"content-length"]) == len(exported)
    names = zipfile.ZipFile(io.BytesIO(exported)).namelist()
    assert {name.split("/")[1] for name in names if "/" in name} == {first, second}
    _status, headers, of_one = client.ask("/rounds/last/export")
    assert f'"mockint-round-{second}.zip"'.encode() in headers[b"content-disposition"]
    assert len(of_one) < len(exported)

    assert "2 rounds" in got(client, "/delete")
    for typed in ("", "no", "DELET"):
        assert "Nothing was deleted" in sent(client, "/delete", sure=typed)
    assert len(history().answers()) == 2
    gone = sent(client, "/delete", sure="Delete")
    assert "Deleted 2 rounds, your plan and your notes on real loops." in gone
    assert not history().answers()
    assert not plan_file.is_there()

    status, headers, _body = client.ask("/import?where=keep+mine", "POST", body=exported)
    assert (status, headers[b"location"]) == (303, b"/now")
    client.house.sitting.wait()
    assert client.house.sitting.live.now.place == "/import"
    came = got(client, "/import")
    assert "2 rounds came in." in came
    assert "The plan for your loop on" in came
    assert history().answers() == kept
    assert wishes() == planned
    client.ask("/import", "POST", body=exported)
    client.house.sitting.wait()
    assert "2 rounds you had already." in got(client, "/import")
    assert not left_behind()


def zipped(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as held:
        held.writestr("mockint.json", '{"mockint": "export", "format": 1, "ratings": []}')
        held.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        zipped("../../config/config.toml"), zipped("/etc/passwd"), zipped("rounds/x/evil.sh"),
        b"PK\x03\x04 torn", b"", b"<html>",
    ],
    ids=["climbs", "from the root", "a script", "torn", "empty", "no zip"],
)  # fmt: skip
def test_of_a_hostile_file_nothing_comes_in(client: Client, home: Path, body: bytes) -> None:
    keep(STRONG)
    before = sorted(path for path in home.rglob("*") if "scratch" not in path.parts)
    assert client.ask("/import", "POST", body=body)[0] == 303
    client.house.sitting.wait()
    said = client.house.sitting.live.now.error
    assert said.startswith("the file is not a readable mockint export")
    assert str(home) not in said
    assert sorted(path for path in home.rglob("*") if "scratch" not in path.parts) == before
    assert not left_behind()


def test_only_a_file_may_be_long_and_nothing_of_one_too_long_stays(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.ask("/plan", "POST", body=bytes(LONGEST_BODY + 1))[0] == 413
    monkeypatch.setitem(LARGER_BODY, "/import", 200_000)
    monkeypatch.setitem(LARGER_BODY, "/document", 200_000)
    for path in ("/import", "/document"):
        assert client.ask(path, "POST", body=bytes(200_001))[0] == 413
    assert not client.house.sitting.busy
    assert not left_behind()


def test_while_something_runs_nothing_comes_in_or_goes(client: Client) -> None:
    keep(STRONG)
    client.house.sitting.begin("Asking", lambda front: front.ask("Well?"))
    assert client.ask("/import", "POST", body=b"PK")[0] == 409
    assert client.ask("/delete", "POST", body=b"sure=delete")[0] == 409
    client.house.sitting.stop()
    assert len(history().answers()) == 1
    assert not left_behind()


def test_with_nothing_there_the_export_says_so(client: Client) -> None:
    assert "there are no rounds yet" in got(client, "/export", status=404)
    assert "there is no round" in got(client, "/rounds/20200101-000000/export", status=404)
    assert "Export all" not in got(client, "/rounds")
    assert not left_behind()
