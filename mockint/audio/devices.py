"""Which microphones and loudspeakers there are, and which one a person means."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mockint.audio import portaudio
from mockint.errors import NoDevice, NoSuchDevice
from mockint.text.printable import one_line

Kind = Literal["input", "output"]

_CALLED: dict[Kind, str] = {"input": "microphone", "output": "loudspeaker"}


@dataclass(frozen=True, slots=True)
class Device:
    """One device as PortAudio lists it. A headset is one device with inputs and outputs."""

    id: int
    name: str
    host: str
    """The sound system it is reached through, e.g. "ALSA", "Core Audio"."""
    inputs: int
    """Channels; 0 for a loudspeaker."""
    outputs: int
    """Channels; 0 for a microphone."""
    rate_hz: int
    """The rate it would choose itself."""
    default_input: bool = False
    default_output: bool = False

    def has(self, kind: Kind) -> bool:
        """Whether it can record ("input") or play ("output")."""
        return (self.inputs if kind == "input" else self.outputs) > 0

    def is_default(self, kind: Kind) -> bool:
        """Whether it is used when none is named."""
        return self.default_input if kind == "input" else self.default_output


def list_devices() -> tuple[Device, ...]:
    """Every device, in PortAudio's order; empty where there is none.

    Raises AudioLibraryMissing, or DeviceLost where the sound system does not answer.
    """
    sound = portaudio.library()
    hosts = sound.query_hostapis()
    recorder, player = sound.default.device
    return tuple(
        Device(
            id=number,
            name=one_line(str(found["name"])),
            host=one_line(str(hosts[found["hostapi"]]["name"])),
            inputs=int(found["max_input_channels"]),
            outputs=int(found["max_output_channels"]),
            rate_hz=round(found["default_samplerate"]),
            default_input=number == recorder,
            default_output=number == player,
        )
        for number, found in _told(sound, hosts)
    )


def _told(sound: Any, hosts: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Each device's id and what sounddevice says of it, but of one whose name is no text: it reads
    the name before it opens a device, so that one cannot be used."""
    for number in sorted(number for host in hosts for number in host["devices"]):
        with contextlib.suppress(UnicodeDecodeError):
            yield number, sound.query_devices(number)


def choose(devices: Sequence[Device], wanted: str | int | None, kind: Kind) -> Device:
    """The one device that ``wanted`` names: an id, words of its name, or None for the default.

    Words match in any case and in order, as in sounddevice ("usb mic" finds "USB Desk Mic"); a
    name that matches exactly wins over others that contain it. Raises NoSuchDevice, which lists
    the devices that match, or else all there are, with their ids; NoDevice where there are none.
    """
    able = [device for device in devices if device.has(kind)]
    if not able:
        raise NoDevice(
            f"no {_CALLED[kind]} was found",
            cause="no device is plugged in, or the sound system is not running",
            next_step="mockint devices",
        )
    if wanted is None:
        return next((device for device in able if device.is_default(kind)), able[0])
    if isinstance(wanted, int) or wanted.strip().isdecimal():
        matches = [device for device in able if device.id == int(wanted)]
    else:
        matches = [device for device in able if _named(device, wanted)]
        exact = [device for device in matches if wanted.strip().lower() == device.name.lower()]
        matches = one_each(exact or matches)
    if len(matches) == 1:
        return matches[0]
    problem = "these match" if matches else "there are"
    listed = ", ".join(f"{device.id} {device.name}" for device in matches or one_each(able))
    raise NoSuchDevice(
        f"more than one {_CALLED[kind]} matches '{wanted}'"
        if matches
        else f"there is no {_CALLED[kind]} '{wanted}'",
        cause=f"{problem}: {listed}",
        next_step="mockint devices",
    )


_WINDOWS_HOSTS = ("Windows WASAPI", "Windows DirectSound", "MME", "Windows WDM-KS")
"""Each lists every device again; the best first. WDM-KS takes a device for itself alone."""
_MME_NAME = 31
"""Letters; MME cuts off the rest of a device's name."""


def one_each(devices: Sequence[Device]) -> list[Device]:
    """``devices`` in their order, but each of those that Windows lists under several hosts once:
    under the best that has it. A default stays, whatever its host."""
    ranks = {host: rank for rank, host in enumerate(_WINDOWS_HOSTS)}
    kept: list[Device] = []
    for device in sorted(devices, key=lambda one: ranks.get(one.host, len(ranks))):
        is_default = device.default_input or device.default_output
        if is_default or not any(_is_same(device, one) for one in kept):
            kept = [one for one in kept if not (is_default and _is_same(device, one))]
            kept.append(device)
    return [device for device in devices if device in kept]


def _is_same(one: Device, other: Device) -> bool:
    hosts = {one.host, other.host}
    if len(hosts) < 2 or not hosts <= {*_WINDOWS_HOSTS}:
        return False
    if (one.has("input"), one.has("output")) != (other.has("input"), other.has("output")):
        return False
    short, long = sorted((one.name, other.name), key=len)
    cut = "MME" in hosts and len(short) >= _MME_NAME - 1 and long.startswith(short)
    return short == long or cut


def find(wanted: str | int | None, kind: Kind) -> Device:
    """The device of this machine that ``wanted`` names; raises as the two functions above."""
    return choose(list_devices(), wanted, kind)


def _named(device: Device, wanted: str) -> bool:
    name = f"{device.name}, {device.host}".lower()
    at = 0
    for word in wanted.lower().split():
        at = name.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return bool(wanted.split())
