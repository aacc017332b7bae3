"""One made-up answer as the files that other programs make of it."""

import json
from collections.abc import Callable, Sequence
from typing import Any

Json = dict[str, Any]

SENTENCES = (
    "Last winter I ran the night shift of a parcel depot with thirty people.",
    "Every week about forty parcels were missing, and customers had to wait for them.",
    "My task was to find the cause before the Christmas rush began.",
    "First I wrote down each missing parcel for three weeks and saw that most came from gate two.",
    "Then I put a second scanner there, and I changed the order of the trucks.",
    "I trained both teams myself, and I checked the list every morning.",
    "As a result only two parcels a week were missing, and nobody waited any more.",
    "I learned to count first and to talk later.",
)
WORD_S, GAP_S, PAUSE_S, BEGIN_S = 0.32, 0.04, 0.44, 1.0


def told(sentences: Sequence[str] = SENTENCES, begin: float = BEGIN_S) -> list[Json]:
    """Segments as Whisper writes them, a word every 0.36 s, 0.44 s between sentences."""
    segments: list[Json] = []
    at = begin
    for number, text in enumerate(sentences):
        words = []
        for word in text.split():
            end = round(at + WORD_S, 3)
            words.append(
                {"word": f" {word}", "start": round(at, 3), "end": end, "probability": 0.95}
            )
            at = end + GAP_S
        at += PAUSE_S - GAP_S
        segment = {"id": number, "start": words[0]["start"], "end": words[-1]["end"]}
        segments.append({**segment, "text": f" {text}", "words": words})
    return segments


TEXT = " ".join(SENTENCES)
WORDS = len(TEXT.split())
LAST_S = told()[-1]["end"]


def moved(segments: list[Json], by: Callable[[float], float]) -> list[Json]:
    """The same with every time changed."""
    made = json.loads(json.dumps(segments))
    for one in made:
        for timed in (one, *one["words"]):
            timed["start"], timed["end"] = round(by(timed["start"]), 3), round(by(timed["end"]), 3)
    return made  # type: ignore[no-any-return]


def whisper(segments: list[Json], **more: Any) -> bytes:
    """The file of Whisper's command line."""
    text = "".join(one["text"] for one in segments)
    return json.dumps({"text": text, "segments": segments, "language": "en", **more}).encode()


def _without(segments: list[Json]) -> list[Json]:
    return [{k: v for k, v in one.items() if k != "words"} for one in segments]


def _words(segments: list[Json]) -> list[Json]:
    return [word for one in segments for word in one["words"]]


def _stamp(seconds: float, mark: str = ",") -> str:
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{mark}{ms % 1000:03}"


def _offsets(one: Json) -> Json:
    return {"offsets": {"from": round(one["start"] * 1000), "to": round(one["end"] * 1000)}}


def _tokens(word: Json) -> list[Json]:
    """Pieces of a word as whisper.cpp writes them: the last mark by itself, a long word in two."""
    text = word["word"]
    head, mark = (text[:-1], text[-1]) if text[-1] in ".," else (text, "")
    cut = 4 if len(head) > 7 else len(head)
    pieces = [one for one in (head[:cut], head[cut:], mark) if one]
    made = [{"text": one, "id": 1, "p": 0.9} for one in pieces]
    made[0] |= _offsets(word)  # the others have no times: ggml-org/whisper.cpp#2329
    return made


