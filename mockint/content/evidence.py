"""What speaks for a principle or a level, and what against it. Plain frozen values, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from mockint.domain import Segment, SignalName


class FromFile:
    """What pydantic reads out of a file: a misspelt field is an error."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem(FromFile):
    """One thing that an interviewer listens for."""

    name: str
    speaks: Literal["for", "against"] = "for"
    note: str
    """As an interviewer writes it down, one short sentence."""
    ask: str = ""
    """For: what to say in the next take where it was not heard."""
    patterns: tuple[str, ...] = ()
    """Where one matches, the item was heard."""
    signals: tuple[SignalName, ...] = ()
    """Their presence is evidence of it too."""
    parts: tuple[Segment, ...] = ()
    """Where it may be heard; everywhere where empty."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What ``content/speech/evidence.toml`` keeps for all packs."""

    phrases: Mapping[str, str] = field(default_factory=dict)
    """Name in capitals -> a pattern, with no other phrase left in it."""
    conduct: tuple[EvidenceItem, ...] = ()
    """Harm and deceit told in the speaker's own words: against every principle."""
