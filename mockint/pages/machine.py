"""The pages about this machine: its sound, the settings, models and voices, what a check found.

Pure: what is here is asked elsewhere and handed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mockint.commands.values.machine import (
    Check,
    Checked,
    Choice,
    HowLoud,
    ListedModel,
    Models,
    Possible,
    Setting,
    SettingList,
    SoundChecked,
    VoiceHere,
    Voices,
    WeightsHere,
)
from mockint.pages.document import Dress, document

_APP = Dress(styles=("page.css",), served=True)
TRIED = ("device", "speaker", "voice", "speech_rate")
"""Settings that the sound check tries out."""


@dataclass(frozen=True, slots=True)
class NotFetched:
    """A model or a voice that did not come."""

    kind: Literal["model", "voice"]
    name: str
    what: str
    cause: str
    step: str
    """What else helps, as it is typed in a terminal; empty where the page has it all."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one setting, and what came of it."""

    name: str
    value: str
    said: str = ""
    """That it is kept."""
    problem: str = ""
    """Why it is not."""


# ---------------------------------------------------------------- a setting as a control


@dataclass(frozen=True, slots=True)
class _Words:
    """A setting as the page names it; the terminal's own words tell also how it is typed."""

    title: str
    about: str
    more: str = ""
    """What can be typed that is not among the choices."""
    unit: str = ""


