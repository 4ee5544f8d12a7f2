"""Whether a name calls the other side in a turn without any punctuation.

Recognisers that give bare words ("андрюша ты где") leave no commas. There a name that begins or
ends the turn calls somebody if the turn speaks to a second person and the word beside the name
does not take it as its subject ("андрей приехал", "где андрей").
"""

from collections.abc import Sequence

from earwitness.crossing.spoken_words import SpokenWord
from earwitness.runtime.russian.words import readings

_TO_YOU = frozenset(
    ("ты", "тебя", "тебе", "тобой", "твой", "твоя", "твои", "твою", "твоей", "привет", "здорово",
     "здравствуй", "алло", "ало", "слышь", "пока", "ти", "тобі", "твій", "привіт", "целую", "давай",
     "спасибо")
)  # fmt: skip
# A noun after these is told about, not called.
_BEFORE_SUBJECT = frozenset(
    ("и", "а", "где", "как", "это", "этот", "эта", "наш", "наша", "твой", "твоя", "мой", "моя",
     "что", "там", "или", "когда", "если", "как", "чтобы", "пусть", "не", "ни", "только", "еще")
)  # fmt: skip
_SPEECH_AROUND = 8
"""Words beside the name that are looked at; further away another sentence begins. Estimate."""


def bare_address(words: Sequence[SpokenWord], first: int, last: int) -> bool:
    """Whether words first…last, in the nominative, call somebody in a turn without marks."""
    if words[first].punctuated or words[-1].after:
        return False
    if first == 0 and last + 1 < len(words):
        following = words[last + 1 : last + 1 + _SPEECH_AROUND]
        return not _is_predicate(following[0]) and any(map(_speaks_to_you, following))
    if last + 1 == len(words) and first > 0:
        before = words[max(0, first - _SPEECH_AROUND) : first]
        if before[-1].lower in _BEFORE_SUBJECT or _is_predicate(before[-1]):
            return False
        return any(map(_speaks_to_you, before))
    return False


def _speaks_to_you(word: SpokenWord) -> bool:
    if word.lower in _TO_YOU:
        return True
    best = readings(word.lower)[:1]
    return any(not {"2per", "impr"}.isdisjoint(r.grammemes) for r in best)


def _is_predicate(word: SpokenWord) -> bool:
    """A verb that the name is likelier the subject of: third person or past."""
    best = readings(word.lower)[:1]
    return any(r.part == "VERB" and not {"3per", "past"}.isdisjoint(r.grammemes) for r in best)
