"""The coach that a person named, or none."""

from mockint.coach.server import ChatServer
from mockint.coach.suggest import ServerCoach
from mockint.coach.types import NO_COACH, Coach
from mockint.config import Settings
from mockint.errors import UsageError
from mockint.servers.address import CHAT, leaving_notice, masked


def coach(typed: str | None, wanted: Settings) -> Coach | None:
    """What may be asked during a round. ``typed``: on the command line; None: the settings decide.

    Raises UsageError as :func:`server`.
    """
    url = _url(typed, wanted)
    return ServerCoach(_server(url, wanted), leaving_notice(url, CHAT)) if url else None


def server(typed: str | None, wanted: Settings) -> ChatServer | None:
    """The server behind it, to be tried out.

    Raises UsageError where it is no address, or one on another machine that only the command line
    names: that words leave this machine is for the settings to say.
    """
    url = _url(typed, wanted)
    return _server(url, wanted) if url else None


def _url(typed: str | None, wanted: Settings) -> str:
    url = wanted.coach if typed is None else typed
    return "" if url == NO_COACH else url


def _server(url: str, wanted: Settings) -> ChatServer:
    if leaving_notice(url, CHAT) and url != wanted.coach:
        raise UsageError(
            f"{masked(url)} is not on this machine",
            cause="it would get the words of your answers, which only a setting can allow",
            next_step=f"mockint config set coach {url}",
        )
    return ChatServer(url, wanted.coach_model)
