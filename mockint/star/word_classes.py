"""Classes of words, as far as whole clauses need them: who can act, what is a verb, what hangs."""

from typing import Final

from mockint.text.normalize import word_set

TIES: Final = word_set("and but so or then yet well yeah yes okay ok like anyway also oh now no")
"""Words before a clause that only tie it to what stood there."""
JOINS: Final = word_set("and but so or then yet")
UNDER: Final = word_set("when while if because although though unless whereas whenever cause")
"""Open a clause that hangs on another one."""
UNDER_OR_NOT: Final = word_set("since once before after until till as where wherever than")
"""The same where somebody follows who does something; else they belong to what stands before."""
RELATIVE: Final = word_set("who whom whose which that what how why whether")
"""Never open what can stand alone."""
LEANS_BACK: Final = word_set("because cause since until till than")
"""Of those under another clause, the ones that follow it: only a sentence begins with them."""
SUBJECTS: Final = word_set("i we he she they nobody everybody somebody everyone someone no-one")
"""Pronouns that do something wherever they stand."""
MAYBE_SUBJECTS: Final = word_set("it you there this that these those who which one people none")
"""Pronouns that do something where a verb follows."""
ENDINGS: Final = ("'d", "'ll", "'ve", "'re", "'m", "'s")
PREPOSITIONS: Final = word_set(
    "about above across after against along among around as at before behind below between by down"
    " during except for from in inside into like near of off on onto out outside over past per"
    " since than through till to toward towards under until up upon via with within without"
)
DETERMINERS: Final = word_set(
    "a an the my our your his her its their this these those every each some any no another such"
)
HANGS: Final = (
    PREPOSITIONS - word_set("about down in off on out over through up across around along behind")
) | (DETERMINERS - word_set("this these those her some any each another"))
"""No clause ends with one of these."""
CUT_SHORT: Final = HANGS | word_set(
    "i we he she they and but so or because which who that if when while in on about into is was"
    " are were am be been had has have will would could should can might must not very just really"
    " only it's that's i'm i'd we'd i've we've they'd he'd she'd there"
)
"""Nor with one of these, where it does not end the sentence."""
ADVERBS: Final = word_set(
    "also always already actually all almost basically both certainly even ever finally first"
    " honestly just kind kinda later literally maybe mostly myself never not now often only"
    " ourselves probably quickly rather really simply so sometimes soon sort still then there"
    " therefore together today too usually um uh themselves himself herself"
)
AUXILIARIES: Final = word_set(
    "is was are were am has have had do does did can could will would shall should may might must"
    " isn't wasn't aren't weren't hasn't haven't hadn't don't doesn't didn't can't couldn't won't"
    " wouldn't shouldn't cannot ain't mustn't needn't 's"
)
PASTS: Final = word_set(
    "ate became began bent bet bit bled blew bought bred broke brought built burnt burst came"
    " caught chose clung cost crept cut dealt did drank dreamt drew drove dug fed fell felt flew"
    " forgave forgot fought found froze gave got grew had heard held hid hit hung hurt kept knew"
    " laid lay leapt learnt led left lent let lit lost made meant met overheard overran paid put"
    " quit ran rang read rebuilt redid rewrote rode rose said sang sank sat saw sent set shook"
    " shot showed shrank shut slept slid snuck sold spent spelt spoke split spread sprang stood"
    " stole struck stuck swam swept swore swung taught thought threw told took tore understood"
    " undid upset used went wept withdrew woke won wore wound wrote"
)
NO_PASTS: Final = word_set("hundred indeed speed breed naked sacred kindred wicked")
PRESENTS: Final = word_set(
    "asks becomes belongs brings calls carries checks comes costs counts cuts feels finds gets"
    " gives goes happens helps holds keeps knows lets lives loses looks makes matters means needs"
    " owns pays prints puts reads runs says sees seems sends sets shows sits starts stands stays"
    " stops takes talks tells tries uses wants works writes belong come get go keep know make mean"
    " need say take use want work"
)
ALSO_NOUNS: Final = word_set("use work need say")
"""Of these, what is a noun behind a noun."""
SPEECH: Final = word_set(
    "said says saying say told tell tells asked asks explained replied answered thought think wrote"
    " realized realised decided knew know noticed felt insisted argued suggested figured meant"
    " showed shouted promised admitted agreed is was"
)
"""After one of these and a mark, what was said or thought goes on."""
POINTS_BACK: Final = word_set("it they them he she him his her its their there")
"""Somebody or something that was named before."""
GOES_ON: Final = word_set(
    "but except unless if or not until till only without instead rather where than"
)
"""What was said before one of these is not all that was meant."""
HEARERS: Final = word_set("me him her them us you it myself everybody everyone people all")
NOT_NAMED: Final = (
    PREPOSITIONS | DETERMINERS | TIES | ADVERBS | UNDER | UNDER_OR_NOT | RELATIVE
    | AUXILIARIES | word_set("me him us them to")
)  # fmt: skip
"""No word names somebody or something that is one of these."""
