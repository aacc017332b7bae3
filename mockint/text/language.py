"""Which language a text is in: by its script, and by the small words between the others. Pure.

English is only denied where it is sure: a foreign name, a sentence in another language between
English ones, or the wrong words that a recognizer makes of an accent leave a text English.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from mockint.text.normalize import plain_words, word_set

_ENGLISH: Final = word_set(
    "the and of to in for with by from a an on at as that was were is are be been have has had it"
    " its i i'm i'd i'll i've my me we we're we'd our us you your he his him she her they their"
    " them this these those there here then so but or not no do did does done what which who when"
    " where how why because if about into out up down off over after before again more most some"
    " any all one two than just very also can could would should will might get got go went"
    " going make made take took know knew think thought said say told tell see saw found people"
    " team work worked time day week month year first really actually basically like didn't don't"
    " wasn't couldn't it's that's yeah yes okay well um uh"
)
_NAMES: Final[Mapping[str, str]] = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
    "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish", "da": "Danish", "no": "Norwegian",
    "fi": "Finnish", "pl": "Polish", "cs": "Czech", "sk": "Slovak", "hu": "Hungarian",
    "ro": "Romanian", "tr": "Turkish", "id": "Indonesian", "ms": "Malay", "vi": "Vietnamese",
    "hr": "Croatian", "sr": "Serbian", "bs": "Bosnian", "sl": "Slovenian", "lt": "Lithuanian",
    "lv": "Latvian", "et": "Estonian", "ca": "Catalan", "gl": "Galician", "eu": "Basque",
    "sq": "Albanian", "is": "Icelandic", "ga": "Irish", "cy": "Welsh", "af": "Afrikaans",
    "sw": "Swahili", "tl": "Tagalog", "so": "Somali", "yo": "Yoruba", "ha": "Hausa",
    "zu": "Zulu", "ig": "Igbo", "mt": "Maltese", "lb": "Luxembourgish", "la": "Latin",
    "az": "Azerbaijani", "uz": "Uzbek", "ht": "Haitian Creole", "eo": "Esperanto",
    "ru": "Russian", "uk": "Ukrainian", "be": "Belarusian", "bg": "Bulgarian",
    "mk": "Macedonian", "kk": "Kazakh", "mn": "Mongolian", "el": "Greek", "he": "Hebrew",
    "yi": "Yiddish", "ar": "Arabic", "fa": "Persian", "ur": "Urdu", "ps": "Pashto",
    "hi": "Hindi", "mr": "Marathi", "ne": "Nepali", "sa": "Sanskrit", "bn": "Bengali",
    "as": "Assamese", "pa": "Punjabi", "gu": "Gujarati", "or": "Odia", "ta": "Tamil",
    "te": "Telugu", "kn": "Kannada", "ml": "Malayalam", "si": "Sinhala", "th": "Thai",
    "lo": "Lao", "my": "Burmese", "km": "Khmer", "ka": "Georgian", "hy": "Armenian",
    "am": "Amharic", "ko": "Korean", "ja": "Japanese", "zh": "Chinese", "yue": "Cantonese",
    "jw": "Javanese", "jv": "Javanese", "su": "Sundanese", "mi": "Maori", "nn": "Norwegian Nynorsk",
    "nb": "Norwegian", "sn": "Shona", "br": "Breton", "fo": "Faroese", "oc": "Occitan",
    "mg": "Malagasy", "haw": "Hawaiian", "ln": "Lingala", "ba": "Bashkir", "tt": "Tatar",
    "tg": "Tajik", "tk": "Turkmen", "sd": "Sindhi", "bo": "Tibetan", "fil": "Filipino",
}  # fmt: skip
_CODES: Final[Mapping[str, str]] = {
    **{name.lower(): code for code, name in _NAMES.items()},
    **{"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it"},
    **{"por": "pt", "nld": "nl", "rus": "ru", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko"},
    **{"hin": "hi", "ara": "ar", "tur": "tr", "pol": "pl", "ukr": "uk", "vie": "vi"},
    **{"mandarin": "zh", "castilian": "es", "flemish": "nl", "valencian": "ca"},
    **{"moldavian": "ro", "farsi": "fa", "deutsch": "de", "fran\u00e7ais": "fr"},
}
UNKNOWN: Final = "und"
"""ISO 639's code for a language that nobody knows."""

