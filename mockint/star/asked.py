"""The interviewer's question, asked or read back: no evidence of anything."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mockint.star.segmenter.lexicon import is_content
from mockint.text.normalize import plain_words
from mockint.text.reading import read_text
from mockint.text.stems import beginning
from mockint.transcribe.types import Stretch, Transcript, Word

READ_BACK_SHARE = 0.8
"""Words with a larger share of the question's own are the question again."""
_FEWEST = 2
"""Of the question's words: one alone is chance."""


def asked_words(question: str) -> frozenset[str]:
    """The words of a question that say what it is about; none where it is not known."""
    return _matter(read_text(question.split()).split())


def is_read_back(words: Sequence[str], asked: frozenset[str]) -> bool:
    """Whether read ``words`` only repeat the question. ``asked``: see ``asked_words``."""
    said = _matter(words)
    repeated = said & asked
    return len(repeated) >= _FEWEST and len(repeated) >= READ_BACK_SHARE * len(said)


_BEFORE = (
    "so|okay|ok|well|now|great|thanks|thank you|hi|hello|all right|alright|right|um|uh|and|then"
    "|first|next|next question|first question|please|let's start|to start|can you|could you"
    "|would you|can we|i'd like you to|i want you to|i would like you to|maybe you can|you"
)
_ASKS = (
    "tell (?:me|us)|give (?:me|us) an? (?:example|time)|walk (?:me|us) through"
    "|talk (?:me|us) through|share (?:a|an|some|with)|describe (?:a|an|the|how|your)"
    "|talk about a time|think of a time|what (?:did|do|does|was|were|is|would|have|had|made)"
    "|how (?:did|do|would|have)|why (?:did|do|would)|have you ever"
    "|when (?:did|was the last time) you|can you|could you|i'd like to hear"
)
_INVITES = re.compile(rf"(?:(?:{_BEFORE}) )*(?:{_ASKS})\b")
"""How a question to the candidate begins, in small letters without marks."""
_TO_YOU = frozenset({"you", "your", "you've", "you're", "me", "us"})
_ASKED_SENTENCES, _ASKED_WORDS = 4, 90
"""A question takes no more."""
_GREETING_WORDS = 5
"""A sentence before it may be so long, such as a greeting."""
_ENDS = (".", "?", "!")


def without_question(transcript: Transcript, question: str) -> Transcript:
    """The transcript without what its first sentences ask: that is no part of the answer.

    Only sentences at the beginning that are ``question`` (empty where it is not known), or plainly
    ask somebody else to tell something, and only where an answer follows.
    """
    asked = asked_words(question)
    size = end = 0
    for number, sentence in enumerate(_sentences(transcript.words[:_ASKED_WORDS])):
        is_question = _is_question(sentence, asked)
        if number >= _ASKED_SENTENCES or not (is_question or len(sentence) <= _GREETING_WORDS):
            break
        size += len(sentence)
        if is_question:
            end = size
    if not end or end >= len(transcript.words):
        return transcript
    said = transcript.words[:end]
    others = (*transcript.others, Stretch(said[0].start, max(word.end for word in said)))
    return replace(
        transcript,
        words=transcript.words[end:],
        others=tuple(sorted(others, key=lambda one: one.start)),
        hesitations=tuple(
            one for one in transcript.hesitations if one.start >= transcript.words[end].start
        ),
    )


def _sentences(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    begin = 0
    for at, word in enumerate(words):
        if word.text.endswith(_ENDS):
            yield words[begin : at + 1]
            begin = at + 1


def _is_question(sentence: Sequence[Word], asked: frozenset[str]) -> bool:
    words = plain_words(" ".join(word.text for word in sentence))
    if "i" in words or not _TO_YOU.intersection(words):
        return False  # the candidate, who says the question once more
    if is_read_back(read_text([word.text for word in sentence]).split(), asked):
        return True
    return bool(_INVITES.match(" ".join(words)))


def _matter(words: Sequence[str]) -> frozenset[str]:
    return frozenset(beginning(word) for word in words if len(word) > 2 and is_content(word)) - {
        "tell",
        "about",
        "time",
        "examp",
        "situa",
        "story",
    }
