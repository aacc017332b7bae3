"""The last kept figures: written, and compared with what was found now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from training.answers import answers_hash

MOST_LOST = 0.01
"""A headline figure may lose one point before the comparison fails."""


class NothingKept(Exception):
    """The file holds no figures to compare with."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Lines for a person, and the headline figures that dropped by more than ``MOST_LOST``."""

    lines: list[str]
    dropped: list[str]


def headline(report: Mapping[str, Any]) -> dict[str, float]:
    """The figures whose drop fails: shares, micro F1 and first probes, all 0..1."""
    found = {f"parts {form}": one["share"] for form, one in report["parts"].items()}
    for ear, one in report.get("heard", {}).items():
        found[f"parts as {ear} wrote them"] = one["share"]
    if "judged" in report:
        judged = report["judged"]
        found["signals, micro F1"] = judged["signals_f1"]
        found["signals in their sentence, micro F1"] = judged["signals_in_sentence_f1"]
        found["first probe"] = judged["first_probe"]
    if "leaning" in report:
        found["leaning within one step"] = report["leaning"]["within_one"]
    return found


def worth_keeping(report: Mapping[str, Any], command: str, data: Path, today: date) -> Any:
    """What stands in the file for one way of evaluating."""
    judged = report.get("judged", {})
    return {
        "date": today.isoformat(),
        "command": command,
        "data": answers_hash([data]),
        "answers": report["answers"],
        "headline": headline(report),
        "seconds_a_part": {form: one["error_s"] for form, one in report["parts"].items()},
        "folds": {form: one["folds"] for form, one in report["parts"].items()},
        "intervals": {form: one["interval"] for form, one in report["parts"].items()},
        "recall": {form: one["recall"] for form, one in report["parts"].items()},
        "reflections invented": {
            form: one["reflections_invented"] for form, one in report["parts"].items()
        },
        "leaning as word for word": {
            ear: one["leaning_same"] for ear, one in report.get("heard", {}).items()
        },
        "signals": {name: one["f1"] for name, one in judged.get("signals", {}).items()},
    }


def keep(path: Path, way: str, kept: Any) -> None:
    """Write ``kept`` under ``way``; the figures of other ways stay."""
    everything = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    everything[way] = kept
    path.write_text(json.dumps(everything, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_kept(path: Path, way: str) -> Any:
    """What ``keep`` wrote. Raises NothingKept."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))[way]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NothingKept(f"{path} holds no figures kept with {way}: {error!r}") from error


def compare(name: str, now: Any, before: Any) -> Compared:
    """One set, ``now`` and ``before`` as ``worth_keeping`` made them. A figure that is gone has
    dropped. Raises NothingKept where ``before`` is None."""
    if before is None:
        raise NothingKept(f"no figures are kept of {name}")
    lines = [f"{name}, against the figures kept on {before['date']} ({before['command']})"]
    if now["data"] != before["data"]:
        lines.append("  the labelled answers are others than then")
    dropped = []
    for figure, was in before["headline"].items():
        got = now["headline"].get(figure)
        if got is None:
            lines.append(f"  {figure:<50} {was:.3f}, now not measured")
            dropped.append(f"{name}, {figure}")
            continue
        fell = was - got > MOST_LOST + 1e-9
        lines.append(f"  {figure:<50} {was:.3f} -> {got:.3f}  {got - was:+.3f}{' !' * fell}")
        dropped += [f"{name}, {figure}"] * fell
    for form, was in before["seconds_a_part"].items():
        got = now["seconds_a_part"].get(form)
        if got is not None and got != was:
            lines.append(f"  seconds of error a part, {form:<25} {was:.2f} -> {got:.2f}")
    for ear, was in before.get("leaning as word for word", {}).items():
        got = now["leaning as word for word"].get(ear)
        if got is not None and got != was:
            lines.append(f"  leaning as word for word, {ear:<25} {was:.3f} -> {got:.3f}")
    for signal, was in before["signals"].items():
        got = now["signals"].get(signal, 0.0)
        if abs(got - was) > MOST_LOST:
            lines.append(f"  signal {signal:<43} {was:.2f} -> {got:.2f}")
    return Compared(lines, dropped)
