"""Words by which a line of a CV is told: what is done, what changes, what is no story. Pure."""

from typing import Final

from mockint.text.normalize import word_set
from mockint.text.stems import root


def _roots(text: str) -> frozenset[str]:
    return frozenset(map(root, text.split()))


CHANGES: Final = _roots(
    "cut reduce decrease lower shrink shorten halve trim slash minimize drop eliminate prevent"
    " avoid increase raise grow boost lift improve expand double triple quadruple accelerate"
    " speed save recover recoup regain win earn generate exceed beat surpass achieve attain"
    " deliver gain bring turn free stop resolve clear hit secure outperform reverse"
)
"""Deeds that are told by what they changed."""

STRONG: Final = CHANGES | _roots(
    "lead build create develop design launch found start establish introduce implement initiate"
    " set install write rewrite redesign rebuild reorganize restructure replace automate migrate"
    " move convert simplify streamline standardize consolidate merge negotiate persuade convince"
    " propose pioneer spearhead train teach coach mentor hire recruit onboard develop organize"
    " plan run direct head chair champion drive push own manage supervise oversee coordinate"
    " investigate trace find identify discover detect diagnose debug solve fix repair rescue"
    " catch analyze audit measure test validate research survey interview map model forecast"
    " predict publish present ship deploy release integrate scale refactor optimize tune"
    " configure sell close open pitch raise sign source switch renegotiate reconcile catalog"
    " digitize translate rewire remodel relocate transform revamp overhaul roll produce edit"
    " draft compile curate volunteer mobilize unite mediate calm de-escalate advocate secure"
    " fundraise pilot trial adapt differentiate tutor assess triage treat administer nurse"
    " discharge admit screen schedule re-slot slot pick pack load unload receive dispatch count"
    " label inspect calibrate weld machine assemble cook cater serve handle process answer place"
    " invent craft apply make take give hold keep complete finish pass earn engineer architect"
    " prototype instrument benchmark containerize parallelize cache shard document restock"
    " merchandise reset relaunch refresh retain reopen rework reroute reslot reschedule rotate"
    " cross-train enroll dig facilitate moderate steer guide lobby collect compare calculate"
    " visualize query cleanse clean extract consult advise conduct perform execute operate"
    " maintain monitor track review enforce enable provide arrange prepare compose illustrate"
    " photograph film direct co-found co-lead co-write co-author author partner collaborate"
    " orchestrate shepherd lift unblock tackle nominate appoint promote transition convert"
    " centralize decentralize harmonize fund grow"
)
"""Deeds in the first word of a line, by root."""

IRREGULAR_CHANGES: Final = word_set("cut grew shrank rose won brought beat sped hit")
IRREGULAR: Final = IRREGULAR_CHANGES | word_set(
    "led built wrote rewrote ran drove oversaw taught made took gave held kept began chose"
    " found caught sold spoke brought grew won set got met shrank rebuilt spun undertook threw"
    " stood dug co-led co-wrote bought swept split spent dealt fought sought put reset told"
    " withdrew drew"
)
"""Their past, where it is no form with "ed"."""

WEAK: Final = _roots(
    "assist help support participate contribute attend work liaise ensure maintain monitor"
    " perform provide handle process answer operate use prepare collaborate partner serve"
    " conduct execute complete review track coordinate schedule administer deal meet respond"
    " care manage supervise oversee"
) | word_set("oversaw dealt met")
"""Of the deeds: what many people do every day. Such a line needs more to be a story."""

NO_DEED: Final = word_set(
    "experienced skilled dedicated motivated detailed certified qualified accomplished seasoned"
    " talented committed educated graduated registered licensed based related required needed"
    " fixed-term limited awarded selected recognized recognised named nominated promoted ranked"
    " elected honored honoured invited trusted assigned tasked employed bilingual gifted rated"
    " assisted-living varied valued interested involved exposed reported supposed speed"
)
"""Words that end as a deed does and tell none, or what was done to the person."""

MAYBE_DEED: Final = word_set(
    "advanced focused united applied combined integrated distributed mixed used shared included"
)
"""Deeds where they have an object ("Integrated a service"), else words for a thing ("Integrated
systems"):"""
OBJECTS: Final = word_set("a an the our my all both two three every")
"""an object begins with one of these."""

NOUNS_AFTER: Final = word_set(
    "engineer engineering manager management specialist assistant associate analyst developer"
    " officer director lead leader teacher nurse consultant supervisor coordinator intern"
    " scientist skills skill knowledge experience proficiency development design testing data"
    " stack tools team department services service center centre school hospital clerk driver"
    " operator guard representative technician executive editor writer designer trainer coach"
    " tutor volunteer certificate license award control planning warehouse store sales marketing"
)
"""After the first word these say that it is no verb: "Lead Engineer", "Training skills"."""

ADVERBS: Final = word_set(
    "successfully personally single-handedly singlehandedly i also then consistently jointly"
    " independently proactively quickly later additionally and we effectively directly regularly"
    " voluntarily initially currently recently quietly formerly"
)
"""Before the verb of a deed."""

OWN: Final = word_set(
    "i myself single-handedly singlehandedly personally sole solely first alone independently"
    " unprompted"
)
OWN_ROOTS: Final = _roots("initiate propose found pioneer volunteer invent spearhead start") | {
    "began", "founded", "suggest",
}  # fmt: skip
"""What says that it was the person's own doing."""

ENDS: Final = _roots("eliminate prevent stop resolve solve remove halve double triple")
"""Of the changes: what needs no figure, for nothing of it is left, or it is told how much."""

OUTCOMES: Final = (
    *("resulting in", "which led to", "leading to", "so that", "which let", "that let", "won "),
    *("adopted by", "now used", "still used", "still in use", "used by", "as a result", "to all"),
    *("which became", "that became", "the first time", "without any", "with no", "zero"),
    *("no longer", "ahead of schedule", "on time", "under budget", "became the standard", "award"),
    *("company standard", "rolled out to", "kept as", "since then", "copied by"),
)
"""What came of it, said without a figure."""

LABELS: Final = word_set(
    "year years grade level band iso windows office python java version v tier type phase class"
    " unit room ward section article stage key page step top act route league ks k p form"
    " chapter part pci soc http ipv world covid covid-19 angular vue es postgresql php net sap s"
    " h2 sql"
)
"""Before a figure these make it a name: "Year 9", "Band 6", "ISO 9001"."""

WORK: Final = word_set(
    "experience employment work career professional history projects project achievements"
    " accomplishments highlights leadership volunteering volunteer internships internship"
    " positions roles appointments placements placement practice teaching clinical research"
    " activities extracurricular community military selected key engagements"
)
ASIDE: Final = word_set(
    "education academic qualifications skills competencies competences certifications"
    " certificates certification licenses licences license training courses coursework languages"
    " interests hobbies references referees summary profile objective about contact details"
    " personal publications awards honors honours memberships affiliations technologies tools"
    " technical technology expertise strengths statement links portfolio keywords proficiencies"
    " software declaration availability licensure credentials"
)
"""Words of headings, by what stands below them."""
HEADING_WORDS: Final = (
    WORK | ASIDE | word_set("and & of my other additional relevant recent core the")
)