_GROUPS: Mapping[str, Sequence[str]] = {
    "The questions": ("pack", "level", "probes", "own_content"),
    "The interviewer's voice": ("voice", "speech_rate", "speaker"),
    "How you are heard": ("device", "engine", "model"),
    "A language model of your own": ("coach", "coach_model"),
}
_WORDS: Mapping[str, _Words] = {
    "pack": _Words(
        "Question set", "Whose questions and whose bar.", "Or the folder of your own question set"
    ),
    "level": _Words("Level", "The level that your answers are judged at."),
    "probes": _Words("Follow-ups", "After each answer; 0 for none.", unit="per question"),
    "own_content": _Words(
        "Your own content",
        "The folder with your own questions and stories. Leave it empty for the usual one, next to "
        "the settings file.",
    ),
    "voice": _Words("Voice", "Who asks the questions.", "Or the file of a Piper voice (.onnx)"),
    "speech_rate": _Words("Speed", "1 is the voice's own; less is slower.", unit="times"),
    "speaker": _Words("Loudspeaker", "Where the interviewer is heard."),
    "device": _Words("Microphone", "What records you."),
    "engine": _Words(
        "Recognizer",
        "What turns your voice into words.",
        "Or the address of a server (http://…). Your sound then goes there",
    ),
    "model": _Words(
        "Whisper model",
        "A larger one hears better and takes longer.",
        "Or the path of a model's file",
    ),
    "coach": _Words(
        "Language model",
        "It may suggest a follow-up and a sentence. No figure depends on it.",
        "Or the address of its server (http://…)",
    ),
    "coach_model": _Words(
        "Which model", "Its name on that server. Leave it empty for the first that it lists."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One setting, ready to be put down."""

    name: str
    title: str
    about: str
    kind: Literal["choice", "number", "text"]
    value: str
    choices: Sequence[Choice] = ()
    more: str = ""
    """The label of what can be typed besides the choices; empty for nothing."""
    typed: str = ""
    """What stands there: only what was refused."""
    least: str = ""
    most: str = ""
    step: str = ""
    unit: str = ""
    is_set: bool
    """The person has said so; otherwise it is the default."""
    usual: str
    """The default, in words."""
    said: str = ""
    problem: str = ""

    @property
    def described_by(self) -> str:
        """Ids of what a screen reader says after the label."""
        parts = {"about": True, "unit": self.unit, "problem": self.problem}
        return " ".join(f"{part}-{self.name}" for part, there in parts.items() if there)


def field(setting: Setting, possible: Possible, typed: Typed | None = None) -> Field:
    """The control for a setting. ``typed``: what a form has brought for it."""
    words = _WORDS.get(setting.name) or _Words(setting.name.replace("_", " "), setting.about)
    refused = typed if typed is not None and typed.problem else None
    value = str(setting.value) if refused is None else refused.value
    usual = str(setting.default)
    titles = {one.value: one.title for one in possible.choices}
    is_choice = bool(possible.choices)
    listed = not is_choice or value in titles
    more = words.more if possible.takes_more else ""
    typed_beside = value if refused is not None and not listed and more else ""
    selected = str(setting.value) if typed_beside else value
    choices = [
        *possible.choices,
        *([] if not is_choice or selected in titles else [Choice(selected, selected)]),
    ]
    return Field(
        name=setting.name,
        title=words.title,
        about=words.about,
        kind="choice" if is_choice else "number" if possible.step is not None else "text",
        value=selected,
        choices=choices,
        more=more,
        typed=typed_beside,
        least=_figure(possible.least),
        most=_figure(possible.most),
        step=_figure(possible.step),
        unit=words.unit,
        is_set=setting.is_set,
        usual=titles.get(usual, usual or "empty"),
        said=typed.said if typed is not None else "",
        problem=typed.problem if typed is not None else "",
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def grouped(fields: Sequence[Field]) -> Sequence[tuple[str, Sequence[Field]]]:
    """The fields under few headings; one without a place comes last."""
    by_name = {one.name: one for one in fields}
    groups = [
        (title, [by_name.pop(name) for name in names if name in by_name])
        for title, names in _GROUPS.items()
    ]
    groups.append(("More", list(by_name.values())))
    return [group for group in groups if group[1]]


# ---------------------------------------------------------------- the pages


def settings_page(value: SettingList, fields: Sequence[Field]) -> str:
    """Every setting, each with a form of its own."""
    return document("settings.html", _APP, here="/settings", value=value, groups=grouped(fields))


LOUD: Mapping[HowLoud, str] = {
    "silent": "Nothing was heard",
    "soft": "Too soft",
    "good": "Good",
    "clipped": "Too loud: it distorts",
}


def sound_page(
    fields: Sequence[Field],
    *,
    trouble: str = "",
    lacking: Sequence[str] = (),
    said: str = "",
    checked: SoundChecked | None = None,
    again: bool = False,
) -> str:
    """What can be tried, and what a sentence came to.

    ``trouble``: why devices cannot be listed. ``lacking``: "device" where there is no microphone,
    "speaker" where there is no loudspeaker. ``said``: what was kept. ``again``: something
    was tried.
    """
    return document(
        "sound.html",
        _APP,
        here="/sound",
        fields={one.name: one for one in fields},
        lacking=lacking,
        trouble=trouble,
        said=said,
        again=again,
        checked=checked,
        loud=LOUD,
        # Where the loudest moment stands between silence and what distorts, for the bar.
        share=0.0 if checked is None else max(0.0, min(1.0, 1 + checked.peak_dbfs / 60)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRow:
    """One model, ready to be put down."""

    model: ListedModel
    is_here: bool
    size: str
    about: str
    button: str
    """What the download is called; empty where there is none."""


def _row(one: ListedModel) -> ModelRow:
    languages = {True: "English", False: "many languages", None: "your own file"}
    about = [languages[one.english_only]]
    about += [
        f"{cost.engine}: {'' if cost.measured else 'about '}{cost.seconds:.1f} s for a minute"
        for cost in one.costs
    ]
    size = f"{one.size_mb / 1000:.1f} GB" if one.size_mb >= 1000 else f"{one.size_mb} MB"
    if one.here or one.english_only is None:
        button = ""
    else:
        button = "Go on with the download" if one.begun_mb else "Download"
    return ModelRow(
        model=one, is_here=bool(one.here), size=size, about=", ".join(about), button=button
    )


def setup_page(
    models: Models, voices: Voices, suggested: Sequence[str], shown: Sequence[object]
) -> str:
    """Which models and voices are here, which can be fetched, and what the last fetch came to."""
    flat = [each for one in shown for each in (one if isinstance(one, list) else [one])]
    return document(
        "setup.html",
        _APP,
        here="/settings",
        rows=[_row(one) for one in models.models],
        measured=models.measured_on,
        voices=voices,
        suggested=[name for name in suggested if name not in {one.name for one in voices.voices}],
        failed=next((one for one in flat if isinstance(one, NotFetched)), None),
        voice=next((one for one in flat if isinstance(one, VoiceHere)), None),
        weights=next((one for one in flat if isinstance(one, WeightsHere)), None),
    )


_MENDED_AT: Mapping[str, tuple[str, str]] = {
    "settings": ("/settings", "Settings"),
    "content": ("/settings#set-pack", "Question set"),
    "engine": ("/setup", "Models and voices"),
    "local model": ("/settings#set-coach", "Language model"),
    "voice": ("/sound", "Sound check"),
    "loudspeaker": ("/sound", "Sound check"),
    "microphone": ("/sound", "Sound check"),
}
"""Where on the page something can be put right, by the name of the check."""


def check_page(shown: Sequence[object]) -> str:
    """What the last check of this machine found, each line with its remedy."""
    checks = [one for one in shown if isinstance(one, Check)]
    return document(
        "check.html",
        _APP,
        here="/settings",
        checks=checks,
        result=next((one for one in shown if isinstance(one, Checked)), None),
        signs={"ok": "Good", "note": "Look at this", "broken": "Must be fixed"},
        mended_at=_MENDED_AT,
    )
