"""Restarts: words said over, and sentences broken off and begun anew. Counted, not judged.

What counts, after the usual reading of disfluencies (repetition, repair): a run of up to four words
said twice in a row, a pronoun that gives way to another ("we, I"), a word cut off in the middle
("tw-"), and a phrase that takes back what was said ("no wait", "scratch that", an aside "sorry").
Words that people double on purpose ("very very") and figures do not count, nor does what stands on
both sides of a sentence's end. A doubted word counts for nothing.
"""

from collections.abc import Sequence

from mockint.content.types import Cues
from mockint.star.types import Restart
from mockint.text.normalize import plain_word
from mockint.transcribe.types import Word

LONGEST_RUN = 4
"""Words said over; more is telling a thing twice."""

_BREAKS = (",", "-", "—", "\u2013", "...", "…")
_SUBJECTS = frozenset(["i", "we", "he", "she", "they"])
_OPENERS = _SUBJECTS | frozenset(
    [
        "a", "an", "the", "my", "our", "their", "his", "and", "but", "because", "if", "when",
        "to", "of", "i'm", "we're", "they're", "he's", "she's", "i've", "we've", "i'd", "it's",
    ]
)  # fmt: skip
"""Words that end no clause: said twice they were said over. Others need a break between, since
"we fixed it it was easy" and "what it is is this" are no restarts."""
_INNER = _SUBJECTS | {"a", "an", "the", "my", "our", "their", "his"}
"""In a run of several words: "in the in the", but not "end to end to"."""
_ON_PURPOSE = frozenset(
    [
        "very", "really", "so", "that", "had", "no", "yes", "yeah", "many", "much", "long", "far",
        "more", "again", "over", "way", "too", "never", "bye", "okay", "ok", "well", "by",
    ]
)  # fmt: skip
"""Single words that are doubled for weight."""
_IN_CHAINS = frozenset(["more", "again", "over", "on", "very", "really"])
"""Of "and more and more", "and so on and so on"."""
_TAKES_BACK = ("scratch that", "let me rephrase", "let me start again", "let me start over")
"""Wherever they stand."""
_AFTER_A_BREAK = ("no wait", "wait no", "or rather")
"""Take back only after a break: "we, no wait, I", not "there was no wait time"."""
_ASIDES = ("sorry", "i mean")
"""Take back only between openers: "we, sorry, I", not "I was sorry that"."""
_CONTRACTED = frozenset(["i'm", "we're", "they're", "he's", "she's", "it's"])
"""After these "sorry" is what somebody is."""
_OPINION = frozenset(["think", "believe", "guess", "suppose", "mean", "suspect", "hope"])


class _Heard:
    """The words without filler sounds, as they are compared, each with its place."""

    def __init__(self, words: Sequence[Word], cues: Cues) -> None:
        sounds = {*cues.fillers}
        plain = [plain_word(word.text) for word in words]
        self.at = [n for n, text in enumerate(plain) if text and text not in sounds]
        self.text = [plain[n] for n in self.at]
        self._words = words

    def word(self, n: int) -> Word:
        """The ``n``-th of them."""
        return self._words[self.at[n]]

    def ends(self, n: int) -> bool:
        """A sentence ends with it."""
        text = self.word(n).text.rstrip("\"'”\u2019)]")
        return text.endswith((".", "?", "!")) and not text.endswith("...")

    def breaks(self, n: int) -> bool:
        """It was followed by a break: a mark, or a filler sound."""
        following = self.at[n + 1] if n + 1 < len(self.at) else self.at[n] + 1
        return self.word(n).text.endswith(_BREAKS) or following > self.at[n] + 1

    def restart(self, first: int, last: int) -> Restart | None:
        """What was said from one of them to another; None where the recognizer doubts it."""
        said = self._words[self.at[first] : self.at[last] + 1]
        if not all(word.sure for word in said):
            return None
        return Restart(" ".join(word.text for word in said), said[0].start)


def find_restarts(words: Sequence[Word], cues: Cues) -> tuple[Restart, ...]:
    """Every restart, in order. Its text is exact words of the transcript, both tries included."""
    heard = _Heard(words, cues)
    found: list[Restart] = []
    at = 0
    while at < len(heard.at):
        last, following = _restart_at(heard, at)
        restart = heard.restart(at, last) if last > at or following > at else None
        if restart is not None:
            found.append(restart)
        at = max(following, at + 1)
    return tuple(found)


def _restart_at(heard: _Heard, at: int) -> tuple[int, int]:
    """The restart's last word and where to go on; ``(at, at)`` where there is none."""
    size = _said_over(heard, at)
    if size:
        tries = at + size
        while _said_over(heard, tries) == size:
            tries += size
        if size == 1 and heard.ends(tries):  # "tomorrow, tomorrow.": nothing was begun anew
            return at, at
        return tries + size - 1, tries
    if _gives_way(heard, at):
        return at + 1, at + 1
    size = _taken_back(heard, at)
    if size:
        return min(at + size + 1, len(heard.at) - 1), at + size + 1
    text = heard.word(at).text
    if text.endswith("-") and not text.startswith("-") and at + 1 < len(heard.at):
        return at + 1, at + 1
    return at, at


def _said_over(heard: _Heard, at: int) -> int:
    """How many words from ``at`` on are said over right after; 0 where none are."""
    text = heard.text
    for size in range(LONGEST_RUN, 0, -1):
        run = text[at : at + size]
        if run != text[at + size : at + 2 * size] or len(run) < size:
            continue
        if any(heard.ends(n) for n in range(at, at + size)):
            continue
        on_purpose = _ON_PURPOSE if size == 1 else _IN_CHAINS
        if any(word in on_purpose or _is_figure(word) for word in run):
            continue
        if run[0] in _OPENERS or _INNER & {*run} or heard.breaks(at + size - 1):
            return size
    return 0


def _gives_way(heard: _Heard, at: int) -> bool:
    """ "we, I cut it": a subject, a break, another subject; not "what we, I think, did"."""
    text = heard.text
    if at + 1 >= len(text) or {text[at], text[at + 1]} - _SUBJECTS or text[at] == text[at + 1]:
        return False
    opinion = at + 2 < len(text) and text[at + 2] in _OPINION
    return heard.breaks(at) and not opinion


def _taken_back(heard: _Heard, at: int) -> int:
    """How many words a phrase that takes ``at`` back has; 0 where none follows."""
    text = heard.text

    def follows(phrases: Sequence[str]) -> int:
        sizes = ((phrase, len(phrase.split())) for phrase in phrases)
        return next((n for p, n in sizes if " ".join(text[at + 1 : at + 1 + n]) == p), 0)

    if size := follows(_TAKES_BACK):
        return size
    if heard.ends(at):
        return 0
    if heard.breaks(at) and (size := follows(_AFTER_A_BREAK)):
        return size
    size = follows(_ASIDES)
    between = (
        text[at] in _OPENERS - _CONTRACTED and {*text[at + size + 1 : at + size + 2]} & _OPENERS
    )
    return size if between else 0


def _is_figure(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
