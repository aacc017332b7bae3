"""Which device a person means."""

import re

import pytest

from mockint.audio.devices import Device, Kind, choose, one_each
from mockint.errors import NoDevice, NoSuchDevice

DEVICES = (
    Device(0, "Built-in Audio", "ALSA", 2, 2, 44_100),
    Device(1, "USB Desk Mic", "ALSA", 1, 0, 48_000, default_input=True),
    Device(2, "USB Headset", "ALSA", 1, 2, 48_000),
    Device(3, "HDMI", "ALSA", 0, 8, 48_000, default_output=True),
    Device(4, "Headset", "JACK", 1, 2, 48_000),
)


@pytest.mark.parametrize(
    ("wanted", "kind", "expected"),
    [
        (None, "input", 1),
        (None, "output", 3),
        (2, "input", 2),
        ("2", "output", 2),
        ("desk", "input", 1),
        ("usb mic", "input", 1),
        ("USB HEADSET", "input", 2),
        ("headset", "input", 4),
        ("headset, jack", "output", 4),
        ("usb", "output", 2),
    ],
)
def test_an_id_words_or_nothing(wanted: str | int | None, kind: Kind, expected: int) -> None:
    assert choose(DEVICES, wanted, kind).id == expected


@pytest.mark.parametrize(
    ("wanted", "kind", "said"),
    [
        ("usb", "input", "these match: 1 USB Desk Mic, 2 USB Headset"),
        ("hdmi", "input", "there are: 0 Built-in Audio, 1 USB Desk Mic, 2 USB Headset, 4 Headset"),
        (9, "input", "there are: 0 Built-in Audio"),
        (3, "input", "no microphone '3'"),
        (1, "output", "no loudspeaker '1'"),
        ("", "input", "no microphone ''"),
        ("mic usb", "input", "no microphone 'mic usb'"),
    ],
)
def test_what_is_not_certain_lists_what_there_is(wanted: str | int, kind: Kind, said: str) -> None:
    with pytest.raises(NoSuchDevice, match=re.escape(said)) as error:
        choose(DEVICES, wanted, kind)
    assert str(error.value).endswith("try: mockint devices")
    assert error.value.exit_code == 2


def test_without_a_default_the_first_that_can() -> None:
    plain = tuple(device for device in DEVICES if device.id in (0, 2))
    assert choose(plain, None, "input").id == 0


@pytest.mark.parametrize("kind", ["input", "output"])
def test_nothing_there(kind: Kind) -> None:
    with pytest.raises(NoDevice, match="was found"):
        choose((), None, kind)


TALK = "Headset Microphone (Desk Talk 2 USB)"
WINDOWS = (
    Device(0, "Microsoft Sound Mapper - Input", "MME", 2, 0, 44_100, default_input=True),
    Device(1, TALK[:31], "MME", 1, 0, 44_100),
    Device(2, "Speakers (Desk Talk 2 USB)", "MME", 0, 2, 44_100, default_output=True),
    Device(3, "Line In", "MME", 2, 0, 44_100),
    Device(4, TALK, "Windows DirectSound", 1, 0, 44_100),
    Device(8, "Speakers (Desk Talk 2 USB)", "Windows WASAPI", 0, 2, 48_000),
    Device(9, TALK, "Windows WASAPI", 1, 0, 48_000),
    Device(12, TALK, "Windows WDM-KS", 1, 0, 48_000),
    Device(13, "Stereo Mix", "Windows WDM-KS", 2, 0, 48_000),
)
"""As PortAudio lists them: each device once a host, MME's names cut off."""


def test_what_windows_lists_under_several_hosts_is_one_device() -> None:
    assert [one.id for one in one_each(WINDOWS)] == [0, 2, 3, 9, 13]
    assert [one.id for one in one_each(DEVICES)] == [0, 1, 2, 3, 4]
    twins = (WINDOWS[6], Device(10, TALK, "Windows WASAPI", 1, 0, 48_000))
    assert one_each(twins) == [*twins], "two of a kind are two"


@pytest.mark.parametrize(
    ("wanted", "id_"),
    [(TALK, 9), ("desk talk", 9), ("talk DirectSound", 4), ("1", 1), ("stereo", 13)],
)
def test_its_name_finds_it_on_windows(wanted: str, id_: int) -> None:
    assert choose(WINDOWS, wanted, "input").id == id_
