"""Weights belong to answers and features: a changed feature is noticed."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mockint.star.conduct import conduct_model
from mockint.star.probes import rank
from mockint.star.segmenter import crf, features, lexicon, sentences, tokens
from mockint.star.signals import model
from mockint.star.signals.model import signal_model
from mockint.star.signals.patterns import every_pattern
from mockint.star.story import second, shape
from mockint.star.story.model import story_model
from mockint.text.reading import read_text
from training import feature_hash
from training.answers import FOLDER, answers_hash, read, trained_on
from training.feature_hash import (
    SENTENCES,
    conduct_source,
    features_hash,
    part_rows,
    parts_source,
    signal_rows,
    signals_source,
    story_rows,
    story_source,
)
from training.readings import READINGS

RETRAIN = "the answers or features changed: python -m training train"


def test_the_shipped_weights_belong_to_answers_and_features() -> None:
    assert crf.packaged().about["source"] == parts_source(), RETRAIN
    assert signal_model().source == signals_source(), RETRAIN
    assert story_model().source == story_source(), RETRAIN
    assert conduct_model().source == conduct_source(), RETRAIN
    kept = json.loads(Path(rank.__file__).with_name(rank.WEIGHTS_FILE).read_text())
    assert kept["source"] == signals_source(), RETRAIN


def test_the_hashes_are_the_same_in_another_process() -> None:
    program = (
        "from training.feature_hash import parts_source, signals_source\n"
        "print(parts_source(), signals_source(), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=SENTENCES.parents[1],
    )
    assert done.stdout.splitlines() == [parts_source(), signals_source()]


def test_the_order_of_names_and_the_last_digits_do_not_count() -> None:
    assert features_hash([{"a": 1 / 3, "b": 2.0}]) == features_hash([{"b": 2.0, "a": 0.3333333}])
    assert features_hash([{"a": 1.0}]) != features_hash([{"a": 1.001}])
    assert features_hash([{"a": 1.0}, {}]) != features_hash([{}, {"a": 1.0}])


PARTS, SIGNALS, STORY = part_rows, signal_rows, story_rows


@pytest.mark.parametrize(
    ("module", "name", "changed", "rows"),
    [
        (features, "_NEIGHBOURS", ((-1, "P", 0.4),), PARTS),
        (features, "stem", lambda token: token, PARTS),
        (lexicon, "_MEANINGS", {}, PARTS),
        (tokens, "_FILLERS", frozenset(), PARTS),
        (sentences, "_SHORTEST_PAUSE_S", 0.5, PARTS),
        (feature_hash, "context", lambda chances, _words: chances, PARTS),
        (crf, "key", len, PARTS),
        (model, "beginning", lambda word: word[:6], SIGNALS),
        (model, "every_pattern", lambda: every_pattern()[:-1], SIGNALS),
        (feature_hash, "read_text", lambda words: read_text(words[:-1]), SIGNALS),
        (rank, "PRINCIPLE_SHARE", 1.0, SIGNALS),
        (feature_hash, "CUES", {}, STORY),
        (feature_hash, "terms", lambda text: {text: 1}, STORY),
        (shape, "_PERSON", frozenset(), STORY),
        (second, "SHORTEST", 9, STORY),
    ],
)
def test_a_changed_feature_changes_the_hash(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, changed: Any, rows: Any
) -> None:
    before = features_hash(rows())
    monkeypatch.setattr(module, name, changed)
    assert features_hash(rows()) != before


def test_the_fixed_sentences_show_every_pattern() -> None:
    said = [read_text(text.split()) for answer in read(SENTENCES) for text in answer.sentences]
    unseen = [name for name, pattern in every_pattern() if not any(map(pattern.search, said))]
    assert unseen == []


def test_the_fixed_sentences_show_every_kind_of_feature() -> None:
    """Kinds, groups of meaning and shapes that the weights' own answers have."""
    seen = {name for row in part_rows() for name in row}
    kinds = {name.partition(":")[0] for name in seen if ":" in name}
    said = {"w", "t", "b", "b3", "o", "x", "x2", "s", "s3", "m", "m3", "os", "subj", "acts", "n"}
    placed = {"len", "c", "p", "pa", "pe", "first", "last", "x@0", "x@1", "x@2", "s@0", "s@2"}
    around = {"Pw", "Px", "Ps", "Nw", "Nx", "Ns", "PPw", "PPx", "NNw", "NNx"}
    between = {"ends", "opens", "between"}
    assert said | placed | around | between <= kinds
    assert {"tense", "present", "new", "again", "linked", "opening", "P#", "NN#"} <= seen
    assert {"no pauses", "pause", "pause share", "pause seconds", "pause over usual"} <= seen
    assert {f"x:{group}" for group in lexicon._MEANING_WORDS} <= seen
    shapes = {shape for name in seen if name.startswith("s:") for shape in name[2:].split("_")}
    assert set(lexicon._SHAPE_WORDS) <= shapes
    kinds = {re.split("[:.&]", name)[0] for row in signal_rows() for name in row}
    assert {"part", "place", "pattern", "before", "after", "figure", "long", "level"} <= kinds


def test_the_hash_of_the_answers_tells_their_content_names_and_order(tmp_path: Path) -> None:
    one, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    one.write_text("1\n")
    other.write_text("1\n")
    hashes = {answers_hash(paths) for paths in ([one], [other], [one, other], [other, one])}
    other.write_text("2\n")
    assert len(hashes | {answers_hash([other])}) == 5
    of_answers = {path for path in FOLDER.rglob("*") if path.is_file()}
    assert {*trained_on()} == {*of_answers, READINGS}
