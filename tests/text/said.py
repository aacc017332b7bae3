"""Spoken words of any kind, for properties."""

from hypothesis import strategies as st

_SAID = (
    "um I we, no so pulled the the logs. zero point three percent one a hundred and"
    " twenty-five $8,000 0.3% 2019 don't can\u2019t you know i mean like, 'cause cause 40 %"
    " three weeks. million dozen oh half 12:30 twenty-first everyone's \u2014 ..."
)
WORDS = st.lists(
    st.one_of(
        st.sampled_from(_SAID.split()),
        st.text(min_size=1, max_size=8).filter(lambda text: not any(map(str.isspace, text))),
    ),
    max_size=30,
)
"""Words as they stand in a transcript, marks and all; none is empty or holds a blank."""
