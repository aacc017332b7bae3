"""How right the ear is, on sets of labeled answers: parts, signals, first probes.

    python -m training evaluate                          the project's sets, cross-validated
    python -m training evaluate HELD_ASIDE.jsonl --no-train
    python -m training evaluate training/answers/development.jsonl --explain dev1-001
    python -m training evaluate training/aside.jsonl --gate

Each file is a set, called by its name. Cross-validated by story: all takes of one story are in one
fold, and the weights that label a fold were trained on the others and on the project's own answers
of other stories. Of the answers that nothing is trained on (``aside``) the shipped weights hear
every one. ``--no-train`` takes the shipped weights for all sets. On answers that they were
trained on, such figures say nothing about quality, only whether something broke: that is what
``scripts/check`` can afford. The transcripts are written from the labeled text, with made times;
and for answers that ``python -m training hear`` kept, as Whisper wrote them.
Needs scikit-learn unless ``--no-train``.

``--gate`` evaluates only the gate: kinds of answers, and whether they answer the question.

``--keep FILE`` writes the figures, ``--compare FILE`` prints what changed since. Exit code 1 when a
headline figure dropped by more than a point, a share is under ``--require``, a quote does not
stand in the transcript or a debrief contradicts itself; 2 when there is nothing to evaluate or to
compare with.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from mockint.star.segmenter import crf
from training import (
    baseline,
    conduct,
    leaning,
    leaning_report,
    principle,
    signals_report,
)
from training.answers import ASIDE, DEVELOPMENT, REGISTERS, Answer, BadAnswers, read
from training.explain import explain
from training.folds import folds, pool_with
from training.heard import read_heard
from training.heard_report import heard_report, print_heard
from training.held_out import SHIPPED, Weights, judges_by_fold
from training.parts_report import REQUIRED_FORMS, parts_report, print_parts
from training.retellings import retellings

SETS = (DEVELOPMENT, *REGISTERS, ASIDE)
"""What is evaluated where no file is named."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Which weights hear which answer."""

    fold_of: list[int]
    """One an answer."""
    by_fold: list[Weights]

    @property
    def each(self) -> list[Weights]:
        """One an answer."""
        return [self.by_fold[fold] for fold in self.fold_of]

    @property
    def parts(self) -> list[crf.Weights]:
        """One a fold."""
        return [one.parts or crf.packaged() for one in self.by_fold]


def setting(answers: Sequence[Answer], *, trained: bool) -> Setting:
    """The shipped weights, or where ``trained`` weights that never heard an answer's story."""
    if not trained:
        return Setting([0] * len(answers), [SHIPPED])
    from training.parts import train_folds

    pool = pool_with(answers)
    fold_of = folds(pool)
    retold_as = retellings(pool)
    judges = judges_by_fold(pool, fold_of, retold_as)
    parts = train_folds(pool, fold_of, retold_as)
    looks = principle.by_fold(principle.known(pool, fold_of, principle.ears_of(judges)))
    by_fold = [
        replace(judges[k], parts=own, look=looks[k], conduct=conduct.held_out(pool, fold_of, k))
        for k, own in enumerate(parts)
    ]
    known = leaning.judged(pool, [by_fold[fold] for fold in fold_of])
    of_fold = {answer.name: fold for answer, fold in zip(pool, fold_of, strict=True)}
    by_fold = [
        replace(own, leaning=leaning.fit([one for one in known if of_fold[one.name] != k]))
        for k, own in enumerate(by_fold)
    ]
    return Setting(fold_of[: len(answers)], by_fold)


Sets = dict[str, list[Answer]]
"""By the names of their files."""


def read_sets(paths: Sequence[Path]) -> Sets:
    """Every answer of each file. Raises BadAnswers or OSError."""
    return {path.stem: read(path) for path in paths}


def settings(sets: Sets, *, trained: bool) -> dict[str, Setting]:
    """For each set, which weights hear the stories in it."""
    stories = {name: stories_of(answers) for name, answers in sets.items()}
    aside = [name for name in sets if not trained or name == ASIDE.stem]
    found = {name: setting(stories[name], trained=False) for name in aside}
    learned = [name for name in sets if name not in aside]
    if learned:
        whole = setting([one for name in learned for one in stories[name]], trained=True)
        first = 0
        for name in learned:
            last = first + len(stories[name])
            found[name] = Setting(whole.fold_of[first:last], whole.by_fold)
            first = last
    return found


def stories_of(answers: Sequence[Answer]) -> list[Answer]:
    """Those that tell of something that happened: only they have parts."""
    return [answer for answer in answers if answer.is_story]


