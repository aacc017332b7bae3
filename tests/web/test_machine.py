"""The settings, the models and the check of the machine, as the page's own server has them."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

import pytest

from mockint import config, download
from mockint.commands import config as command
from mockint.commands.values.machine import Possible
from mockint.errors import VoiceError
from mockint.pages.machine import NotFetched
from mockint.voice import piper_voices
from mockint.voice.pyttsx3 import Pyttsx3Renderer
from mockint.voice.types import SpeechVoice
from mockint.web.doing import machine as doing
from mockint.web.live_json import as_json
from tests.support.hub import Hub, running
from tests.support.piper import joe_file
from tests.web.test_guard import Client

GOOD: dict[str, tuple[str, ...]] = {
    "pack": ("amazon", "general"),
    "level": ("senior", ""),
    "engine": ("pocketsphinx", "http://localhost:8000"),
    "model": ("small.en",),
    "voice": ("gmw/en-us", "none", ""),
    "speech_rate": ("0.7", "1.3", "1"),
    "device": ("",),
    "speaker": ("",),
    "probes": ("0", "3"),
    "coach": ("", "none", "http://localhost:11434"),
    "coach_model": ("llama", ""),
    "own_content": ("",),
}
BAD: dict[str, tuple[tuple[str, str], ...]] = {
    "pack": (("nowhere", "There is no pack 'nowhere'"),),
    "level": (("boss", "There is no level 'boss'"),),
    "engine": (("siri", "Engine must be one of"), ("ftp://x", "Engine must be one of")),
    "model": (("huge", "has no model 'huge'"),),
    "voice": (("nobody", "There is no voice"), ("/no/x.onnx", "There is no voice file")),
    "speech_rate": (
        ("3", "from 0.7 to 1.3"),
        ("fast", "must be a number"),
        ("", "must be a number"),
    ),
    "device": (("no such thing", "microphone"),),
    "speaker": (("no such thing", "loudspeaker"),),
    "probes": (("-1", "0 or more"), ("1.5", "whole number")),
    "coach": (("ftp://x", "Coach must be"),),
    "coach_model": (),
    "own_content": (("/no/such/folder", "Cannot use"),),
}


@pytest.fixture(scope="module")
def of_system() -> Sequence[SpeechVoice]:
    return Pyttsx3Renderer().voices()


@pytest.fixture
def client(home: Path, of_system: Sequence[SpeechVoice], monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(Pyttsx3Renderer, "voices", lambda _self: of_system)  # not a process a page
    return Client()


def form(client: Client, **fields: str) -> str:
    status, _headers, body = client.ask("/settings", "POST", body=urlencode(fields).encode())
    assert status == 200
    return unescape(body.decode())


def control(page: str, name: str) -> str:
    """What stands in the page's part for one setting."""
    _before, _, rest = page.partition(f'action="/settings#set-{name}"')
    return rest.partition("</form>")[0]


def test_the_tables_know_every_setting() -> None:
    assert set(GOOD) == set(BAD) == set(config.NAMES)


@pytest.mark.parametrize("name", config.NAMES)
def test_each_setting_is_kept_or_refused_at_its_field_and_given_back(
    client: Client, home: Path, name: str
) -> None:
    file = home / "config" / "config.toml"
    for value in GOOD[name]:
        shown = control(form(client, name=name, value=value), name)
        assert "Saved." in shown
        assert "aria-invalid" not in shown
        assert str(getattr(config.load(file), name)) in (value, f"{value}.0")
    kept = file.read_text(encoding="utf-8")
    for value, reason in BAD[name]:
        shown = control(form(client, name=name, value=value), name)
        assert re.search(rf'id="problem-{name}">[^<]*{re.escape(reason)}', shown), shown
        assert 'aria-invalid="true"' in shown
        assert f"problem-{name}" in shown.partition("aria-describedby=")[2].partition(">")[0]
        assert f'value="{value}"' in shown, "as it was typed"
        assert file.read_text(encoding="utf-8") == kept
    form(client, name=name, usual="on")
    assert name not in config.read(file)
    assert "Back to the usual" not in control(client.ask("/settings")[2].decode(), name)


def test_what_is_typed_besides_the_choices_wins_and_what_is_kept_is_a_choice(
    client: Client,
) -> None:
    shown = form(client, name="engine", value="auto", more="http://localhost:8000")
    assert '<option value="http://localhost:8000" selected>' in control(shown, "engine")
    refused = control(form(client, name="engine", value="auto", more="siri"), "engine")
    assert '<option value="http://localhost:8000" selected>' in refused
    assert 'name="more" value="siri"' in refused
    assert "<details open>" in refused


def test_the_page_and_the_terminal_have_the_same_choices(client: Client) -> None:
    page = unescape(client.ask("/settings")[2].decode())
    for name in ("pack", "level", "engine", "model", "coach"):
        for one in command.possible(name).choices:
            assert f'<option value="{one.value}"' in control(page, name), (name, one)
    rate = command.possible("speech_rate")
    assert rate == Possible(least=0.7, most=1.3, step=0.1)
    assert 'min="0.7" max="1.3" step="0.1"' in control(page, "speech_rate")


