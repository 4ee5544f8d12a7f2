"""Addresses: words of streets, houses and settlements with the name or number beside them."""

from collections.abc import Iterator, Sequence

from earwitness.publication.suggestions.words import SaidWord, Suspect, listed
from earwitness.records.release import CoverReason
from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import is_known, readings

LONGEST_NAME = 3
"""Words of the name of a street or place. Estimate: "имени маршала Жукова"."""

# Words after or before which the name or number stands; in every inflection, by lemma.
_NAMED = listed(
    """
    улица проспект переулок бульвар шоссе площадь проезд тупик набережная микрорайон квартал
    село деревня поселок станица хутор аул район область край город городок общежитие санаторий
    вулиця провулок площа селище місто
    """
)
_NUMBERED = listed(
    """
    дом квартира корпус подъезд этаж строение комната общежитие микрорайон школа садик палата
    гараж участок будинок подвір'я квартал поликлиника
    """
)
_BETWEEN = listed("наш наша наше мой моя имени номер теперь тоже")
_SHORT = {"ул": "улица", "пр": "проспект", "пер": "переулок", "д": "дом", "кв": "квартира",
          "мкр": "микрорайон", "обл": "область", "пос": "поселок", "г": "город"}  # fmt: skip
_UKRAINIAN = {
    "вулиці": "вулиця", "вулицю": "вулиця", "вулицею": "вулиця", "будинку": "будинок",
    "села": "село", "селі": "село", "міста": "місто", "місті": "місто", "провулку": "провулок",
    "квартири": "квартира", "квартирі": "квартира", "площі": "площа", "області": "область",
    "районі": "район", "поверх": "этаж", "поверсі": "этаж", "підїзд": "подъезд",
}  # fmt: skip


def address_suspects(words: Sequence[SaidWord]) -> Iterator[Suspect]:
    """Streets, houses, flats and settlements with what names them. "Дома", "в городе" alone say
    nothing and are none."""
    spans = [span for at in range(len(words)) if (span := _span(words, at)) is not None]
    for first, last in _joined(words, spans):
        yield Suspect(first=first, last=last, reason=CoverReason.ADDRESS, detail="an address")


def _span(words: Sequence[SaidWord], at: int) -> tuple[int, int] | None:
    term = _term(words[at])
    if not term:
        return None
    first = last = at
    while last + 1 < len(words) and last - at < LONGEST_NAME and _names(words, last + 1, term):
        last += 1
    while first and at - first < LONGEST_NAME and last == at and _qualifies(words, first - 1, term):
        first -= 1
    return (first, last) if (first, last) != (at, at) else None


def _term(word: SaidWord) -> str:
    """The dictionary form of a word of addresses; "" for others."""
    low = _UKRAINIAN.get(word.low) or _SHORT.get(word.low, "")
    if low:
        return low
    for one in readings(word.low):
        if one.part == "NOUN" and one.lemma in _NAMED | _NUMBERED:
            return one.lemma
    return word.low if word.low in _NAMED | _NUMBERED else ""


def _names(words: Sequence[SaidWord], at: int, term: str) -> bool:
    """Whether the word after a word of addresses is its name or number."""
    word = words[at]
    if words[at - 1].turn != word.turn or words[at - 1].follows in ("!", "?", ";"):
        return False
    if _is_number(word.low):
        short = words[at - 1].low in _SHORT
        return (
            short
            or not words[at - 1].follows
            or not (words[at - 1].follows == "." or _is_ordinal(word.low))
        )
    if words[at - 1].follows and words[at - 1].low not in _SHORT:
        return False
    if word.low in _BETWEEN:
        following = words[at + 1] if at + 1 < len(words) else None
        return following is not None and following.turn == word.turn and _tells(following, term)
    return term in _NAMED and _is_name(word)


def _tells(word: SaidWord, term: str) -> bool:
    return _is_number(word.low) or (term in _NAMED and _is_name(word))


def _qualifies(words: Sequence[SaidWord], at: int, term: str) -> bool:
    """Whether the word before it is its name or number: "на Садовой улице", "пятый подъезд"."""
    word = words[at]
    if word.turn != words[at + 1].turn or word.follows:
        return False
    if _is_ordinal(word.low):
        return True
    return term in _NAMED and _is_name(word) and (word.is_capital or not word.cased)


def _is_name(word: SaidWord) -> bool:
    own = readings(word.low)
    if not own or not is_known(word.low):
        return bool(own) and (word.is_capital or not word.cased)
    if word.is_capital and not word.opens:
        return True
    proper = {"Geox", "Surn", "Name", "Patr"}
    return not word.cased and any(proper & one.grammemes for one in own)


def _is_number(low: str) -> bool:
    return low[:1].isdecimal() or part_of(low) is not None


def _is_ordinal(low: str) -> bool:
    part = part_of(low)
    return part is not None and part.kind == "ordinal"


def _joined(
    words: Sequence[SaidWord], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """ "Улица Ленина, дом пять, квартира семь" is one address."""
    held: tuple[int, int] | None = None
    for first, last in spans:
        if held and first <= held[1] + 2 and words[first].turn == words[held[1]].turn:
            held = (held[0], max(last, held[1]))
            continue
        if held:
            yield held
        held = (first, last)
    if held:
        yield held
