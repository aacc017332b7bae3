"""The present as plain values for a tab. Pure."""

from typing import Any

from mockint.domain import SEGMENTS
from mockint.events import Choosing, Typing
from mockint.screen.state import ScreenState, current_part, runs_over
from mockint.screen.wording import WORK, loudness_share
from mockint.web.live import Now

MOST_WORDS = 160
"""The last so many words heard: more than a screen of them."""


def as_json(now: Now, *, holds_keys: bool) -> dict[str, Any]:
    """Every field, always: a tab is sent those that changed."""
    dialog = now.dialog
    return {
        "title": now.title,
        "yours": holds_keys,
        "notices": list(now.notices),
        "error": now.error,
        "place": now.place,
        "playing": now.playing,
        "canCancel": now.can_cancel,
        "work": None if now.work is None else {"what": now.work[0], "share": _share(now.work[1])},
        "dialog": None
        if dialog is None
        else {
            "number": dialog.number,
            "kind": dialog.kind,
            "text": dialog.text,
            "default": dialog.default,
            "options": [list(one) for one in dialog.options],
        },
        **_screen(now.screen or ScreenState()),
        **({"keys": [["q", "cancel"]]} if now.can_cancel else {}),
    }


def _share(fraction: float) -> float | None:
    """None where nobody knows how far it is."""
    return round(fraction, 2) if fraction > 0.0 else None


def _screen(state: ScreenState) -> dict[str, Any]:
    heard = state.heard
    return {
        "phase": state.phase,
        "round": _round(state),
        "question": "" if state.asking is None else state.asking.text,
        "allowed": _allowed(state),
        "about": "" if state.asking is None else state.asking.about,
        "exercise": _exercise(state),
        "clock": None if heard is None or heard.clock_s is None else round(heard.clock_s, 1),
        "loudness": 0.0 if heard is None else round(loudness_share(heard.loudness), 2),
        "paused": heard is not None and heard.thinking,
        "parts": _parts(state),
        "words": _words(state),
        "working": None
        if state.work is None or state.phase != "working"
        else {"what": WORK[state.work.stage], "share": state.work.fraction},
        "waitsFor": state.waiting_for.text
        if state.phase == "waiting" and isinstance(state.waiting_for, Choosing)
        else "",
        "typing": state.waiting_for.prompt
        if state.phase == "waiting" and isinstance(state.waiting_for, Typing)
        else "",
        "notes": [[note.kind, note.text] for note in state.notes],
        "keys": [[hint.keys, hint.what, list(hint.names)] for hint in state.keys],
    }


def _round(state: ScreenState) -> dict[str, Any]:
    began, asking = state.began, state.asking
    if began is None:
        return {}
    return {
        "name": began.title or began.round_name or f"{began.level.title} round",
        "question": 0 if asking is None else asking.number,
        "questions": began.questions,
        "label": "" if asking is None else asking.label,
        "followUp": 0 if asking is None or asking.probe is None else asking.probe,
        "take": 1 if state.listening is None else state.listening.take,
    }


def _allowed(state: ScreenState) -> list[float] | None:
    """[from, to] seconds that a whole answer should take; None where it is none."""
    if state.level is None or state.is_reply:
        return None
    return [state.level.budget.min_s, state.level.budget.max_s]


def _exercise(state: ScreenState) -> dict[str, Any] | None:
    """What is recorded where it is no whole answer, and the seconds it should take."""
    exercise = None if state.listening is None else state.listening.exercise
    if exercise is None or exercise.target_s is None:
        return None
    part = exercise.name.lower()
    return {
        "name": exercise.name,
        "part": part if part in SEGMENTS else "",
        "target": exercise.target_s,
        "ask": exercise.ask,
    }


def _parts(state: ScreenState) -> list[dict[str, Any]]:
    """The five targets, filled with what was heard; none during a reply."""
    if state.level is None or state.is_reply:
        return []
    seconds = {} if state.so_far is None else dict(state.so_far.parts)
    now = current_part(state.heard, state.so_far)
    targets = state.level.targets_s
    return [
        {
            "part": one,
            "seconds": int(seconds.get(one, 0.0)),
            "target": targets[one],
            "now": one == now,
            "over": state.listening is not None
            and runs_over(one, seconds.get(one, 0.0), state.listening),
        }
        for one in SEGMENTS
    ]


def _words(state: ScreenState) -> list[list[Any]]:
    """[word, whether it may still change]."""
    if state.so_far is None:
        return []
    sure_s = state.so_far.sure_s
    return [[word.text, word.start >= sure_s] for word in state.so_far.words[-MOST_WORDS:]]