def report_on(answers: Sequence[Answer], heard: Setting, *, with_cuts: bool) -> Any:
    """All figures of one set's stories."""
    report: dict[str, Any] = {
        "answers": len(answers),
        "parts": parts_report(answers, heard.fold_of, heard.parts),
        "heard": heard_report(answers, heard.each, read_heard()),
    }
    is_leaning = any(answer.leaning for answer in answers)
    is_marked = any(answer.signals or answer.probes for answer in answers)
    found = signals_report.analyses(answers, heard.each) if is_leaning or is_marked else []
    if is_leaning:
        report["leaning"] = leaning_report.report(answers, heard.each, found, with_cuts=with_cuts)
    if is_marked:
        report["judged"] = signals_report.judge(answers, found, heard.fold_of).figures()
    return report


def show(asked: argparse.Namespace, reports: dict[str, Any]) -> None:
    """For a person, or as JSON."""
    if asked.json:
        print(json.dumps(reports, indent=1))
        return
    if asked.brief:
        return
    how = "the shipped weights" if asked.no_train else "weights cross-validated by story"
    for name, report in reports.items():
        print(f"\n==== {name}: {report['answers']} stories, heard with {how}")
        print_parts(report["parts"])
        print_heard(report["heard"])
        if "judged" in report:
            signals_report.print_judged(report["judged"])
        if "leaning" in report:
            leaning_report.print_leaning(report["leaning"])


def compared(asked: argparse.Namespace, reports: dict[str, Any]) -> int:
    """Print what changed since the kept figures, keep these. 1 when something dropped."""
    way = "shipped weights" if asked.no_train else "cross-validated"
    option = " --no-train" if asked.no_train else ""
    command = f"python -m training evaluate{option}"
    now = {
        path.stem: baseline.worth_keeping(reports[path.stem], command, path, date.today())
        for path in asked.paths
    }
    dropped: list[str] = []
    if asked.compare:
        before = baseline.read_kept(asked.compare, way)
        for name, figures in now.items():
            found = baseline.compare(name, figures, before.get(name))
            print("\n".join(found.lines), file=sys.stderr if asked.json else sys.stdout)
            dropped += found.dropped
        for name in dropped:
            print(f"evaluate: dropped by more than a point: {name}", file=sys.stderr)
    if asked.keep:
        baseline.keep(asked.keep, way, now)
    return int(bool(dropped))


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of ``run``."""
    parser.add_argument(
        "paths", nargs="*", type=Path, default=SETS, help="JSONL files of labeled answers"
    )
    parser.add_argument("--json", action="store_true", help="write the figures as JSON")
    parser.add_argument("--brief", action="store_true", help="no tables, only what --compare says")
    parser.add_argument("--no-train", action="store_true", help="take the shipped weights")
    parser.add_argument("--require", type=float, default=0.80, help="least share, default 0.80")
    parser.add_argument("--explain", metavar="ID", help="one answer, unit by unit")
    parser.add_argument("--gate", action="store_true", help="only kinds and answers to questions")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="with the figures kept there")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep these figures there")


def run(asked: argparse.Namespace) -> int:
    """Evaluate as asked; the exit code."""
    try:
        if asked.gate:
            return _gate(asked)
        sets = read_sets(asked.paths)
        heard = settings(sets, trained=not asked.no_train)
        stories = {name: stories_of(answers) for name, answers in sets.items()}
        if asked.explain:
            everyone = [one for name in stories for one in stories[name]]
            weights = [one for name in stories for one in heard[name].each]
            return _explain_named(asked.explain, everyone, weights)
        is_shown = asked.json or not asked.brief
        reports = {name: report_on(stories[name], heard[name], with_cuts=is_shown) for name in sets}
        show(asked, reports)
        dropped = compared(asked, reports)
    except (OSError, BadAnswers, baseline.NothingKept) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 2
    least = min(one["parts"][form]["share"] for one in reports.values() for form in REQUIRED_FORMS)
    if least < asked.require:
        print(f"\nshare {least:.3f} is under the required {asked.require:.2f}", file=sys.stderr)
    judged = [one["judged"] for one in reports.values() if "judged" in one]
    untrue = any(one["invented_quotes"] or one["contradictions"] for one in judged)
    return int(least < asked.require or untrue or bool(dropped))


def _gate(asked: argparse.Namespace) -> int:
    from training.story_report import gate_report, print_gate

    for path in asked.paths:
        trained = not asked.no_train and path != ASIDE
        report = gate_report(path, trained=trained)
        if asked.json:
            print(json.dumps({path.stem: report}, indent=1))
        else:
            print(f"\n==== {path.stem}")
            print_gate(report)
    return 0


def _explain_named(name: str, answers: Sequence[Answer], weights: Sequence[Weights]) -> int:
    for answer, own in zip(answers, weights, strict=True):
        if answer.name == name:
            explain(answer, own)
            return 0
    print(f"evaluate: no story {name} in the files", file=sys.stderr)
    return 2