_SMALL: Final[Mapping[str, frozenset[str]]] = {
    code: word_set(words) - word_set("a an as at in on so do me he we no i is was to be all one")
    for code, words in {
        "de": "der die das und mit für von den des dem ein eine einen einem einer bei zur zum auf"
        " ich wir habe haben hatte war waren ist sind nicht auch dann wenn wie aber noch nur"
        " mein meine unser sich es er sie dass nach aus über um wird wurde schon sehr",
        "fr": "et les la le du pour avec dans une un sur au aux des que qui je nous vous il elle"
        " ils était est sont mais pas plus mon ma mes notre nos ce cette ces j'ai c'était"
        " c'est on ne se par comme tout donc très avait été fait ai alors",
        "es": "el los las del para con por una un que y en la yo nosotros era fue está son pero más"
        " mi mis nuestro nuestra este esta esto lo le se como porque cuando muy había hay ya"
        " todo al su sus entonces también tuve hice ser",
        "it": "di il lo gli le per della del nel nella che e la un una con non sono era ho abbiamo"
        " mio mia nostro nostra questo questa ma più come quando poi anche si da al alla dei"
        " delle perché ogni molto stato fatto",
        "pt": "o os as dos das em um uma com para por que e da do na não eu nós era foi está são"
        " mas mais meu minha nosso nossa este esta isso como quando muito então também tinha"
        " se ao fiz tive ele eles",
        "nl": "de het een en van voor met bij ik wij niet dat die deze dit maar ook dan toen als er"
        " naar uit mijn onze ons heb hebben had waren zijn werd om te op aan nog wel geen zij"
        " hij omdat door over heeft kunnen",
        "sv": "och att det som på av för med till jag vi var inte en ett den de men har hade min"
        " vår efter när sedan där från om sig mycket också eller blev kunde alla",
        "da": "og at det som på af for med til jeg vi var ikke en et den de men har havde min vores"
        " efter da så fra om sig meget også blev kunne alle der",
        "no": "og å at det som på av for med til jeg vi var ikke en et den de men har hadde min vår"
        " etter da så fra om seg mye også ble kunne alle der",
        "fi": "ja on ei se että oli hän minä me mutta kun niin kuin myös olin olimme meidän minun"
        " sitten jos tai vain jo ovat olen sen tämä joka mitä",
        "pl": "w na z do i nie się to że jest był było była jak ale po od za co dla ja my mnie nas"
        " nasz moja mój kiedy potem tylko już przez przed oraz tak żeby byłem więc",
        "cs": "ve jsem byl každý nám nás mi ze kde už jeho tam co jsou byli"
        " a v na z do je se že to byl bylo jsem jsme ale po od za co pro já my můj náš když"
        " pak jen už před tak aby jako který nebo i s",
        "sk": "vo nám nás každý bola boli som mi kde jeho"
        " a v na z do je sa že to bol bolo som sme ale po od za čo pre ja my môj náš keď potom"
        " len už pred tak aby ako ktorý alebo aj s",
        "hu": "a az és hogy nem egy volt is de ez már csak én mi mert amikor majd meg nagyon ki el"
        " ha mint voltam lett minden azt ezt azután",
        "ro": "și şi de la în cu pe un o care nu am era este sunt dar mai pentru din că să a fost"
        " meu mea nostru noastră după când apoi foarte eu noi ne ce",
        "tr": "ve bir bu için ile de da ben biz ama çok gibi daha sonra her şey ne kadar olarak"
        " oldu vard\u0131 ki o var yok bana bize en önce",
        "id": "dan yang di ke dari untuk dengan ini itu saya kami kita tidak ada adalah pada dalam"
        " akan sudah telah juga karena setelah tapi tetapi lebih oleh mereka bisa",
        "vi": "và của là có tôi chúng không được trong cho một các những đã với này đó thì mà khi"
        " nhưng rất để từ sau người làm",
        "hr": "i u na je se da su od za s iz ja mi nije bio bila bilo sam smo ali po kao koji kako"
        " kad nakon moj naš samo već što ili",
        "sl": "in v na je se da so od za z iz jaz mi ni bil bila bilo sem smo ampak po kot ki kako"
        " ko potem moj naš samo že kaj ali",
        "lt": "kiekvieną buvau mums man jo jie turi"
        " ir į iš su kad bet tai aš mes buvo yra ne po už per mano mūsų kai tada labai taip"
        " jau nuo apie",
        "lv": "un ar uz no ka bet tas es mēs bija ir ne pēc par mans mūsu kad tad ļoti jau kā vai"
        " lai",
        "et": "olin meil mul nad ta igal olid"
        " ja on ei see et oli ma mina me meie aga kui siis ka minu väga juba ning oma seda mis"
        " oli pidi",
        "ca": "molt també ell cada vam érem tenia"
        " el els les del per amb i que una un jo nosaltres era va és són però més meu nostre"
        " aquest aquesta com quan molt havia vaig hem tot no la de",
        "af": "die en van het 'n nie ek ons was dat dit met vir op aan by maar ook toe daar my haar"
        " hulle wat",
        "sq": "dhe e të në për me një që nuk ishte unë ne por nga si kur shumë kam kemi",
        "is": "og að í á er var ekki ég við en um sem til frá með það hann hafa",
        "cy": "y yr a yn ac i o ar am gan ond roedd mae wedi fi ni ein fy",
        "ga": "agus an na ar go ag le do ní bhí tá sé mé sinn ach",
        "sw": "na ya wa kwa ni katika mimi sisi lakini hii hiyo baada kama sana yangu yetu ilikuwa"
        " nilikuwa cha la za",
        "tl": "ang ng sa na mga ako kami ay at ko namin hindi ito para kung pero din siya may noong"
        " nila nung po",
        "eu": "eta da ez bat zen nuen dut ere baina baino egin gure nire oso hori izan",
        "so": "iyo waa ka ku uu ay in la aan ayaa oo si wax",
        "yo": "ni ti si awon àwọn mo wa fun pe ko nigba pẹlu",
        "eo": "la kaj de en estas mi ni ne sed por kun kiu tiu estis al mia nia",
    }.items()
}
_SCRIPTS: Final = (
    ("\u0370", "\u03ff", "el"), ("\u0400", "\u052f", "ru"), ("\u0530", "\u058f", "hy"),
    ("\u0590", "\u05ff", "he"), ("\u0600", "\u06ff", "ar"), ("\u0750", "\u077f", "ar"),
    ("\u0900", "\u097f", "hi"), ("\u0980", "\u09ff", "bn"), ("\u0a00", "\u0a7f", "pa"),
    ("\u0a80", "\u0aff", "gu"), ("\u0b00", "\u0b7f", "or"), ("\u0b80", "\u0bff", "ta"),
    ("\u0c00", "\u0c7f", "te"), ("\u0c80", "\u0cff", "kn"), ("\u0d00", "\u0d7f", "ml"),
    ("\u0d80", "\u0dff", "si"), ("\u0e00", "\u0e7f", "th"), ("\u0e80", "\u0eff", "lo"),
    ("\u1000", "\u109f", "my"), ("\u10a0", "\u10ff", "ka"), ("\u1200", "\u137f", "am"),
    ("\u1780", "\u17ff", "km"), ("\u3040", "\u30ff", "ja"), ("\u1100", "\u11ff", "ko"),
    ("\uac00", "\ud7af", "ko"), ("\u3400", "\u9fff", "zh"), ("\u0f00", "\u0fff", "bo"),
)  # fmt: skip
"""First and last letter of each script, and the language that most write in it."""
_LETTERS: Final[Mapping[str, str]] = {
    "\u0456": "uk", "\u0457": "uk", "\u0454": "uk", "\u0491": "uk", "\u045e": "be",
    "\u0458": "sr", "\u045b": "sr", "\u0452": "sr", "\u067e": "fa", "\u06af": "fa",
    "\u0698": "fa", "\u0679": "ur", "\u06d2": "ur",
}  # fmt: skip
"""Letters that tell a language from the one that most write in its script."""
_SHARE_OF_LETTERS: Final = 0.02