def _cpp(segments: list[Json]) -> bytes:
    transcription = [
        {
            "text": one["text"],
            **_offsets(one),
            "tokens": [
                {"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}, "p": 0.8},
                *(token for word in one["words"] for token in _tokens(word)),
                {"text": "[_TT_550]", "p": 0.1},
            ],
        }
        for one in segments
    ]
    return json.dumps({"result": {"language": "en"}, "transcription": transcription}).encode()


def _cues(segments: list[Json], head: str, mark: str) -> bytes:
    cues = [
        f"{n}\n{_stamp(one['start'], mark)} --> {_stamp(one['end'], mark)}\n{one['text'].strip()}\n"
        for n, one in enumerate(segments, 1)
    ]
    return (head + "\n".join(cues)).encode()


def _highlighted(segments: list[Json]) -> bytes:
    cues = []
    for one in segments:
        plain = [word["word"].strip() for word in one["words"]]
        for at, word in enumerate(one["words"]):
            line = " ".join([*plain[:at], f"<u>{plain[at]}</u>", *plain[at + 1 :]])
            cues.append({"start": word["start"], "end": word["end"], "text": line})
            after = one["words"][at + 1 : at + 2]
            if after:  # Whisper writes the line without a mark for the time between two words
                gap = {"start": word["end"], "end": after[0]["start"], "text": " ".join(plain)}
                cues.append(gap)
    return _cues(cues, "", ",")


def _rolling(segments: list[Json]) -> bytes:
    """As YouTube: the line before once more, then the new one with a time before each word."""
    cues, before = ["WEBVTT\nKind: captions\nLanguage: en\n"], " "
    for one in segments:
        first, *rest = one["words"]
        line = first["word"].strip() + "".join(
            f"<{_stamp(w['start'], '.')}><c>{w['word']}</c>" for w in rest
        )
        times = f"{_stamp(one['start'], '.')} --> {_stamp(one['end'], '.')}"
        cues.append(f"{times} align:start position:0%\n{before}\n{line}\n")
        before = one["text"].strip()
        after = f"{_stamp(one['end'], '.')} --> {_stamp(one['end'] + 0.01, '.')}"
        cues.append(f"{after} align:start position:0%\n{before}\n \n")
    return "\n".join(cues).encode()


def _deepgram(segments: list[Json]) -> bytes:
    words = [
        {
            "word": one["word"].strip(" .,").lower(),
            "punctuated_word": one["word"].strip(),
            "start": one["start"],
            "end": one["end"],
            "confidence": 0.9,
        }
        for one in _words(segments)
    ]
    channel = {"alternatives": [{"transcript": TEXT, "words": words}], "detected_language": "en"}
    return json.dumps(
        {"metadata": {"duration": LAST_S}, "results": {"channels": [channel]}}
    ).encode()


def _assembly(segments: list[Json]) -> bytes:
    words = [
        {
            "text": one["word"].strip(),
            "start": round(one["start"] * 1000),
            "end": round(one["end"] * 1000),
            "confidence": 0.9,
            "speaker": None,
        }
        for one in _words(segments)
    ]
    whole = {"id": "x", "language_code": "en_us", "audio_duration": LAST_S, "text": TEXT}
    return json.dumps({**whole, "words": words}).encode()


def _tuples(segments: list[Json]) -> bytes:
    """faster-whisper's named tuples, written without their names."""
    rows = [
        [
            one["id"], 0, one["start"], one["end"], one["text"], [1, 2], 0.0, -0.2, 1.1, 0.01,
            [[w["start"], w["end"], w["word"], 0.9] for w in one["words"]],
        ]
        for one in segments
    ]  # fmt: skip
    return json.dumps(rows).encode()


def _bare(segments: list[Json]) -> list[Json]:
    """Words as OpenAI's own server writes them: no marks, no blanks."""
    return [
        {"word": w["word"].strip(" .,"), "start": w["start"], "end": w["end"]}
        for w in _words(segments)
    ]


def _x(segments: list[Json], untimed: Json) -> bytes:
    """whisperX: every tenth word without times."""
    made = json.loads(json.dumps(segments))
    for number, word in enumerate(_words(made)):
        word["score"] = word.pop("probability")
        word["word"] = word["word"].strip()
        if number % 10 == 4:
            for name in ("start", "end", "score"):
                del word[name]
            word.update(untimed)
    return json.dumps({"segments": made, "word_segments": _words(made)}).encode()


def _table(segments: list[Json]) -> bytes:
    rows = ["start\tend\ttext"]
    rows += [
        f"{round(one['start'] * 1000)}\t{round(one['end'] * 1000)}\t{one['text'].strip()}"
        for one in segments
    ]
    return "\n".join(rows).encode()


def _chunks(pieces: list[Json], name: str) -> bytes:
    chunks = [{"text": one[name], "timestamp": [one["start"], one["end"]]} for one in pieces]
    chunks[-1]["timestamp"][1] = None
    return json.dumps({"text": TEXT, "chunks": chunks}).encode()


def forms() -> dict[str, tuple[bytes, bool]]:
    """Each form by its name, and whether it tells when each word was said."""
    said = told()
    verbose = {"task": "transcribe", "language": "english", "duration": LAST_S, "text": TEXT}
    one_word = [{"start": w["start"], "end": w["end"], "text": w["word"]} for w in _words(said)]
    no_words = _without(said)
    return {
        "whisper": (whisper(said), True),
        "whisper without words": (json.dumps({"segments": no_words}).encode(), False),
        "whisperX": (_x(said, {}), True),
        "whisperX with null": (_x(said, {"start": None, "end": None}), True),
        "faster-whisper": (json.dumps(said).encode(), True),
        "faster-whisper tuples": (_tuples(said), True),
        "verbose_json": (
            json.dumps({**verbose, "segments": no_words, "words": _bare(said)}).encode(),
            True,
        ),
        "verbose_json words": (json.dumps({**verbose, "words": _bare(said)}).encode(), True),
        "verbose_json segments": (json.dumps({**verbose, "segments": no_words}).encode(), False),
        "whisper.cpp -ojf": (_cpp(said), True),
        "whisper.cpp -oj": (
            json.dumps(
                {"transcription": [{"text": o["text"], **_offsets(o)} for o in said]}
            ).encode(),
            False,
        ),
        "whisper.cpp -ml 1": (
            json.dumps(
                {"transcription": [{"text": o["text"], **_offsets(o)} for o in one_word]}
            ).encode(),
            True,
        ),
        "whisper.cpp t0": (
            json.dumps(
                [
                    {"t0": round(o["start"] * 100), "t1": round(o["end"] * 100), "text": o["text"]}
                    for o in said
                ]
            ).encode(),
            False,
        ),
        "Hugging Face words": (_chunks(_words(said), "word"), True),
        "Hugging Face sentences": (_chunks(said, "text"), False),
        "Deepgram": (_deepgram(said), True),
        "AssemblyAI": (_assembly(said), True),
        "SRT": (_cues(said, "", ","), False),
        "SRT of words": (_cues(one_word, "", ","), True),
        "SRT of highlighted words": (_highlighted(said), True),
        "VTT": (_cues(said, "WEBVTT\n\nNOTE a remark\n\n", "."), False),
        "VTT of YouTube": (_rolling(said), True),
        "TSV": (_table(said), False),
        "CSV": (_csv(said), False),
        "printed lines": (
            "\n".join(
                f"[{_stamp(o['start'], '.')} --> {_stamp(o['end'], '.')}]  {o['text']}"
                for o in said
            ).encode(),
            False,
        ),
    }


def _csv(segments: list[Json]) -> bytes:
    rows = ["start,end,text"]
    rows += [
        f'{round(one["start"] * 1000)},{round(one["end"] * 1000)},"{one["text"]}"'
        for one in segments
    ]
    return "\n".join(rows).encode()
