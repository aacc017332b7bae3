"""mockint in the browser."""

import click

from mockint.cli import terminal
from mockint.cli.group import commands


@commands.command("open")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port on this machine.  [default: any free one]"
)
@click.option("--demo", is_flag=True, help="Begin with a recorded candidate: no microphone.")
def open_(*, no_browser: bool, port: int | None, demo: bool) -> None:
    """Open mockint in your browser.

    The page is served by this machine, for you alone; nobody else can open it. The microphone, the
    voice and the recognizer stay in this program, so a tab that closes loses nothing. It ends when
    you close mockint on the page, or ten minutes after the last tab is gone.

    \b
    Example:  mockint open
              mockint open --demo
    """
    import webbrowser

    from mockint.web import serving

    def opened(address: str) -> bool:
        terminal.notice("To close mockint: Ctrl-C here, or Close mockint on the page.")
        if no_browser:
            terminal.say(address)
            return False
        is_coming = webbrowser.open(serving.write_door(address).as_uri())
        if not is_coming:
            by_hand(address)
        return is_coming

    def by_hand(address: str) -> None:
        terminal.notice("No browser has opened mockint. Open this address in one yourself:")
        terminal.say(address)

    def waits() -> None:
        terminal.notice("What was recorded is judged first. To leave that for next time: Ctrl-C.")

    running = serving.address_of_running()
    if running is not None:
        opened(running)
        terminal.notice("mockint was open already.")
        return
    serving.serve(
        opened,
        nobody_came=by_hand,
        waits=waits,
        port=port or 0,
        first={"kind": "demo"} if demo else None,
    )
