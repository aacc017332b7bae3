"""Lists of words that tell a story's own words from everybody's. All lower case."""


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())


COUNTS_NOTHING = word_set(
    "of the a an in on at to and or but other others more less from by was were is are that so"
    " then until out which who before after for with"
)
"""Words after a figure that are not what it counts."""

SPELT = word_set(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million billion half"
)
"""Figures that are written out. "One" is left out: it is seldom a figure (this one, no one)."""

NO_NAMES = word_set(
    "i i'm i've i'd i'll we so then and but first second finally in on at the a an my our it he"
    " she they this that when while as after before because if now what who where how no yes"
    " january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday"
)
"""Words that may have a capital and are no names."""

COMMON = word_set(
    "about after again against because before being could describe doing everyone example first"
    " found given going having hear human know knew later made make many most much never nobody"
    " other others people please result should situation some somebody someone something tell"
    " than that their them then there they thing things think this through time told took under"
    " walk want wanted well were what when where which while with without work worked would your"
    " you've yours yourself have made more into from team share show"
)
"""Words that questions and stories share whatever they are about."""
