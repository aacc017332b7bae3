"""Stories on the page, as the server answers: forms that lose nothing, a CV, a file handed over."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from mockint.stories.files import load, path_of
from mockint.stories.types import Story
from mockint.wiring.settings import own_folder, settings
from tests.support.past_rounds import STRONG, library
from tests.web.test_guard import Client

SITUATION = "Last spring I noticed that three percent of our orders failed in Paris."
FULL = {"story": "web-hooks", "situation": SITUATION, "action": "I wrote a test."}
CV = """Engineer, Acme, 2020-2023
- Cut the time of our nightly build from 40 minutes to 6 by caching dependencies.
- Worked on the shop.
"""


@pytest.fixture
def client(home: Path) -> Client:
    return Client()


def post(client: Client, path: str, **fields: str) -> tuple[int, str, str]:
    """(status, where it leads, the page)."""
    status, headers, body = client.ask(path, "POST", body=urlencode(fields).encode())
    return status, headers.get(b"location", b"").decode(), body.decode()


def kept() -> dict[str, Story]:
    return dict(load(own_folder(settings()), library().principles))


def box(page: str, part: str) -> str:
    """What stands in a part's box."""
    found = re.search(rf'<textarea id="f-{part}".*?>\n(.*?)</textarea>', page, re.DOTALL)
    assert found, part
    return unescape(found[1])


def version(page: str) -> str:
    return re.findall(r'name="version" value="(.*?)"', page)[0]


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({**FULL, "story": ""}, "name", "Give the story a short name."),
        ({**FULL, "story": "<b>"}, "name", "lower-case-words-with-hyphens"),
        ({**FULL, "story": "taken"}, "name", "you already have a story"),
        ({"story": "web-hooks"}, "situation", "Write at least one part."),
        ({**FULL, "action": "w" * 1001}, "action", "longer than 1,000 letters"),
        ({**FULL, "action": "word " * 4001}, "action", "It may have 20,000."),
        ({**FULL, "principle-honor": "on"}, "principles", "called 'honor'"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client: Client, fields: dict[str, str], field: str, said: str
) -> None:
    post(client, "/add-story", **{**FULL, "story": "taken"})
    status, _to, page = post(client, "/add-story", **fields)
    assert status == 422
    assert list(kept()) == ["taken"]
    at_field = re.search(rf'id="e-{field}"[^>]*>(.*?)<', page)
    assert at_field, page
    assert said in unescape(at_field[1])
    assert f'href="#f-{field}"' in page
    assert f"e-{field}" in re.findall(rf'id="f-{field}".*?aria-describedby="(.*?)"', page)[0]
    for part in ("situation", "action"):
        assert box(page, part) == fields.get(part, "").strip()


def test_a_story_is_filled_in_shown_changed_and_deleted(client: Client) -> None:
    status, to, _page = post(client, "/add-story", **FULL, **{"principle-ownership": "on"})
    assert (status, to) == (303, "/stories/web-hooks")
    story = kept()["web-hooks"]
    assert (story.principles, story.names) == (("ownership",), ("Paris",))
    assert story.numbers == ("three percent",)

    page = client.ask("/stories/web-hooks/edit")[2].decode()
    assert "13 words, about 5 s" in page
    assert re.search(r'name="principle-ownership" value="on" checked', page)
    fields = {**FULL, "version": version(page), "names": "Paris\r\nParis\r\nKafka"}
    fields["situation"] = SITUATION.replace("three", "five")
    status, _to, page = post(client, "/stories/web-hooks/edit", **fields)
    assert status == 303, page
    story = kept()["web-hooks"]
    assert (story.principles, story.names) == ((), ("Paris", "Kafka"))
    assert story.numbers == ("five percent",)

    assert post(client, "/stories/web-hooks/delete")[1] == "/stories"
    assert not kept()
    assert client.ask("/stories/web-hooks/edit")[0] == 404