_FEWEST_WORDS: Final = 6
"""From which small words tell a language."""
_ENOUGH_WORDS, _FEWEST_MARKED = 12, 4
"""From which English can be denied to a language that nobody knows, and how many different words
have letters that English has not."""
_CLEARLY_ENGLISH, _CLEARLY_NOT = 0.25, 0.12
"""So many of an English answer's words are small English ones: of real ones 0.4 and more."""
_CLEARLY_OTHER, _FEWEST_SMALL = 0.15, 3
"""The same of another language, whose lists are shorter, and how many different ones at least."""
_OTHER_SCRIPT: Final = 0.3
"""So many letters that no language of western Europe has are another script."""
_LAST_LATIN: Final = "\u024f"


def code_of(name: str) -> str:
    """The code of a language as a recognizer names it: "en-US", "English" and "eng" are "en".

    Empty for a name that is none, or says that it was not told.
    """
    plain = name.strip().lower().replace("_", "-")
    code = plain.partition("-")[0]
    if plain in _CODES:
        return _CODES[plain]
    return code if code in _NAMES else _CODES.get(code, "")


def name_of(code: str) -> str:
    """The English name of the language; "another language" where that is not known."""
    return _NAMES.get(code, "another language")


def language_of(text: str, told: str = "") -> str:
    """The code of the language of ``text``; ``told``: what the recognizer says, where it does.

    The words decide where they are clear: a recognizer that was told the language tells it again.
    UNKNOWN where it is surely not English and nobody knows what.
    """
    named = code_of(told)
    foreign = named if named not in ("", "en") else ""
    if script := _script(text):
        return foreign or script
    words = [word for word in plain_words(text) if word[0].isalpha()]
    if len(words) < _FEWEST_WORDS:
        return foreign if foreign and words else "en"
    ours = sum(word in _ENGLISH for word in words) / len(words)
    if ours >= _CLEARLY_ENGLISH:
        return "en"
    return foreign or _by_small_words(words, ours)


