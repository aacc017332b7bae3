"""Correcting on the page, as the server answers; and two takes of it side by side."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from mockint.commands.correction.correct import CorrectOptions, editable_text
from mockint.commands.report import write_page
from mockint.history.catalogue import load_round
from tests.support.told_round import BEGAN, keep_round, library
from tests.web.test_guard import Client


def two_takes_are_a_table(beside: str) -> None:
    assert "<pre>" not in beside
    table = beside.split('<table class="two">')[1].split("</table>", maxsplit=1)[0]
    rows = re.findall(r'<th scope="row">.*?(\w[\w ]*)</th>', table)
    assert rows == [
        "Situation", "Task", "Action", "Result", "Reflection", "Whole answer",
        "Fillers per minute", "Pauses", "Words per minute",
    ]  # fmt: skip
    made = re.findall(r'<strong class="made ([\w-]+)">(.*?)</strong>', beside)
    assert made[0][0] == "not-yet"
    assert made[0][1].startswith("Not yet.")
    assert unescape(beside).count("▸") > 5, "its words can be heard"


def test_words_and_parts_are_corrected_judged_anew_and_heard_again(home: Path) -> None:
    before, client = keep_round(), Client()
    only = client.ask(f"/rounds/{before.id}")[2]
    assert b"/beside" not in only, "there is no take before the first"
    folder = keep_round(BEGAN + timedelta(days=1))
    at = f"/rounds/{folder.id}"

    def page(path: str = at) -> str:
        return client.ask(path)[2].decode()

    def send(**fields: str) -> tuple[int, str]:
        status, _headers, body = client.ask(
            f"{at}/correct", "POST", body=urlencode(fields).encode()
        )
        return status, body.decode()

    first = page()
    assert "Correct words" in first
    assert (
        "Correct words"
        not in write_page(load_round(folder, library()), folder.path, library()).read_text()
    ), "the page on the disk has nobody who saves"
    asked = CorrectOptions(round_id=folder.id)
    text = editable_text(asked).text
    # What the script sends is built of these: they must say what the command would.
    assert re.findall('data-version="(.*?)"', first)[0] in text
    headings = re.findall('data-headings="(.*?)"', first)
    assert headings[0].startswith("0:situation ")
    assert headings[1] == "", "a reply has no parts"
    words = len(text.split("[situation]")[1].split()) - 4
    said = first.split('id="said-1"')[1].split("</section>")[0]
    assert len(re.findall('<span class="w[ "]', said)) == words

    better = text.replace("assigned", "known").replace("hotel", "ferry")
    assert send(answer="1", text=better)[0] == 303
    now = page()
    told = now.split('id="corrected-answer-1"')[1].split("</section>")[0]
    assert "You corrected 2 things in this answer." in told
    assert "Leaning:" in told
    assert "as heard" in told or "as it was heard" in told
    assert "No longer noted: Work you were assigned." in told
    assert "ferry" in now

    status, said = send(answer="1", text=text)
    assert status == 409, "it was corrected since that text was made"
    assert "Traceback" not in said
    assert "ferry" in page()
    assert send(answer="9", text=text)[0] == 409
    reply = editable_text(CorrectOptions(round_id=folder.id, reply=1)).text
    assert send(answer="1", reply="1", text=reply.rstrip() + " always")[0] == 303
    assert 'id="corrected-reply-1-1"' in page()
    assert send(answer="1", undo="on")[0] == 303
    assert 'id="corrected-answer-1"' not in page()
    assert 'id="corrected-reply-1-1"' in page()

    assert f'href="{at}/beside"' in page()
    two_takes_are_a_table(page(f"{at}/beside"))
