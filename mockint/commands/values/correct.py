"""What comes of correcting an answer."""

from dataclasses import dataclass

from mockint.record import Answer
from mockint.star.types import Verdict


@dataclass(frozen=True, slots=True)
class EditableText:
    """An answer's words and parts in the form in which they can be edited."""

    text: str


@dataclass(frozen=True, slots=True)
class NothingCorrected:
    """The words and the parts are as they were."""


@dataclass(frozen=True, slots=True)
class AsHeardAgain:
    """All corrections of an answer were taken back."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An answer that was corrected and judged again."""

    answer: Answer
    verdict_before: Verdict
