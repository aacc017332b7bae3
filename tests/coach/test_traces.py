"""What a question takes for granted was said, in one sentence, and by whom it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.coach.traces import STRETCH, is_traced

ANSWER = (
    "I ran the call for six weeks, then Bernadette ran the shop. I think that Mr Okoro, the"
    " surgeon, refused to give the thing back. We took the list to the matron. So I, um, then"
    " quickly wrote a letter. I made him a card and he opened the drawer. I did not read the logs."
    " He got his second jab for free. I took a torch and counted the lamps."
)


@pytest.mark.parametrize(
    "text",
    [
        "Why did you run the call?",
        "Why did you take the list to the matron?",
        "What did the matron say when you took the list to her?",
        "Why did you write a letter?",
        "Why did you choose to run the call for six weeks?",
        "How did you feel when the surgeon refused to give the thing back?",
        "How did you count the lamps with a torch?",
        "Why did you not read the logs?",
        "What did you learn from the second jab?",
    ],
)
def test_what_was_said_so(text: str) -> None:
    assert is_traced(text, ANSWER)


@pytest.mark.parametrize(
    "text",
    [
        "Why did you run the shop?",  # Bernadette did
        "Why did you refuse to give the thing back?",  # Mr Okoro did
        "Why did you choose to refuse the thing?",
        "Why did you open the drawer?",  # he did
        "Why did you get the second jab?",
        "Why did you take the list to the surgeon?",  # of two sentences
        "Why did you read the logs?",  # that was not so
        "Why did you not run the call?",
    ],
)
def test_what_nobody_said_so(text: str) -> None:
    assert not is_traced(text, ANSWER)


def test_without_marks_a_stretch_is_a_sentence() -> None:
    far = f"i read the logs {'and so on ' * STRETCH} then anna called the customer"

    assert is_traced("Why did you read the logs?", far)
    assert not is_traced("Why did you read the logs of the customer?", far)


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_has_an_answer(text: str, answer: str) -> None:
    assert is_traced(text, answer) in (True, False)
