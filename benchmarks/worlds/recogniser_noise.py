"""What a recogniser does to words: drops, swaps, invents them, loses capitals and punctuation."""

import re
from random import Random

from worlds import given_names

_WORD = re.compile(r"\w+", re.UNICODE)
_DELETED, _INSERTED = 0.25, 0.1
"""Of all errors; the rest are replaced words. Shares as recognisers of telephone speech show them
(Whisper base on acted calls of the project's test data), rounded."""
_NAME_FOR_NAME = 0.2
"""Share of replaced names that become another name: the errors that mislead (an estimate)."""
_ENDINGS = ("а", "у", "ы", "е", "ой", "ом", "")
_FILLERS = "ну вот там так и это как он что не да то уже где".split()


def misheard(random: Random, text: str, word_errors: float, bare: bool) -> str:
    """The text as heard; `word_errors` is the expected share of errors per word of the text."""
    heard = _WORD.sub(lambda match: _word(random, match[0], word_errors), text)
    heard = re.sub(r"\s+([,.!?])", r"\1", re.sub(r"\s+", " ", heard)).strip(" ,")
    return " ".join(_WORD.findall(heard.lower())) if bare else heard


def _word(random: Random, word: str, word_errors: float) -> str:
    if random.random() >= word_errors:
        return word
    chance = random.random()
    if chance < _DELETED:
        return ""
    if chance < _DELETED + _INSERTED:
        return f"{word} {random.choice(_FILLERS)}"
    if word[0].isupper() and random.random() < _NAME_FOR_NAME:
        other = given_names.drawn(random, random.choice("mf"))
        return random.choice((other.full, *other.short))
    if len(word) > 3 and random.random() < 0.7:
        return _distorted(random, word)
    return random.choice(_FILLERS)


def _distorted(random: Random, word: str) -> str:
    """Another ending, or another letter within: what is near in sound."""
    if random.random() < 0.5:
        return word[:-1] + random.choice(_ENDINGS)
    place = random.randrange(1, len(word) - 1)
    vowel = word[place] in "аеёиоуыэюя"
    return word[:place] + random.choice("аоеиу" if vowel else "стнрлкпбд") + word[place + 1 :]
