"""What the words beside a unit say of it: its branch, a name of its own, whose it is."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from earwitness.claims.named_units import stem_of
from earwitness.claims.tables import read_table
from earwitness.runtime.russian.words import Token, readings

_POSSESSIVES = frozenset({"наш", "мой", "свой"})
_OURS = frozenset({"нас", "наших", "меня", "мы", "я"})
_FROM_PLACE = re.compile(r"(?:.*[бвгджзклмнпрстфхцчшщьйуоеия])?(?:ский|цкий|ской|цкой)")
# How many words after a unit may tell its branch or name: "бригада морской пехоты".
_AFTER = 2
_GUARDS = "гвардейск"
# "Я из второй роты", "служу во втором батальоне".
_BELONGING = frozenset({"служить", "воевать", "числиться", "быть", "попасть", "состоять"})


@cache
def _branches() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(name, beginnings of one word or of words in a row), in the order of the table."""
    return tuple(
        (entry["name"], tuple(words.split()))
        for entry in read_table("russian", "units.toml")["branch"]
        for words in entry["words"]
    )


def branch_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """The branch that the words of a unit on [first, last] and right after it say, or ""."""
    lows = [token.low for token in tokens[first : last + 1 + _AFTER]]
    own = last + 1 - first
    guards = "guards" if any(low.startswith((_GUARDS, "гв")) for low in lows[: own + 1]) else ""
    for name, begins in _branches():
        for at in range(len(lows) - len(begins) + 1):
            if at > own or (at == own and _is_apart(tokens, first + at)):
                continue
            row = lows[at : at + len(begins)]
            if all(low.startswith(begin) for low, begin in zip(row, begins, strict=True)):
                return f"{guards} {name}".strip()
    return guards


def _is_apart(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word after a unit says nothing of it: a subject or a verb of its own."""
    likeliest = readings(tokens[index].low)[:1]
    return not likeliest or (
        (likeliest[0].part not in {"ADJF", "NOUN"} or "nomn" in likeliest[0].grammemes)
        and not tokens[index].low.startswith(("спецназ", "вдв", "вэдэвэ", "росгвард"))
    )


@lru_cache(maxsize=20_000)
def own_name_of(low: str) -> str:
    """The dictionary form of an adjective made of a place ("костромской"), or ""."""
    for reading in readings(low)[:2]:
        lemma = reading.lemma
        if reading.part == "ADJF" and _FROM_PLACE.fullmatch(lemma) and not _is_ordinary(lemma):
            return lemma
    return ""


@cache
def _ordinary_words() -> tuple[frozenset[str], tuple[str, ...]]:
    table = read_table("russian", "units.toml")
    words = {*table["no_name"]["words"], *table["whose"]["other"]}
    begins = tuple(begins[0] for _, begins in _branches())
    return frozenset(stem_of(word) for word in words), (*begins, _GUARDS)


def _is_ordinary(lemma: str) -> bool:
    words, begins = _ordinary_words()
    return stem_of(lemma) in words or lemma.startswith(begins)


def name_beside(tokens: Sequence[Token], first: int, last: int) -> str:
    """A name of the unit's own among its words or right after it, in dictionary form, or "".

    An adjective after it that goes on to another noun is that one's: "батальон псковской дивизии".
    """
    names = [own_name_of(token.low) for token in tokens[first:last]]
    after = tokens[last + 1 : last + 3]
    if after and not _is_apart(tokens, last + 1):
        following = readings(after[1].low)[:1] if len(after) > 1 else ()
        if not any(r.part == "NOUN" or r.part == "ADJF" for r in following):
            names.append(own_name_of(after[0].low))
    return next(filter(None, names), "")


def is_called_own(tokens: Sequence[Token], index: int) -> bool:
    """ "наш полк", "из моей второй роты", "роты нашей"; `index` is its noun."""
    before = tokens[max(0, index - 3) : index]
    for at, token in reversed(list(enumerate(before, max(0, index - 3)))):
        lemmas = {reading.lemma for reading in readings(token.low)}
        if lemmas & _POSSESSIVES:
            return at == 0 or tokens[at - 1].low != "не"
        if not any(r.part in {"ADJF", "PRTF"} for r in readings(token.low)):
            break
    after = tokens[index + 1 : index + 2]
    return any(r.lemma in _POSSESSIVES for token in after for r in readings(token.low))


def is_own(tokens: Sequence[Token], index: int) -> bool:
    """The same, and "у нас в роте", "в роте у нас"."""
    if is_called_own(tokens, index):
        return True
    if index == 0 or tokens[index - 1].low not in {"в", "во"}:
        return False
    after = [token.low for token in tokens[index + 1 : index + 3]]
    around = [token.low for token in tokens[max(0, index - 4) : index - 1]]
    return bool(_OURS & set(around)) or after[:2] in (["у", "нас"], ["нас"]) or "нас" in after


def whose_numbered(tokens: Sequence[Token], first: int, index: int) -> str:
    """ "own" or "other" of a unit with a number whose words begin at `first`; else ""."""
    if _is_others(tokens, first, index):
        return "other"
    if is_own(tokens, index):
        return "own"
    around = [token.low for token in tokens[max(0, first - 4) : first]]
    if around[-1:] and around[-1] in {"в", "во", "из", "с"}:
        if around[-3:-1] == ["у", "нас"] or around[-2:-1] in (["я"], ["мы"]):
            return "own"
        verbs = readings(around[-2]) if len(around) > 1 else ()
        if any(r.lemma in _BELONGING and "1per" in r.grammemes for r in verbs):
            return "own"
    spoken = {"мы", "нас"} & set(around[-2:]) and tokens[first - 1].low in {",", "—", "–", "мы"}
    return "own" if spoken else ""


def _is_others(tokens: Sequence[Token], first: int, index: int) -> bool:
    table = _whose_words()
    before = [token.low for token in tokens[max(0, first - 3) : first]]
    if len(before) == 3 and before[0] == "у" and before[1] in table[1] and before[2] in {"в", "во"}:
        return True  # "у соседей во втором батальоне"
    for at in range(max(0, first - 1), min(index + 2, len(tokens))):
        low = tokens[at].low
        if at != index and low in table[1]:
            return True
        if at <= index and any(reading.lemma in table[0] for reading in readings(low)):
            return True
    return _is_denied(tokens, first)


def _is_denied(tokens: Sequence[Token], first: int) -> bool:
    """ "не наш полк": its words begin at the possessive."""
    before = [token.low for token in tokens[max(0, first - 2) : first + 1]]
    return "не" in before[:-1] and any(
        reading.lemma in _POSSESSIVES for low in before for reading in readings(low)
    )


@cache
def _whose_words() -> tuple[frozenset[str], frozenset[str]]:
    """Adjectives (dictionary forms) and words (as said) of units that are not the speaker's."""
    whose = read_table("russian", "units.toml")["whose"]
    return frozenset(whose["other"]), frozenset(whose["others"])
