"""Which part is what: the shipped weights, properties over any words, spans."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.domain import SEGMENTS, Segment
from mockint.star.segmenter import crf
from mockint.star.segmenter import label as parts
from mockint.star.segmenter.features import features
from mockint.star.segmenter.sentences import cut
from mockint.star.segmenter.tokens import tokens
from mockint.star.types import LabelledUnit, Unit
from mockint.transcribe.types import Transcript, Word
from training.answers import DEVELOPMENT, BadAnswers, read, read_all
from training.folds import folds, plots
from training.scoring import Tally, by_targets, heard
from training.speech import bare, say

STORY = (
    (
        "situation",
        "Last year I noticed that one in fifty of our parcels went to an old address.",
    ),
    ("task", "The address service wasn't ours and nobody had asked, so I decided to take it on."),
    ("action", "I pulled a month of orders and compared them with the address table."),
    (
        "action",
        "I wrote a test that moved a customer twice, and I fixed the cache.",
    ),
    (
        "result",
        "Wrong parcels went from two percent to zero, which saves nine thousand a month.",
    ),
    ("reflection", "What I learned is to ask who owns a number before I trust it."),
)


def spoken(sentences: Sequence[str], *, punctuated: bool = True) -> Transcript:
    words, now = [], 1.0
    for sentence in sentences:
        now += 0.6
        for text in sentence.split():
            for part in [text] if punctuated else bare(text):
                words.append(Word(part, now, now + 0.3))
                now += 0.35
    return Transcript(tuple(words), now, "test")


def labels(transcript: Transcript) -> list[str]:
    return [one.segment for one in parts.label(cut(transcript)) for _ in one.unit.words]


def test_weights_are_small_and_in_order() -> None:
    weights = crf.packaged()
    assert crf.WEIGHTS_FILE.stat().st_size < 3_000_000
    assert np.all(np.diff(weights.keys.astype(np.int64)) > 0)
    assert weights.values.shape == (len(weights.keys), len(crf.LABELS))
    assert np.isfinite(weights.values).all()


@pytest.mark.parametrize("punctuated", [True, False])
def test_a_plain_story_is_heard_part_by_part(punctuated: bool) -> None:
    transcript = spoken([text for _, text in STORY], punctuated=punctuated)
    found = parts.spans(parts.label(cut(transcript)))
    assert [span.segment for span in found] == list(SEGMENTS)


def test_greeting_and_closing_are_asides_that_keep_time_with_a_neighbour() -> None:
    said = [
        "Okay, good question, let me think.",
        *(text for _, text in STORY),
        "So yeah, that's my example.",
    ]
    found = parts.label(cut(spoken(said)))
    assert [one.aside for one in found] == [True, *[False] * len(STORY), True]
    assert found[0].segment == "situation"
    assert found[-1].segment == "reflection"


def test_capitals_and_fillers_change_nothing() -> None:
    plain = [text for _, text in STORY]
    hesitant = [text.upper().replace("I ", "um, I ", 1) for text in plain]
    assert [one.segment for one in parts.label(cut(spoken(hesitant)))] == [
        one.segment for one in parts.label(cut(spoken(plain)))
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("0.3% of it", "<num> percent of it"),
        ("zero point three percent of it", "<num> percent of it"),
        ("$8,000 a week", "<num> <money> a week"),
        ("eight thousand dollars a week", "<num> <money> a week"),
        ("I, I didn't, um, know", "i did n't know"),
        ("it was, it was late", "it was late"),
        ("You know, I'm gonna fix it", "i 'm going to fix it"),
        ("one of them", "one of them"),
        ("uh", ""),
        ("— … %", "percent"),
    ],
)
def test_tokens_level_what_engines_write_differently(said: str, expected: str) -> None:
    assert " ".join(tokens(said.split())) == expected


def _unit(start: float, end: float) -> Unit:
    return Unit((Word("word", start, end),))


def test_spans_run_to_the_next_first_word_and_the_last_to_the_last_word() -> None:
    order: list[tuple[Segment, float, float]] = [
        ("situation", 1.0, 2.0),
        ("situation", 2.5, 3.0),
        ("action", 4.0, 5.0),
        ("situation", 6.5, 7.0),
    ]
    found = parts.spans([LabelledUnit(_unit(a, b), s) for s, a, b in order])
    assert [(one.segment, one.start, one.end) for one in found] == [
        ("situation", 1.0, 4.0),
        ("action", 4.0, 6.5),
        ("situation", 6.5, 7.0),
    ]


times = st.floats(0, 600, allow_nan=False)
some_text = st.one_of(
    st.text(max_size=10), st.sampled_from(["I", "fixed", "it.", "um", "so", "0.3%", "we"])
)
any_words = st.lists(st.builds(Word, some_text, times, times), max_size=80)


def _ordered(words: list[Word]) -> list[Word]:
    starts = sorted(word.start for word in words)
    ends = [*starts[1:], starts[-1] + 0.5] if starts else []
    return [Word(w.text, a, b) for w, a, b in zip(words, starts, ends, strict=True)]


@settings(max_examples=60, deadline=None)
@given(any_words)
def test_any_words_give_ordered_disjoint_contiguous_spans(words: list[Word]) -> None:
    found = parts.spans(parts.label(cut(Transcript(tuple(words), 600.0, "test"))))
    assert bool(found) == bool(words)
    assert all(span.start <= span.end for span in found)
    assert all(a.end == b.start and a.segment != b.segment for a, b in itertools.pairwise(found))


@settings(max_examples=60, deadline=None)
@given(any_words.map(_ordered).filter(bool))
def test_spans_add_up_to_first_word_to_last(words: list[Word]) -> None:
    transcript = Transcript(tuple(words), 700.0, "test")
    found = parts.spans(parts.label(cut(transcript)))
    assert found[0].start == words[0].start
    assert found[-1].end == words[-1].end
    assert sum(span.seconds for span in found) == pytest.approx(words[-1].end - words[0].start)
    assert found == parts.spans(parts.label(cut(transcript)))


def test_no_units_no_labels_no_spans() -> None:
    assert parts.label(()) == ()
    assert parts.spans(()) == ()


def test_marginals_agree_with_counting_every_path() -> None:
    """An independent slow oracle: all label sequences of three units, summed one by one."""
    rng = np.random.default_rng(3)
    k = len(crf.LABELS)
    weights = crf.Weights(
        np.zeros(0, np.uint32),
        np.zeros((0, k), np.float32),
        rng.normal(size=(k, k)),
        rng.normal(size=k),
        rng.normal(size=k),
        np.zeros(0, np.uint32),
        np.zeros((0, 1), np.float32),
        {},
    )
    emitted = rng.normal(size=(3, k))
    total = np.zeros((3, k))
    for path in np.ndindex(k, k, k):
        score = weights.first[path[0]] + weights.last[path[-1]]
        score += sum(emitted[i, label] for i, label in enumerate(path))
        score += weights.follow[path[0], path[1]] + weights.follow[path[1], path[2]]
        for i, label in enumerate(path):
            total[i, label] += np.exp(score)
    assert crf.marginals(emitted, weights) == pytest.approx(total / total.sum(1, keepdims=True))


def test_a_feature_never_depends_on_the_run() -> None:
    """Names are hashed with CRC-32: Python's own hash changes from run to run."""
    assert crf.key("123456789") == 0xCBF43926
    units = cut(spoken([text for _, text in STORY]))
    assert features(units) == features(units)


