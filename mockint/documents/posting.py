"""A job posting without what every posting has: benefits, the law, how to apply. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mockint.documents.paragraphs import paragraphs
from mockint.text.normalize import plain_words

_LONGEST_HEADING = 7
"""Words."""
_ASIDE = re.compile(
    r"\b(?:benefits?|perks?|compensation|salary|pay(?: range)?|we offer"
    r"|what'?s in it for you|in return|why (?:join|work)|equal (?:employment )?opportunit"
    r"|eeo|legal|privacy|accommodations?|how to apply|to apply|application process"
    r"|apply now|hiring process|interview process|disclaimer|diversity statement"
    r"|work authorization|location|contact)",
    re.IGNORECASE,
)
"""What a heading says of a section that tells nothing of the work."""
_STANDARD = re.compile(
    r"equal[- ](?:employment )?opportunit|affirmative action|without regard to"
    r"|regardless of (?:race|age|gender|color|sex|religion)|\brace, "
    r"|protected (?:veteran|class|characteristic|status)"
    r"|sexual orientation|gender identity|reasonable accommodation"
    r"|401\s?\(?k\)?|paid time off|\bpto\b|paid (?:leave|vacation|holidays?)|parental leave"
    r"|\bdental\b|health (?:insurance|care plan|plan|coverage)|medical insurance"
    r"|life insurance|\bpension\b|stock options?|\bequity (?:grant|package)|base salary"
    r"|salary (?:range|is|of)|pay range|per (?:hour|annum|year)\b|sign-?on bonus"
    r"|annual bonus|tuition reimbursement|employee discount|free (?:lunch|snacks|parking)"
    r"|gym membership|background check|drug (?:test|screen)|e-verify|\bvisa\b"
    r"|work authorization|right to work|privacy (?:notice|policy)|personal data|gdpr|ccpa"
    r"|fair chance|criminal histor|(?:send|submit|attach|upload) (?:your|a|us) (?:cv|resume"
    r"|r\u00e9sum\u00e9|application)|cover letter|apply (?:now|today|by|at|online|via)"
    r"|closing date|recruitment agenc|not accept unsolicited|driver'?s licen[sc]e"
    r"|days? (?:of )?(?:annual )?(?:leave|holiday|vacation)|bonus scheme",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9\u201c\"'(])")


@dataclass(frozen=True, slots=True)
class Posting:
    """What a posting says, a sentence or a bullet each."""

    lines: tuple[str, ...]
    """About the work and who is wanted."""
    standard: tuple[str, ...]
    """Benefits, the law, how to apply."""


def read_posting(text: str) -> Posting:
    """Tell the two apart."""
    lines: list[str] = []
    standard: list[str] = []
    for heading, line in _sentences(text):
        aside = bool(_ASIDE.search(heading)) or bool(_STANDARD.search(line))
        (standard if aside else lines).append(line)
    return Posting(tuple(lines), tuple(standard))


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence with the heading above it."""
    for one in paragraphs(text, _is_heading):
        if not one.is_heading:
            for sentence in _SENTENCE.split(one.text):
                yield one.heading, sentence


def _is_heading(line: str) -> bool:
    words = line.split()
    if len(words) > _LONGEST_HEADING or not plain_words(line):
        return False
    is_large = line.isupper() and len(line) > 3
    return line.endswith(":") or is_large or (line[-1] not in ".,;!" and _names_a_section(line))


def _names_a_section(line: str) -> bool:
    return bool(_SECTION.fullmatch(line.strip(" :?").replace("\u2019", "'")))


_SECTION = re.compile(
    r"(?:the |your |our |key |main |core |job |minimum |basic |preferred |essential "
    r"|desirable |about )*(?:role|job|position|team|company|us|you|responsibilities|duties"
    r"|requirements|qualifications|skills|experience|profile|summary|overview|description"
    r"|benefits|perks|compensation|mission|values|person specification|who you are"
    r"|who we are|what (?:you'?ll|you will|we|you) .*|why .*|how to apply|nice to haves?"
    r"|bonus points.*|equal opportunity.*|equal employment.*|salary.*|pay.*|location.*"
    r"|a day in the life|in this role.*|in return.*|we offer|privacy.*|legal.*"
    r"|accommodations?.*|diversity.*|how we work.*|interview process|hiring process)",
    re.IGNORECASE,
)