# ---------------------------------------------------------------- fetching

VOICE = "en_US-joe-medium"
LISTS = "/rhasspy/piper-voices/resolve/main/"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    import hashlib
    import json

    model = joe_file()
    files = {
        f"{VOICE}.onnx": model.read_bytes(),
        f"{VOICE}.onnx.json": Path(f"{model}.json").read_bytes(),
        "MODEL_CARD": b"public domain",
    }

    def listed(hub: Hub) -> bytes:
        told = {
            name: {"size_bytes": len(data), "md5_digest": hashlib.md5(data).hexdigest()}
            for name, data in hub.files.items()
        }
        return json.dumps({VOICE: {"files": told}}).encode()

    made = Hub(LISTS, f"{LISTS}voices.json", files, listed)
    with running(made) as address:
        monkeypatch.setenv("HF_ENDPOINT", address)
        yield made


def fetch(client: Client) -> str:
    """Download the voice as the button does, to the end; what the page says of it."""
    body = urlencode({"kind": "fetch-voice", "voice": VOICE}).encode()
    status, headers, _body = client.ask("/begin", "POST", body=body)
    assert (status, headers[b"location"]) == (303, b"/now")
    client.house.sitting.wait()
    assert client.house.live.now.place == "/setup"
    assert not client.house.live.now.can_cancel
    return unescape(client.ask("/setup")[2].decode())


def test_a_voice_comes_with_its_progress_and_can_be_used(client: Client, hub: Hub) -> None:
    seen: list[object] = []
    change = client.house.live.change

    def watched(changed: object) -> None:
        change(changed)  # type: ignore[arg-type]
        shown = as_json(client.house.live.now, holds_keys=True)
        if shown["work"] and shown["work"] not in seen:
            seen.append(shown["work"])
            assert ["q", "cancel"] in shown["keys"]

    client.house.live.change = watched  # type: ignore[method-assign]
    page = fetch(client)
    shares = [one["share"] for one in seen if one["what"] == f"downloading {VOICE}"]  # type: ignore[index]
    assert shares[0] is None
    assert shares[-1] == 1.0
    assert len(shares) > 10
    assert f"The voice {VOICE} is here now" in page
    assert "Saved." in form(client, name="voice", value=VOICE)


def test_what_fails_says_why_and_goes_on_where_it_ended(
    client: Client, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "ATTEMPTS", 1)
    size, hub.cut_after = len(hub.files[f"{VOICE}.onnx"]), 0
    page = fetch(client)
    assert f"{VOICE} is not here." in page
    assert "the connection was cut" in page
    assert "A new try goes on where this one ended" in page
    hub.cut_after = size // 2
    assert "is here now" in fetch(client)


def test_a_download_is_cancelled_and_goes_on(
    client: Client, hub: Hub, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    began = Event()
    bring = piper_voices.bring

    def slow(wanted: object, folder: Path, progress: object) -> None:
        def tell(fraction: float) -> None:
            if fraction > 0.2 and not began.is_set():
                began.set()
                stop_it()
            progress(fraction)  # type: ignore[operator]

        bring(wanted, folder, tell)  # type: ignore[arg-type]

    def stop_it() -> None:
        from mockint.events import KeyPressed

        client.house.sitting.front.keys.press(KeyPressed("other", "x"))
        client.house.sitting.front.keys.press(KeyPressed("quit", "q"))

    monkeypatch.setattr(piper_voices, "bring", slow)
    page = fetch(client)
    assert "You stopped it." in page
    (part,) = (home / "data" / "voices" / f"{VOICE}.part").glob("*.part")
    assert part.stat().st_size > 0
    hub.asked.clear()
    assert "is here now" in fetch(client)


def test_a_page_of_a_model_that_was_cut_off_offers_to_go_on(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "whisper").mkdir()
    (tmp_path / "whisper" / "small.en.pt.part").write_bytes(bytes(12_000_000))
    page = " ".join(unescape(client.ask("/setup")[2].decode()).split())
    assert "12 MB of it are here already" in page
    assert page.count("Go on with the download") == 1
    # What was begun, and why it failed.
    client.house.sitting.front.show(
        NotFetched(
            "model", "small.en", "it could not be downloaded", "there is no network", "pip x"
        )
    )
    page = unescape(client.ask("/setup")[2].decode())
    assert "It could not be downloaded: there is no network" in page


def test_the_check_shows_each_line_with_its_remedy(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mockint.commands import doctor

    def broken(*_: object) -> None:
        raise VoiceError("the voice is hoarse", next_step="mockint devices --voices")

    monkeypatch.setattr(doctor, "_checks", lambda *_: iter([doctor._checked("voice", broken)]))
    doing.DOINGS["check"].run({}, client.house.sitting.front)
    page = unescape(client.ask("/check")[2].decode())
    assert "A round cannot run yet." in page
    assert "the voice is hoarse" in page
    assert '<a href="/sound">Sound check</a>' in page
    assert "mockint devices --voices" in page