def test_a_file_that_changed_meanwhile_is_shown_beside_what_was_typed(client: Client) -> None:
    post(client, "/add-story", **FULL)
    path = path_of(own_folder(settings()), "web-hooks")
    opened = version(client.ask("/stories/web-hooks/edit")[2].decode())
    path.write_text(path.read_text().replace("three percent", "nine percent"))
    mine = {**FULL, "version": opened, "result": "It fell to one percent."}
    status, _to, page = post(client, "/stories/web-hooks/edit", **mine)
    assert status == 422
    assert "changed elsewhere" in page
    assert box(page, "situation") == SITUATION
    assert box(page, "result") == mine["result"]
    assert "nine percent" in re.findall(r'id="s-situation">(.*?)</p>', page)[0]
    assert 'id="s-action"' not in page, "the same in both"
    assert "nine" in kept()["web-hooks"].text, "nothing is written over unasked"
    mine["version"] = version(page)
    assert post(client, "/stories/web-hooks/edit", **mine)[0] == 303
    assert kept()["web-hooks"].parts["result"] == mine["result"]

    mine["version"] = version(client.ask("/stories/web-hooks/edit")[2].decode())
    path.unlink()
    status, _to, page = post(client, "/stories/web-hooks/edit", **mine)
    assert (status, box(page, "result")) == (422, mine["result"])
    assert "deleted" in page
    assert post(client, "/add-story", **{**mine, "version": ""})[0] == 303


def test_a_text_is_put_into_the_boxes_and_kept_only_when_saved(client: Client) -> None:
    status, _to, page = post(client, "/add-story", how="text", story="orders", text=STRONG)
    assert status == 200
    assert "I pulled two months of logs" in box(page, "action")
    assert "one percent" in box(page, "result")
    assert not kept()
    status, _to, page = post(client, "/add-story", how="text", story="orders", situation="Mine.")
    assert 'id="e-text"' in page
    assert box(page, "situation") == "Mine."


def test_a_cv_offers_stories_that_are_not_kept_yet(client: Client) -> None:
    page = post(client, "/cv", text=CV)[2]
    assert "1 line of your CV hides a story" in page
    form = re.findall(r'<form method="post" action="/add-story">(.*?)</form>', page, re.DOTALL)[0]
    fields = dict(re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', form))
    page = post(client, "/add-story", how="begin", **{k: unescape(v) for k, v in fields.items()})[2]
    assert box(page, "action") == "Caching dependencies."
    assert "from 40 minutes to 6" in box(page, "result")
    assert 'id="a-situation"' in page, "what the CV does not say is asked for"
    assert not kept()
    for text in ("", "Ich habe die Abrechnung neu gebaut und damit die Kosten halbiert.\n" * 9):
        page = post(client, "/cv", text=text)[2]
        assert 'id="e-cv"' in page
        assert text in unescape(page)


def test_a_name_that_is_taken_begins_no_telling(client: Client) -> None:
    post(client, "/add-story", **FULL)
    given = {"story": "Web Hooks", "principle": "ownership"}
    status, _to, page = post(client, "/add-story", how="tell", **given)
    assert status == 422
    assert 'value="Web Hooks"' in page
    assert '<option value="ownership" selected' in page
    assert "you already have" in unescape(re.findall(r'id="e-name"[^>]*>(.*?)<', page)[0])
    assert not client.house.sitting.busy


def test_each_gap_leads_to_what_closes_it(client: Client) -> None:
    post(client, "/add-story", **FULL, **{"principle-ownership": "on"})
    page = client.ask("/stories")[2].decode()
    rows = re.findall(r'<th scope="row">(.*?)</th>\s*<td class="to-do">(.*?)</td>', page, re.DOTALL)
    assert len(rows) == len(library().principles)
    links = {title: re.findall('href="(.*?)"', cell) for title, cell in rows}
    assert links["Ownership"] == ["/stories/web-hooks/edit"]
    assert links["Dive Deep"] == ["/stories?for=dive-deep#add"]
    page = client.ask("/stories?for=dive-deep")[2].decode()
    assert '<option value="dive-deep" selected' in page
