"""Our content, read as the program reads it, and a person's own beside it."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mockint.content.checks import SLOTS
from mockint.content.load import load
from mockint.content.types import Cues, Library
from mockint.domain import FAULTS, FIELDS, STRENGTHS, THEMES
from mockint.errors import ContentError
from mockint.locations import content_dir
from tests.support import toy_pack

OURS = content_dir()
DOC = Path(__file__).resolve().parents[2] / "docs" / "content.md"

PRINCIPLES = [
    "customer-obsession",
    "ownership",
    "invent-and-simplify",
    "are-right-a-lot",
    "learn-and-be-curious",
    "hire-and-develop-the-best",
    "insist-on-the-highest-standards",
    "think-big",
    "bias-for-action",
    "frugality",
    "earn-trust",
    "dive-deep",
    "have-backbone-disagree-and-commit",
    "deliver-results",
    "strive-to-be-earths-best-employer",
    "success-and-scale-bring-broad-responsibility",
]


@pytest.fixture(scope="module")
def library() -> Library:
    return load(OURS)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_read_again_only_where_a_file_changed_came_or_went(tmp_path: Path) -> None:
    own, elsewhere = tmp_path / "own", tmp_path / "elsewhere"
    elsewhere.mkdir()
    own.mkdir()
    (own / "walkthroughs").symlink_to(elsewhere, target_is_directory=True)
    bare = load(OURS, own)
    assert load(OURS, own) is bare
    question = '[[questions]]\nslug = "mine"\nprinciple = "ownership"\nask = "{}"\n'
    write(own, "questions.toml", question.format("What did you own?"))
    asked = load(OURS, own)
    assert asked.questions["mine"].ask == "What did you own?"
    write(own, "questions.toml", question.format("What did you run?"))
    assert load(OURS, own).questions["mine"].ask == "What did you run?"
    broken = write(elsewhere, "mine.toml", "[")
    for _ in range(2):
        with pytest.raises(ContentError):
            load(OURS, own)
    broken.unlink()
    (own / "questions.toml").unlink()
    assert load(OURS, own) == bare


# ---------------------------------------------------------------- ours


def test_all_sixteen_principles_in_our_words(library: Library) -> None:
    assert list(library.principles) == PRINCIPLES
    for principle in library.principles.values():
        assert principle.sentence.startswith("Show ")
        assert principle.sentence.count(".") == 1


@pytest.mark.parametrize("principle", PRINCIPLES)
def test_four_questions_a_principle_besides_walkthroughs(library: Library, principle: str) -> None:
    plain = [q for q in library.questions.values() if q.slug not in library.walkthroughs]
    assert sum(q.principle == principle for q in plain) >= 4


def test_each_question_asks_one_thing_aloud(library: Library) -> None:
    asks = [question.ask for question in library.questions.values()]
    assert len(set(asks)) == len(asks)
    for ask in asks:
        assert re.fullmatch(r"[A-Z][^.?!\n]*[.?]", ask), ask
        assert 6 <= len(ask.split()) <= 30, ask


def test_questions_do_not_all_begin_alike(library: Library) -> None:
    for principle in PRINCIPLES:
        asks = [q.ask for q in library.questions.values() if q.principle == principle]
        assert len({" ".join(ask.split()[:2]) for ask in asks}) >= 3, principle


def test_every_theme_can_be_asked_in_five_ways_two_without_the_candidates_words(
    library: Library,
) -> None:
    assert list(library.probes) == list(THEMES)
    for probe in library.probes.values():
        assert len(probe.wordings) >= 5
        assert sum(not wording.slot for wording in probe.wordings) >= 2
        assert any(wording.slot == "quote" for wording in probe.wordings)
        assert probe.weak_signals
        for wording in probe.wordings:
            assert wording.text[0].isupper()
            assert wording.text.endswith("?")


def test_wordings_are_never_the_same(library: Library) -> None:
    texts = [wording.text for probe in library.probes.values() for wording in probe.wordings]
    assert len(set(texts)) == len(texts)


def test_cues_stand_once_and_explain_themselves(library: Library) -> None:
    cues = library.cues
    for listed in (cues.fillers, cues.filler_phrases, cues.hedges):
        assert len(set(listed)) == len(listed)
    phrases = [item.phrase for item in cues.fault_phrases]
    assert len(set(phrases)) == len(phrases)
    assert {"um", "uh", "er"} <= set(cues.fillers)
    assert not set(cues.hedges) & {*cues.fillers, *cues.filler_phrases}
    assert {
        "my manager asked me",
        "i escalated it and they fixed it",
        "we collectively decided",
        "the team was happy",
        "communication is important",
    } <= set(phrases)
    assert {item.signal for item in cues.fault_phrases} >= set(FAULTS) - {"architecture_detour"}


@pytest.mark.parametrize("pack", ["amazon", "general"])
def test_every_signal_has_its_wording_in_every_pack(pack: str) -> None:
    bar = load(OURS, pack=OURS / pack).pack.bar
    assert set(bar.signals) == {*STRENGTHS, *FAULTS}
    for signal in bar.signals.values():
        assert ("Amazon" in signal.means) == (pack == "amazon"), signal.name
        assert not signal.gives_example, f"{signal.name}: it would be the only example"
        assert set(signal.examples) == set(FIELDS), signal.name
        assert len(signal.title.split()) <= 8


def test_what_is_not_heard_reliably_is_asked(library: Library) -> None:
    signals = library.pack.bar.signals
    unsure = {one.name for one in signals.values() if not one.heard_reliably}
    assert {"scope_boundary", "self_noticed", "nobody_asked", "trade_off"} <= unsure
    assert unsure <= set(STRENGTHS), "a fault is found or not; its absence needs no question"
    for name in unsure:
        question = signals[name].question
        assert "?" in question
        assert question.endswith("I did not hear it.") or "I did not hear" in question


def test_every_walkthrough_is_loaded_and_no_principle_has_two(library: Library) -> None:
    written = {path.stem for path in (OURS / "amazon" / "walkthroughs").glob("*.toml")}
    assert set(library.walkthroughs) == written
    assert len({study.principle for study in library.walkthroughs.values()}) == len(written) >= 5
    for slug, study in library.walkthroughs.items():
        assert library.questions[slug] == study.question


def test_a_pack_needs_no_walkthroughs_and_no_lenses(tmp_path: Path, library: Library) -> None:
    for path in (OURS / "amazon").glob("*.toml"):
        if path.name != "lenses.toml":
            shutil.copy(path, tmp_path)
    bare = load(OURS, pack=tmp_path)
    assert not bare.walkthroughs
    assert not bare.lenses
    assert bare.probes == library.probes


@pytest.mark.parametrize("pack", ["amazon", "general"])
def test_every_principle_of_ours_has_a_lens_and_four_questions(pack: str) -> None:
    there = load(OURS, pack=OURS / pack)
    assert list(there.lenses) == list(there.principles)
    for principle in there.principles:
        assert sum(one.principle == principle for one in there.questions.values()) >= 4


def test_the_module_is_light_until_something_is_read() -> None:
    code = "import sys, mockint.content.load; print('pydantic' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"


# ---------------------------------------------------------------- own folder


def test_a_missing_or_empty_own_folder_changes_nothing(tmp_path: Path, library: Library) -> None:
    assert load(OURS, tmp_path / "none") == library
    assert load(OURS, tmp_path) == library


def test_own_items_replace_ours_by_name(tmp_path: Path, library: Library) -> None:
    slug = next(s for s in library.questions if s not in library.walkthroughs)
    write(
        tmp_path,
        "principles.toml",
        '[[principles]]\nslug = "own-way"\ntitle = "Own Way"\nsentence = "Ours."\n',
    )
    write(
        tmp_path,
        "questions.toml",
        f'[[questions]]\nslug = "{slug}"\nprinciple = "own-way"\nask = "Mine?"\n'
        '[[questions]]\nslug = "new-one"\nprinciple = "frugality"\nask = "New?"\n',
    )
    write(
        tmp_path,
        "probes.toml",
        '[[probes]]\ntheme = "scope"\nlooks_for = "Mine."\nwordings = [{ text = "Whose?" }]\n',
    )
    write(
        tmp_path,
        "bar.toml",
        '[[signals]]\nname = "waited"\ntitle = "Mine"\nmeans = "This."\ninstead = "That."\n'
        'note = "So."\n[[principles]]\nslug = "own-way"\nexpected = ["root_cause"]\n',
    )
    joined = load(OURS, tmp_path)
    assert joined.questions[slug].ask == "Mine?"
    assert joined.questions["new-one"].principle == "frugality"
    assert len(joined.questions) == len(library.questions) + 1
    assert joined.probes["scope"].looks_for == "Mine."
    assert joined.probes["impact"] == library.probes["impact"]
    assert joined.pack.bar.signals["waited"].title == "Mine"
    assert joined.pack.bar.principles["own-way"] == ("root_cause",)
    assert set(joined.principles) == {*PRINCIPLES, "own-way"}


def test_own_cues_are_joined_and_lists_may_be_left_out(tmp_path: Path, library: Library) -> None:
    write(
        tmp_path,
        "cues.toml",
        'fillers = ["um", "ehm"]\n[[fault_phrases]]\nphrase = "the team was happy"\n'
        'signal = "vague_action"\n',
    )
    cues: Cues = load(OURS, tmp_path).cues
    assert cues.fillers == (*library.cues.fillers, "ehm")
    assert cues.hedges == library.cues.hedges
    assert len(cues.fault_phrases) == len(library.cues.fault_phrases)
    assert [one.signal for one in cues.fault_phrases if one.phrase == "the team was happy"] == [
        "vague_action"
    ]


def test_a_later_own_folder_replaces_an_earlier_one(tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = f'[[questions]]\nslug = "q"\nprinciple = "frugality"\nask = "{name}?"\n'
        write(tmp_path / name, "questions.toml", text)
    assert load(OURS, tmp_path / "one", tmp_path / "two").questions["q"].ask == "two?"


def test_wrapped_text_is_joined_and_paragraphs_stay(tmp_path: Path) -> None:
    ask = '"""\nTell me\n  about  a time\nthat\n\nyou waited."""'
    text = f'[[questions]]\nslug = "q"\nprinciple = "frugality"\nask = {ask}\n'
    write(tmp_path, "questions.toml", text.replace("\n", "\r\n"))
    assert load(OURS, tmp_path).questions["q"].ask == "Tell me about a time that\n\nyou waited."


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    text = '\ufeff[[questions]]\nslug = "q"\nprinciple = "frugality"\nask = "Qué?"\n'
    write(tmp_path, "questions.toml", text)
    assert load(OURS, tmp_path).questions["q"].ask == "Qué?"


def test_an_own_file_with_everything_commented_out_is_as_none(
    tmp_path: Path, library: Library
) -> None:
    for name in ("questions.toml", "probes.toml", "cues.toml", "examples.toml", "fields.toml"):
        write(tmp_path, name, "# later\n")
    write(tmp_path, "walkthroughs/.story.toml", "an editor's leftover")
    assert load(OURS, tmp_path) == library


# ---------------------------------------------------------------- the guide


def doc_files() -> dict[str, str]:
    blocks = re.findall(r"```toml\n# (\S+)\n(.*?)```", DOC.read_text(encoding="utf-8"), re.S)
    return dict(blocks)


def test_every_example_of_the_guide_loads(tmp_path: Path, library: Library) -> None:
    files = {name: text for name, text in doc_files().items() if not name.startswith("acme/")}
    assert len(files) == 8
    for name, text in files.items():
        write(tmp_path, name, text)
    joined = load(OURS, tmp_path)
    assert joined.questions["my-database-move"].principle == "deliver-results"
    assert list(joined.walkthroughs["allergy-labels"].parts) == [
        "situation",
        "task",
        "action",
        "result",
        "reflection",
    ]
    assert len(joined.probes["own_part"].wordings) == 2
    assert "ehm" in joined.cues.fillers
    assert "at noon" in joined.pack.bar.signals["root_cause"].advice("shop")
    assert "bagel" in joined.fields["shop"].hint


def test_the_guides_pack_and_bar_load(tmp_path: Path) -> None:
    """Its blocks take their place in a whole pack, as a person would put them there."""
    files = {name: tomllib.loads(text) for name, text in doc_files().items() if "acme/" in name}
    shown = files["acme/bar.toml"]
    [signal], [area], [principle] = (shown[name] for name in ("signals", "areas", "principles"))

    def as_shown(bar: toy_pack.Table) -> None:
        for one in bar["signals"]:
            if one.get("area"):
                one["area"] = area["name"]
        bar["signals"] = [
            signal if one["name"] == signal["name"] else one for one in bar["signals"]
        ]
        bar.update(areas=[area], expected=shown["expected"])
        [lead] = shown["levels"]
        bar["levels"] = [{**lead, "name": "mid"}, lead]
        bar["principles"][0]["expected"] = principle["expected"]

    folder = toy_pack.make(
        tmp_path / "acme", lambda pack: pack.update(files["acme/pack.toml"]), as_shown
    )
    pack = load(OURS, pack=folder).pack
    assert pack.level_names == ("mid", "lead")
    assert pack.bar.signals["root_cause"].title == "The real cause"
    assert pack.bar.levels["lead"].strong_needs == ("systemic_insight",)


def test_cues_of_the_guides_walkthrough_stand_in_its_example(tmp_path: Path) -> None:
    write(tmp_path, "walkthroughs/a.toml", doc_files()["walkthroughs/allergy-labels.toml"])
    for part in load(OURS, tmp_path).walkthroughs["allergy-labels"].parts.values():
        for cue in part.cues:
            assert cue.lower() in part.example.lower()


@pytest.mark.parametrize("name", [*THEMES, *STRENGTHS, *FAULTS, *(f"{{{slot}}}" for slot in SLOTS)])
def test_the_guide_names_all_that_a_file_may_name(name: str) -> None:
    assert f"`{name}`" in DOC.read_text(encoding="utf-8")


def test_the_guide_shows_the_error_as_it_is(tmp_path: Path) -> None:
    broken = doc_files()["questions.toml"].replace("deliver-results", "deliver-result")
    write(tmp_path, "questions.toml", broken)
    with pytest.raises(ContentError) as error:
        load(OURS, tmp_path)
    shown = str(error.value).replace(str(tmp_path), "~/.config/mockint/content")
    assert shown in DOC.read_text(encoding="utf-8")
