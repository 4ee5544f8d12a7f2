"""Are the names and places of a sentence in its translation?

Compared by sound, across the standards of transliteration (ISO 9, BGN/PCGN, ICAO 9303, the
Ukrainian table of 2010), across inflection, and across the short forms of one first name.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files

from earwitness.records.translation import DoubtKind, TranslationDoubt
from earwitness.runtime.morphology import parses
from earwitness.runtime.russian.given_name_forms import comparable, name_table
from earwitness.runtime.russian.ordinary_words import is_also_a_word
from earwitness.runtime.russian.transliteration import skeleton
from earwitness.runtime.russian.words import Token, tokenise

LEAST_SIMILAR = 0.8
"""Ratio of matching letters of two skeletons (Ratcliff and Obershelp) from which on they are one
name. Estimate."""

SHORTEST_STEM = 4
"""Letters of a skeleton that may go on with an ending (Shaibekov, Шайбекова). Estimate."""

_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})
_ENGLISH_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ENDS = frozenset('.!?…"«»“”—–-:(')
_LITTLE = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ", "ADVB", "PRED"})
"""OpenCorpora's parts of speech that are no names, whatever their capital."""

_NO_NAMES = frozenset((
    "господин", "президент", "вы", "ты", "он", "она", "они", "я", "ваш", "алло", "ало", "альо",
    "мам", "мама", "мамуля", "пап", "папа", "бать", "батя", "сынок", "доча", "дочка", "брат",
    "братан", "бабушка", "дедушка",
    "господи", "господь", "боже", "боженька",
))  # fmt: skip
"""Written with a capital out of respect, or because a recogniser takes them for names."""

SHORTEST_SMALL_NAME = 4
"""Letters of a name that a recogniser wrote small; shorter ones are mostly other words.
Estimate."""

_CLOSE = str.maketrans({"g": "h", "w": "v", "e": "i", "o": "a", "y": "i", "u": "a"})
"""Г is g in Russian and h in Ukrainian; и and е, о and і change between both, and unstressed."""


def name_doubts(text: str, english: str, language: str) -> list[TranslationDoubt]:
    """Names of the source for which the English has nothing that sounds alike."""
    given = _names_given(english)
    sounds = {skeleton(part) for word in given for part in (word, *re.split(r"[-'’]", word))}
    sounds -= {""}
    english_words = {word.lower().removesuffix("'s").removesuffix("’s") for word in given}
    return [
        TranslationDoubt(
            kind=DoubtKind.NAME_LOST,
            source=token.text,
            translation="",
            detail=f"{token.text} is a name; the English has nothing that sounds like it.",
        )
        for token in names_in(text)
        if not _is_given(token.text, english_words, sounds)
    ]


def names_in(text: str) -> Iterator[Token]:
    """Words that are names: capitals inside a sentence; at its beginning, and written small, known
    names that are no other words."""
    tokens = tokenise(text)
    for index, token in enumerate(tokens):
        if not token.is_word or len(token.low) < 2 or token.low in _NO_NAMES:
            continue
        begins = index == 0 or tokens[index - 1].text in _ENDS
        small = not token.text[0].isupper()
        if not small and _is_little_word(token):
            continue
        if small and len(token.low) < SHORTEST_SMALL_NAME:
            continue
        if _is_name(token) if begins or small else not _is_common_acronym(token):
            yield token


def _names_given(english: str) -> list[str]:
    """Words with a capital; every word of a text that has none."""
    words = _ENGLISH_WORD.findall(english)
    capital = [word for word in words if word[0].isupper()]
    return capital or words


def _is_name(token: Token) -> bool:
    """Where its capital says nothing: a known name that is no other word."""
    if is_also_a_word(token.text):
        return False
    if comparable(token.text) in name_table().forms:
        return True
    best = parses(token.low)[0]
    return bool(best.is_known and not _NAMES.isdisjoint(best.tag.grammemes))


def _is_little_word(token: Token) -> bool:
    """Recognisers begin a piece with a capital wherever it begins: "… что Тут нет"."""
    best = parses(token.low)[0]
    return bool(best.is_known and str(best.tag.POS) in _LITTLE)


def _is_common_acronym(token: Token) -> bool:
    """Abbreviations are translated, not spelled: БТР is APC. The glossary knows them."""
    return token.text.isupper()


def _is_given(written: str, english_words: set[str], sounds: set[str]) -> bool:
    forms = _dictionary_forms(written)
    if any(word in english_words for form in forms for word in _exonyms(form)):
        return True
    readings = name_table().forms.get(comparable(written), frozenset())
    if readings:
        canonical = {reading.canonical for reading in readings}
        latin = (name_table().skeletons.get(sound, frozenset()) for sound in sounds)
        if any(reading.canonical in canonical for own in latin for reading in own):
            return True
        if any(word in english_words for name in canonical for word in _exonyms(name.lower())):
            return True
    wanted = {skeleton(form) for form in forms} - {""}
    return any(_alike(one, other) for one in wanted for other in sounds)


@lru_cache(maxsize=20_000)
def _dictionary_forms(written: str) -> tuple[str, ...]:
    """The word as it stands and every dictionary form it may have, ё as е."""
    low = written.lower().replace("ё", "е")
    found = parses(low)
    proper = [p for p in found if not _NAMES.isdisjoint(p.tag.grammemes)]
    forms = [low, *(str(p.normal_form).replace("ё", "е") for p in proper or found)]
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    """Whether two skeletons may be one name, an inflected ending aside."""
    first, second = (re.sub(r"(.)\1+", r"\1", s.translate(_CLOSE)) for s in (one, other))
    short, long = sorted((first, second), key=len)
    if len(short) < 3:
        return short == long
    if len(short) >= SHORTEST_STEM and long.startswith(short) and len(long) - len(short) <= 3:
        return True
    if first[0] != second[0]:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= LEAST_SIMILAR


@cache
def _table() -> dict[str, frozenset[str]]:
    source = files("earwitness.calls.translation").joinpath("data", "names.toml")
    listed = tomllib.loads(source.read_text(encoding="utf-8"))["english"]
    return {name: frozenset(words.lower().split()) for name, words in listed.items()}


def _exonyms(form: str) -> Sequence[str]:
    return tuple(_table().get(form, ()))