def test_held_out_answers_are_labelled_well_above_the_stopwatch() -> None:
    """Trained on two thirds of the plots, heard on the last third; the floor is 0.80."""
    pytest.importorskip("scipy", reason="training needs scikit-learn's scipy")
    from training.boundaries import fit_gaps
    from training.parts import example, fit

    answers = read_all()
    fold_of = folds(answers, 3)
    gaps = fit_gaps(answers[:10])
    examples = [
        example(say(answer, punctuated=True), 1.0, gaps)
        for answer, fold in zip(answers, fold_of, strict=True)
        if fold != 2
    ]
    weights = fit(examples, gaps, iterations=40)
    whole, stopwatch = Tally(), Tally()
    for answer, fold in zip(answers, fold_of, strict=True):
        if fold == 2:
            said = say(answer, punctuated=True)
            whole.add(said, heard(said, weights))
            stopwatch.add(said, by_targets(said))
    assert whole.figures()["share"] >= 0.85
    assert stopwatch.figures()["share"] < 0.75


def test_training_twice_gives_the_same_weights(tmp_path: Path) -> None:
    pytest.importorskip("scipy", reason="training needs scikit-learn's scipy")
    from training.parts import train

    answers = read(DEVELOPMENT)[:6]
    first, again = train(answers), train(answers)
    assert first.keys.tolist() == again.keys.tolist()
    assert np.array_equal(first.values, again.values)
    assert np.array_equal(first.gap_values, again.gap_values)
    crf.save(first, tmp_path / "weights.npz")
    kept = crf.load(tmp_path / "weights.npz")
    assert kept.values == pytest.approx(first.values, abs=2e-3)
    assert kept.about == first.about


def test_takes_of_one_story_stay_in_one_fold() -> None:
    answers = read_all()
    plot, fold_of = plots(answers), folds(answers, 5)
    by_plot: dict[int, set[int]] = {}
    for p, fold in zip(plot, fold_of, strict=True):
        by_plot.setdefault(p, set()).add(fold)
    assert all(len(found) == 1 for found in by_plot.values())
    webhooks = [i for i, a in enumerate(answers) if a.name in ("dev1-001", "dev1-002", "dev1-005")]
    assert len({plot[i] for i in webhooks}) == 1
    assert len(set(plot)) > 100


def test_bad_answers_name_the_line(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text('{"id": "x", "units": [{"text": "A b c.", "segment": "prologue"}]}\n')
    with pytest.raises(BadAnswers, match=r"line 1.*prologue"):
        read(file)