def _by_small_words(words: Sequence[str], ours: float) -> str:
    """The language of ``words``, of which the share ``ours`` is small English ones."""
    counts = {code: sum(word in small for word in words) for code, small in _SMALL.items()}
    best = max(counts, key=lambda code: counts[code])
    theirs = counts[best] / len(words)
    kinds = len(_SMALL[best].intersection(words))
    if kinds >= _FEWEST_SMALL and theirs >= _CLEARLY_OTHER and theirs > ours:
        return best
    marked = {word for word in words if not word.isascii()}
    if len(words) >= _ENOUGH_WORDS and ours < _CLEARLY_NOT and len(marked) >= _FEWEST_MARKED:
        return best if kinds > 1 else UNKNOWN
    return "en"


def is_english(text: str) -> bool:
    """False where the small words are rather another language's, or the script is."""
    return language_of(text) == "en"


def _script(text: str) -> str:
    """The language of a text that is not in Latin letters; empty where it is."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    other = [
        letter for letter in letters if letter > _LAST_LATIN and not "\u1e00" <= letter <= "\u1eff"
    ]
    if not letters or len(other) <= _OTHER_SCRIPT * len(letters):
        return ""
    found = dict.fromkeys((code for _, _, code in _SCRIPTS), 0)
    for first, last, code in _SCRIPTS:
        found[code] += sum(first <= letter <= last for letter in other)
    best = max(found, key=lambda code: found[code])
    if best == "zh" and found["ja"]:
        best = "ja"
    for letter, code in _LETTERS.items():
        if text.lower().count(letter) > _SHARE_OF_LETTERS * len(letters):
            return code
    return best if found[best] else UNKNOWN
