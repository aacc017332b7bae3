"""Another language is noticed; English is never denied to an English answer."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockint.text.language import UNKNOWN, code_of, language_of, name_of

TRAINING = Path(__file__).parents[2] / "training"

OTHER = {
    "de": "Letzten Winter war ich Schichtleiter in einem Lager und jede Woche fehlten uns Pakete.",
    "fr": "L'hiver dernier, j'étais chef d'équipe et chaque semaine il manquait des colis.",
    "es": "El invierno pasado yo era jefe de turno y cada semana nos faltaban los paquetes.",
    "it": "L'inverno scorso ero capo turno e ogni settimana mancavano dei pacchi nel magazzino.",
    "pt": "No inverno passado eu era chefe de turno e todas as semanas faltavam pacotes.",
    "nl": "Vorige winter was ik ploegleider en elke week ontbraken er pakketten van de klanten.",
    "sv": "Förra vintern var jag skiftledare och varje vecka saknades det paket på lagret.",
    "pl": "Zeszłej zimy byłem kierownikiem zmiany i co tydzień nie było paczek.",
    "tr": "Geçen yaz bir depoda vardiya amiriydim ve her hafta paketler eksikti.",
    "fi": "Viime talvena olin varaston vuoropäällikkö ja joka viikko oli paketteja poissa.",
    "hu": "Tavaly télen műszakvezető voltam egy raktárban, és minden héten hiányzott egy csomag.",
    "id": "Musim lalu saya adalah kepala gudang dan setiap minggu ada paket yang hilang.",
    "vi": "Mùa đông năm ngoái tôi là trưởng ca và mỗi tuần đều thiếu các gói hàng.",
    "ru": "Прошлой зимой я работал на складе",
    "ja": "去年の冬、私は倉庫で働いていました",
    "zh": "去年冬天我是仓库的班长",
    "hi": "पिछली सर्दियों में मैं",
    "ar": "في الشتاء الماضي",
}


@pytest.mark.parametrize("code", OTHER)
@pytest.mark.parametrize("told", ["", "en", "english"])
def test_another_language_is_told_from_its_words(code: str, told: str) -> None:
    assert language_of(OTHER[code], told) == code


@pytest.mark.parametrize(
    ("told", "code"),
    [
        *[("de", "de"), ("German", "de"), ("en-US", "en"), ("english", "en"), ("eng", "en")],
        *[("pt_br", "pt"), ("Mandarin", "zh"), ("", ""), ("none", ""), ("xx", "")],
    ],
)
def test_a_language_has_one_code(told: str, code: str) -> None:
    assert code_of(told) == code


def test_what_the_recognizer_says_counts_where_the_words_are_few() -> None:
    assert language_of("Ja.", "de") == "de"
    assert language_of("Okay.", "") == "en"
    assert language_of("", "de") == "en"
    assert name_of("de") == "German"
    assert name_of(UNKNOWN) == "another language"


@pytest.mark.parametrize(
    "text",
    [
        "Last year Jürgen Müller and I moved the café in São Paulo to a new till.",
        "Ich hab gesagt, das ist nicht gut. So I went to my manager and I said that we should"
        " change it because it was slow, and they agreed with me and we did it.",
        "I goed at the shop and I am make the list of the part, is very slow, so we do it new.",
    ],
)
@pytest.mark.parametrize("told", ["en", "cy", "de"])
def test_an_english_answer_stays_english(text: str, told: str) -> None:
    assert language_of(text, told) == "en"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield " ".join(one for one in value if isinstance(one, str))
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)


def test_no_labeled_answer_is_denied_to_be_english() -> None:
    """Also none that a recognizer wrote down of a synthetic voice."""
    files = sorted(TRAINING.rglob("*.jsonl"))
    assert len(files) > 10
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            for text in _texts(json.loads(line)):
                assert language_of(text) == "en", (file.name, text[:80])
