"""Whether a text is English, by the small words between the others. Pure."""

from mockint.text.normalize import plain_words, word_set

_ENGLISH = word_set("the and of to in for with by from a an on at as that was were is")
_FOREIGN = (
    word_set(
        "der die das und mit f\u00fcr von den des dem ein eine bei zur zum im auf et les la le du"
        " pour avec dans une sur au aux en el los las del para con por una y da di il per della nel"
        " che de het een voor van op met bij och att som p\u00e5 av f\u00f6r til og i w na z do"
        " oraz dla se e o os em um uma"
    )
    - _ENGLISH
)
_FEWEST_WORDS = 30
"""From which a language can be told."""
_OTHER_SCRIPT = 0.3
"""So many letters that no language of western Europe has are another script."""
_LAST_LATIN = "\u024f"


def is_english(text: str) -> bool:
    """False where the small words are rather another language's, or the script is."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter > _LAST_LATIN for letter in letters) > _OTHER_SCRIPT * len(letters):
        return False
    words = plain_words(text)
    ours = sum(word in _ENGLISH for word in words)
    theirs = sum(word in _FOREIGN for word in words)
    return len(words) < _FEWEST_WORDS or ours >= theirs
