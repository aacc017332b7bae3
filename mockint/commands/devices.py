"""``mockint devices``: microphones and loudspeakers."""

from mockint.commands.values.machine import Devices, ListedDevice
from mockint.errors import NoDevice


def devices() -> Devices:
    """Every microphone and loudspeaker. Raises NoDevice where there is none."""
    from mockint.audio.devices import list_devices

    found = list_devices()
    if not found:
        raise NoDevice(
            "no sound device was found",
            cause="no device is plugged in, or the sound system is not running",
            next_step="plug in a device, then mockint devices",
        )
    return Devices(
        tuple(
            ListedDevice(
                id=one.id,
                name=one.name,
                host=one.host,
                inputs=one.inputs,
                outputs=one.outputs,
                rate_hz=one.rate_hz,
                default_input=one.default_input,
                default_output=one.default_output,
            )
            for one in found
        )
    )
