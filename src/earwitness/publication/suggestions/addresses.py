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
_STREETS = listed("улица проспект переулок бульвар шоссе проезд набережная вулиця провулок")
_BETWEEN = listed("наш наша наше мой моя имени номер теперь тоже")
_ONTO = listed("на по")
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
    spans = [
        span
        for at in range(len(words))
        if (span := _span(words, at) or _street_alone(words, at)) is not None
    ]
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


def _street_alone(words: Sequence[SaidWord], at: int) -> tuple[int, int] | None:
    """ "На Садовую двенадцать", "на гагарина сорок пять": the word "street" is left out."""
    if at == 0 or words[at - 1].low not in _ONTO or not _may_name_a_street(words[at]):
        return None
    last = at
    while last + 1 < len(words) and last - at < LONGEST_NAME and _goes_on(words, last):
        last += 1
    following = words[last + 1] if last + 1 < len(words) else None
    if last == at or (following and not words[last].follows and _is_counted(following)):
        return None
    return at, last


def _goes_on(words: Sequence[SaidWord], at: int) -> bool:
    following = words[at + 1]
    return not words[at].follows and words[at].turn == following.turn and _is_number(following.low)


def _is_counted(word: SaidWord) -> bool:
    """Whether a noun follows a number: then it counts, and is of no house. Words of addresses
    go on with one."""
    if _term(word):
        return False
    own = readings(word.low)
    return bool(own) and own[0].part == "NOUN"


def _may_name_a_street(word: SaidWord) -> bool:
    """A feminine adjective, or a surname in the genitive. Ordinals and "новую" are none."""
    if _is_number(word.low):
        return False
    own = readings(word.low)
    return any(
        (one.part == "ADJF" and "femn" in one.grammemes and not {"Apro", "Qual"} & one.grammemes)
        or ({"Surn", "gent"} <= one.grammemes)
        for one in own[:2]
    )


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
    if term in _NAMED and not word.cased and _is_said_as_name(words, at, term):
        return True
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


def _is_said_as_name(words: Sequence[SaidWord], at: int, term: str) -> bool:
    """In small letters: "проспект победы", "переулок речной семь", "селе нижние мокреницы"."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) and not word.follows else None
    numbered = following is not None and _is_number(following.low)
    for one in readings(word.low)[:2]:
        if term in _STREETS:
            if one.part == "NOUN" and "gent" in one.grammemes and (numbered or term != "улица"):
                return True
            if one.part == "ADJF" and numbered and "Apro" not in one.grammemes:
                return True
        elif one.part == "ADJF" and following is not None and not is_known(following.low):
            return True
    return False


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
