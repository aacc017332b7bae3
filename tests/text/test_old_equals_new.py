"""What the weights learned to see stays as it was when spoken text got one room.

Kept from the two readers that stood in ``star/`` before, and compared on all labelled answers then:
9,795 texts, with punctuation and without, no difference. A change here asks for new weights.
"""

import pytest

from mockint.star.segmenter.tokens import tokens
from mockint.text.figures import figures, quotes
from mockint.text.reading import read_text

KEPT = [
    (
        "While I was checking something unrelated on a dashboard, I saw that roughly "
        "0.3% of the deliveries we expected never showed up.",
        "while i was checking something unrelated on a dashboard i saw that roughly 0 "
        "percent of the deliveries we expected never showed up",
        "while i was checking something unrelated on a dashboard i saw that roughly "
        "<num> percent of the deliveries we expected never showed up",
    ),
    (
        "Nobody was paid to care about a job once it had gone green, so a hundred and "
        "forty owners each saw success while the reader saw eleven o'clock.",
        "nobody was paid to care about a job once it had gone green so 0 owners each "
        "saw success while the reader saw 0 o'clock",
        "nobody was paid to care about a job once it had gone green so <num> owners "
        "each saw success while the reader saw <num> o'clock",
    ),
    (
        "So the drop rate, it went from point three percent to, to nothing, literally "
        "zero for the six weeks I kept counting.",
        "so the drop rate it went from 0 percent to nothing literally 0 for the 0 "
        "weeks i kept counting",
        "so the drop rate it went from point <num> percent to nothing literally <num> "
        "for the <num> weeks i kept counting",
    ),
    (
        "We peaked at one point nine million and it, it didn't blink, zero minutes "
        "dark versus thirty-eight.",
        "we peaked at 0 and it did not blink 0 minutes dark versus 0",
        "we peaked at <num> and it did n't blink <num> minutes dark versus <num>",
    ),
    (
        "And it was, it was sitting in the backlog marked low, 'cause it was, like, "
        "under one percent of sessions, so nobody was, uh, nobody was going to pick it "
        "up.",
        "and it was sitting in the backlog marked low because it was like under 0 "
        "percent of sessions so nobody was going to pick it up",
        "and it was sitting in the backlog marked low because it was like under one "
        "percent of sessions so nobody was going to pick it up",
    ),
    (
        "It found six more tables that weren't in any backup, so we went from seven to none.",
        "it found 0 more tables that were not in any backup so we went from 0 to none",
        "it found <num> more tables that were n't in any backup so we went from <num> to none",
    ),
    (
        "Two other product groups have since copied the batching helper.",
        "0 other product groups have since copied the batching helper",
        "<num> other product groups have since copied the batching helper",
    ),
    (
        "So beforehand I'd, uh, I'd pulled nine hundred of its deletes and "
        "hand-labelled every one over, I guess, three evenings.",
        "so beforehand i 'd pulled 0 of its deletes and hand labelled every one over i "
        "guess 0 evenings",
        "so beforehand i 'd pulled <num> of its deletes and hand labelled every one "
        "over i guess <num> evenings",
    ),
    (
        "And then I kinda left it, you know, like two, three weeks, and nobody picked it up.",
        "and then i left it 0 weeks and nobody picked it up",
        "and then i kinda left it like <num> weeks and nobody picked it up",
    ),
    (
        "And in the meeting I, I was gonna say something, but, um, everybody was nodding.",
        "and in the meeting i was going to say something but everybody was nodding",
        "and in the meeting i was going to say something but everybody was nodding",
    ),
    (
        "The security deputy found it in the end, not me, the number in the link just "
        "counted up, one, two, three.",
        "the security deputy found it in the end not me the number in the link just "
        "counted up one 0",
        "the security deputy found it in the end not me the number in the link just "
        "counted up one <num>",
    ),
    (
        "And two thirds of 'em, the endpoint had actually answered fine, so, so the "
        "timeout story was just wrong.",
        "and 0 thirds of em the endpoint had actually answered fine so the timeout "
        "story was just wrong",
        "and <num> thirds of em the endpoint had actually answered fine so the timeout "
        "story was just wrong",
    ),
]
"""(as it was said, as the signals see it, as the parts see it)"""


@pytest.mark.parametrize(("said", "for_signals", "for_parts"), KEPT)
def test_the_weights_see_what_they_learned_on(said: str, for_signals: str, for_parts: str) -> None:
    assert read_text(said.split()) == for_signals
    assert " ".join(tokens(said.split())) == for_parts


@pytest.mark.parametrize(
    ("said", "before", "now"),
    [
        # where two takes were compared; in a story; where a story was told within less
        ("six weeks", [["six weeks"]] * 3, ["six weeks"]),
        ("it saved $40,000", [["$40,000"]] * 3, ["$40,000"]),
        ("a hundred megs", [["a hundred megs"], ["hundred megs"], ["a hundred megs"]],
         ["a hundred megs"]),
        ("thirty one sheets", [["thirty one sheets"], ["thirty one"], ["thirty one sheets"]],
         ["thirty one sheets"]),
        ("between two and three we", [["two", "three"], ["two and three we"], ["two", "three"]],
         ["two", "three"]),
        ("Two other groups", [["Two other"], ["Two"], ["Two other"]], ["Two"]),
        ("under one percent", [[], [], ["one percent"]], ["one percent"]),
        ("point three percent", [["three percent"], ["three percent"], ["point three percent"]],
         ["point three percent"]),
        ("half an hour", [[], ["half"], []], []),
        ("on the twenty-sixth", [[], [], ["twenty-sixth"]], []),
        ("the first few hundred downloads", [[], ["hundred downloads"], ["hundred downloads"]], []),
    ],
)  # fmt: skip
def test_one_reading_of_figures_for_three(
    said: str, before: list[list[str]], now: list[str]
) -> None:
    """Where the three did not agree, the one that is left says what most of them said, or better:
    what is said of the figure, and nothing that is none."""
    found = list(quotes(figures(said.split())))
    assert found == now
    if before[0] == before[1] == before[2]:
        assert found == before[0]
