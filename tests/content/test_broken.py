"""Every way a content file can be broken, and the one line that says so."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.content.load import load
from mockint.errors import ContentError
from mockint.locations import content_dir

OURS = content_dir()
DOC = Path(__file__).resolve().parents[2] / "docs" / "content.md"
STUDY = (
    DOC.read_text(encoding="utf-8").partition("# walkthroughs/allergy-labels.toml\n")[2]
).partition("```")[0]

QUESTION = '[[questions]]\nslug = "mine"\nprinciple = "frugality"\nask = "Tell me of it."\n'
PRINCIPLE = '[[principles]]\nslug = "mine"\ntitle = "Mine"\nsentence = "Show it."\n'
PROBE = """[[probes]]
theme = "scope"
looks_for = "Whose it was."
[[probes.wordings]]
text = "Whose job was it?"
[[probes.wordings]]
text = "You said, '{quote}'. Was it yours?"
slot = "quote"
[[probes.drill_downs]]
text = "And then?"
"""
CUES = """fillers = ["ehm"]
[[fault_phrases]]
phrase = "it is what it is"
signal = "generic_reflection"
"""
BAR = '[[signals]]\nname = "waited"\ntitle = "T"\nmeans = "M"\ninstead = "I"\nnote = "N."\n'
EXAMPLES = '[examples.waited]\nshop = "I swept."\n'
FIELDS = '[fields.shop]\nsure = ["cash desk"]\n[fields.care]\nhint = ["bed"]\n'
VALID = {
    "questions.toml": QUESTION,
    "principles.toml": PRINCIPLE,
    "probes.toml": PROBE,
    "cues.toml": CUES,
    "bar.toml": BAR,
    "examples.toml": EXAMPLES,
    "fields.toml": FIELDS,
    "walkthroughs/story.toml": STUDY,
}


@dataclass(frozen=True)
class Broken:
    """Replace ``old`` by ``new`` in the valid file; ``said`` stands in the message."""

    file: str
    old: str
    new: str
    said: str


def q(old: str, new: str, said: str) -> Broken:
    return Broken("questions.toml", old, new, said)


def p(old: str, new: str, said: str) -> Broken:
    return Broken("probes.toml", old, new, said)


def c(old: str, new: str, said: str) -> Broken:
    return Broken("cues.toml", old, new, said)


def w(old: str, new: str, said: str) -> Broken:
    return Broken("walkthroughs/story.toml", old, new, said)


BROKEN = [
    # fields
    q('ask = "Tell me of it."\n', "", ": questions 1 (mine): field ask is missing (expected: slug"),
    q(
        "of it.",
        "a" * 1_001,
        "(mine) > ask: a word of 1001 letters (expected at most",
    ),
    q("of it.", "a " * 10_001, "> ask: a text of 20010 letters (expected at most 20000"),
    q("ask =", "aks =", ": questions 1 (mine): unknown field aks (expected: slug, ask, principle;"),
    q("ask =", "aks =", "nearest: ask)"),
    q("[[questions]]", "[[question]]", ": unknown field question (expected: questions; nearest: q"),
    q('"Tell me of it."', "3", ": questions 1 (mine) > ask: found a number (expected text in quo"),
    q('"Tell me of it."', "[]", ": questions 1 (mine) > ask: found a list (expected text in quo"),
    q('"Tell me of it."', "2026-11-21", ": questions 1 (mine) > ask: found a date or time"),
    q(QUESTION, 'questions = "none"', ": questions: found text (expected a list"),
    q(QUESTION, "questions = [1]", ": questions 1: found a number (expected a table of fields)"),
    q('"Tell me of it."', '"  "', ": questions 1 (mine) > ask: empty (expected some text)"),
    q('"mine"', '""', ": questions 1 (Tell me of it.) > slug: empty"),
    q('"frugality"', '"frugalty"', ": questions 1 (mine) > principle: unknown principle 'frugal"),
    q('"frugality"', '"frugalty"', "expected a slug from principles.toml; nearest: frugality)"),
    q('"mine"', '"Mine"', ": questions 1 (Mine) > slug: found 'Mine' (expected lower-case-words"),
    q('"mine"', '"my_own"', "> slug: found 'my_own' (expected lower-case-words-with-hyphens)"),
    q('"mine"', '"-mine"', "> slug: found '-mine'"),
    q('"mine"', '"mine--too"', "> slug: found 'mine--too'"),
    q(QUESTION, QUESTION * 2, ": questions 2 (mine) > slug: 'mine' is already used in questions 1"),
    q("Tell me", "Tell {team}", ": questions 1 (mine) > ask: braces (expected plain words"),
    # the file itself
    q('"mine"', '"mine', ", line 2: not valid TOML (expected name = value;"),
    q("[[questions]]", "\n\n[[questions]", ", line 3: not valid TOML"),
    q('ask = "Tell me of it."', "ask = [", ", line 5: not valid TOML"),
    q('ask = "Tell me of it."', 'slug = "b"', ", line 4: not valid TOML (the same field or tab"),
    q("Tell me", "Tell\\u0007 me", "> ask: a character that cannot be shown or spoken (U+0007)"),
    q("Tell me", "Tell \ufffd me", "> ask: a character that cannot be shown or spoken (U+FFFD)"),
    q("Tell me", "Don\u00e2\u20ac\u2122t", "> ask: a character that cannot be shown or spoken"),
    q("Tell me", "Tell \ue000 me", "(U+E000) (expected plain text, saved as UTF-8)"),
    q("ask =", '"a\\nb" =', "questions.toml: questions 1 (mine): unknown field a b (expected:"),
    # principles
    Broken("principles.toml", '"Mine"', "true", "principles 1 (mine) > title: found true or false"),
    Broken("principles.toml", '"mine"', '"a b"', "principles 1 (a b) > slug: found 'a b'"),
    # probes
    p(
        '"scope"',
        '"scop"',
        "probes.toml: probes 1 (scop) > theme: unknown 'scop' (expected one of:",
    ),
    p('slot = "quote"', "", " > wordings 2 (You said, '{quote}'. Was it yours?) > text: the tex"),
    p('slot = "quote"', "", "the text contains {quote} (expected slot = its name)"),
    p("{quote}", "x", "the text contains no slot (expected {quote} once, because slot is 'quote')"),
    p(
        "{quote}",
        "{team}",
        "the text contains {team} (expected {quote} once, because slot is 'quot",
    ),
    p("{quote}", "{quote} {quote}", "the text contains {quote} and {quote} (expected {quote} once"),
    p("{quote}", "{qoute}", "unknown slot {qoute} (expected {quote} or {number} or {team}"),
    p("{quote}", "{qoute}", "; nearest: quote)"),
    p("{quote}", "{}", "unknown slot {} (expected"),
    p("{quote}", "{quote", "a brace without a matching brace (expected {quote}"),
    p("{quote}", "{quote!r}", "a slot with : or ! in it"),
    p("{quote}", "{quote:>9}", "a slot with : or ! in it"),
    p('slot = "quote"', 'slot = "qoute"', "> slot: unknown 'qoute' (expected one of: quote, num"),
    p('text = "Whose job was it?"', 'text = "{we}?"\nslot = "we"', " > wordings: every wording ne"),
    p('"Whose job was it?"', '""', " > wordings 1 > text: empty"),
    p("looks_for", 'weak_signals = ["handed_of"]\nlooks_for', " > weak_signals 1: unknown 'han"),
    p('slot = "quote"', 'slot = "quote"\ndigs_into = "wit"', "unknown 'wit' (expected one of"),
    p(
        'slot = "quote"',
        'slot = "quote"\ndigs_into = "conduct"',
        " > because: nothing (expected one sentence that says why",
    ),
    p('"And then?"', '""', " > drill_downs 1 > text: empty"),
    p('"And then?"', '"{step}?"\nslot = "step"', " > slot: found 'step' (expected quote, which"),
    p('"And then?"', '"{quote}?"\nslot = "quote"', " > drill_downs: every wording needs the can"),
    p('"And then?"', '"And {quote}?"', "the text contains {quote} (expected slot = its name)"),
    Broken("probes.toml", '"scope"', '"scop"', "nearest: scope)"),
    Broken("probes.toml", PROBE, PROBE * 2, "probes 2 (scope) > theme: 'scope' is already used"),
    # cues
    c('"ehm"', '"Ehm"', "fillers 1: found 'Ehm' (expected lower-case words without punctuation"),
    c("is what", "is, what", "fault_phrases 1 (it is, what it is) > phrase: found 'it is, what"),
    c("fillers", "filers", "unknown field filers (expected: fillers, filler_phrases, hedges"),
    c('"generic_reflection"', '"generic"', "fault_phrases 1 (it is what it is) > signal: unknow"),
    c('"ehm"', "1", "fillers 1: found a number (expected text in quotes)"),
    # the bar
    Broken("bar.toml", '"waited"', '"waitd"', "unknown 'waitd' (expected one of: self_noticed"),
    Broken("bar.toml", BAR, BAR * 2, "signals 2 (waited) > name: 'waited' is already"),
    Broken(
        "bar.toml",
        'instead = "I"',
        'instead = "I"\nheard_reliably = false',
        "signals 1 (waited) > question: empty (expected a question for the candidate",
    ),
    Broken(
        "bar.toml",
        'instead = "I"',
        'instead = "I"\nheard_reliably = "no"',
        "signals 1 (waited) > heard_reliably: found text (expected true or false)",
    ),
    # kinds of work
    Broken(
        "examples.toml",
        "waited]",
        "waitd]",
        "examples.toml: examples > waitd: unknown 'waitd' (expected one of: self_noticed",
    ),
    Broken(
        "examples.toml",
        "shop",
        "shops",
        "examples.toml: examples > waited > shops: unknown 'shops' (expected one of: general, s",
    ),
    Broken("examples.toml", '"I swept."', '" "', "examples > waited > shop: empty (expected some"),
    Broken("examples.toml", "[examples.", "[example.", "examples.toml: unknown field example"),
    Broken("fields.toml", '"bed"', '"Bed"', "fields > care > hint 1: found 'Bed' (expected low"),
    Broken("fields.toml", '"cash desk"', '"a, b"', "fields > shop > sure 1: found 'a, b' (expe"),
    Broken("fields.toml", "sure =", "surely =", "fields > shop: unknown field surely (expected:"),
    Broken("fields.toml", "fields.care", "fields.cart", "fields > cart: unknown 'cart' (expected"),
    # walkthroughs
    w("[parts.task]", "[parts.tusk]", ": parts > tusk: unknown 'tusk' (expected one of: situation"),
    w("target_s = 90", 'target_s = "90"', ": parts > action > target_s: found text (expected a n"),
    w("target_s = 90", "target_s = inf", ": parts > action > target_s: found inf (expected an or"),
    w("target_s = 90", "target_s = nan", ": parts > action > target_s: found nan"),
    w("target_s = 90", "target_s = 0", ": parts > action > target_s: found 0 (expected seconds ab"),
    w("target_s = 90", "target_s = true", ": parts > action > target_s: found true or false"),
    w('cues = ["I kept", "I found", "I showed", "I set up"]', "cues = []", "action > cues: an emp"),
    w("answer = 1", "answer = 3", ": quiz 1 (Which sentence shows ownership best?) > answer: foun"),
    w(
        "answer = 1",
        "answer = -1",
        "> answer: found -1 (expected a number from 0 (the first option) to 2)",
    ),
    w("answer = 1", "answer = 1.5", "> answer: found a number (expected a whole number)"),
    w("answer = 1", 'answer = "1"', "> answer: found text (expected a whole number)"),
    w(
        ', "Nobody had asked me, but I decided not to wait.", "I told the office."',
        "",
        "1 given (e",
    ),
    w("answer = 1", 'answer = 1\ndifficulty = "tricky"', "> difficulty: unknown 'tricky' (expecte"),
    w('principle = "dive-deep"', 'principle = "dive"', ": lenses 1 > principle: unknown principl"),
    w('principle = "ownership"', 'principle = "own"', ": principle: unknown principle 'own'"),
    w('senior = "The office', 'seniour = "The office', ": reflections > seniour: unknown level 's"),
    w('sde2 = "I would', '# sde2 = "I would', ": reflections: sde2 is missing (expected a text re"),
    w("[levels.sde1]", "[levels.sde3]", ": levels > sde3: unknown level 'sde3' (expected one "),
    w('theme = "verification"', 'theme = "check"', ": probes 1 (check) > theme: unknown 'check'"),
    w("key_line =", "keyline =", ": probes 1 (verification) > strong: unknown field keyline (exp"),
    w("ask_reference = ", "#", ": probes 1 (verification): field ask_reference is missing"),
    w('ask = "How', 'ask = "{team}, how', ": probes 1 (verification) > ask: braces (expected plai"),
    w('slug = "allergy-labels"', 'slug = "Allergy"', ": slug: found 'Allergy'"),
    w(
        'slug = "allergy-labels"',
        'slug = "mine"',
        ": slug: 'mine' is already used in questions.toml",
    ),
    w('bar_raiser = "A kind', '#"', ": weak_answer: field bar_raiser is missing"),
]


def own_folder(tmp_path: Path, change: Broken | None = None) -> Path:
    for name, text in VALID.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        if change is not None and change.file == name:
            assert change.old in text, "the table is out of date"
            text = text.replace(change.old, change.new)  # noqa: PLW2901
        path.write_text(text, encoding="utf-8")
    return tmp_path


def error_of(*folders: Path) -> ContentError:
    with pytest.raises(ContentError) as caught:
        load(*folders)
    return caught.value


def test_the_valid_folder_is_valid(tmp_path: Path) -> None:
    assert load(OURS, own_folder(tmp_path)).questions["mine"].ask == "Tell me of it."


@pytest.mark.parametrize("change", BROKEN, ids=lambda b: b.said[:60])
def test_a_broken_file_says_where_and_what(change: Broken, tmp_path: Path) -> None:
    error = error_of(OURS, own_folder(tmp_path, change))
    line = str(error)
    assert change.said in line
    assert line.startswith(Path(change.file).name)
    assert "\n" not in line
    assert error.cause
    assert error.next_step == f"edit {tmp_path / change.file}"
    assert error.exit_code == 2
    assert "pydantic" not in line.lower()


def test_two_walkthroughs_of_one_slug(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    shutil.copy(folder / "walkthroughs/story.toml", folder / "walkthroughs/tale.toml")
    assert "tale.toml: slug: 'allergy-labels' is already used in story.toml" in str(
        error_of(OURS, folder)
    )


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = own_folder(tmp_path) / "questions.toml"
    path.write_bytes(f"# \n{QUESTION.replace('Tell', 'Qué')}".encode("latin-1"))
    line = str(error_of(OURS, tmp_path))
    assert line.startswith("questions.toml, line 5: not UTF-8")
    assert line.endswith(f"edit {path} and save it as UTF-8")


def test_no_bytes_at_all_make_anything_but_a_content_error(tmp_path: Path) -> None:
    path = own_folder(tmp_path) / "questions.toml"
    for junk in (
        b"\x00" * 9,
        os.urandom(200),
        b"\xff\xfe\xfd",
        b"[" * 5000,
        b"a = 1e999",
        b"a = " + b"9" * 9999,
        b"a = " + b"[" * 9999,
    ):
        path.write_bytes(junk)
        assert "questions.toml" in str(error_of(OURS, tmp_path))


TEXTS = sorted({piece for text in VALID.values() for piece in text.split()})


@given(
    name=st.sampled_from(list(VALID)),
    at=st.floats(0, 1),
    length=st.integers(0, 40),
    put=st.lists(st.sampled_from([*TEXTS, "\n", "{", "[[", "=", '"', "1e9", "\x00"]), max_size=4),
)
@settings(max_examples=80, deadline=None)
def test_any_edit_gives_content_or_a_content_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: float, length: int, put: list[str]
) -> None:
    folder = own_folder(tmp_path_factory.mktemp("own"))
    text = VALID[name]
    start = int(at * len(text))
    (folder / name).write_text(
        text[:start] + " ".join(put) + text[start + length :], encoding="utf-8"
    )
    said = f"{Path(name).name}: "
    try:
        load(OURS, folder)
    except ContentError as error:
        said = str(error)
    assert said.startswith(Path(name).name)
    assert "\n" not in said


def test_a_misspelt_file_name_in_an_own_folder(tmp_path: Path) -> None:
    (tmp_path / "question.toml").write_text(QUESTION, encoding="utf-8")
    line = str(error_of(OURS, tmp_path))
    assert line.startswith("question.toml: not a content file (expected principles.toml, ")
    assert f"nearest: questions.toml); try: rename {tmp_path / 'question.toml'}" in line


def test_things_that_are_not_files_or_folders(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("", encoding="utf-8")
    assert f"plain cannot be read ({plain} is a file, not a folder)" in str(error_of(OURS, plain))
    (tmp_path / "questions.toml").mkdir()
    assert "questions.toml cannot be read (it is a folder)" in str(error_of(OURS, tmp_path))
    (tmp_path / "questions.toml").rmdir()
    (tmp_path / "walkthroughs").write_text("", encoding="utf-8")
    told = f"walkthroughs cannot be read ({tmp_path}/walkthroughs is a file, not a folder)"
    assert told in str(error_of(OURS, tmp_path))
