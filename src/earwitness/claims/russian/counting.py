"""What a number counts: people, equipment, something else, or nothing that is said."""

from collections.abc import Sequence

from earwitness.claims.counted import BARE, OTHER, PEOPLE, Counted
from earwitness.claims.quantity import Quantity
from earwitness.claims.russian.lexicon import classes_of, equipment_of
from earwitness.claims.russian.units import kind_of
from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import Token, readings

# After these the number stands for people without a noun of its own: "трое раненых".
_LOSS_WORDS = frozenset({"УБИТЫЕ", "РАНЕНЫЕ", "ОТКАЗНИКИ", "ПЛЕННЫЕ"})
_BARE_BEFORE = _LOSS_WORDS | {"ГРОБ", "ГРАЖДАНСКИЕ", "ТРУП", "ПОТЕРЯ"}
_NOT_COUNTED = frozenset({"груз", "груза", "грузов", "личного"})
_ALONE_BEFORE = _LOSS_WORDS | {"ПОГИБНУТЬ", "РАНИТЬ", "УБИТЬ", "ОТКАЗАТЬСЯ", "ПРОПАСТЬ"}
_LOSS_VERBS = frozenset({"ПОГИБНУТЬ", "РАНИТЬ", "УБИТЬ", "ОТКАЗАТЬСЯ", "ПРОПАСТЬ"})
# From here on a number without a noun is money.
_MOST_PEOPLE = 50_000
_SMALLEST_WHOLE = 10  # below it, "с трёх пять" is rather a time
_ONLY = frozenset({"одни", "одних", "одним", "одними"})  # "одни мобики были" counts nothing
_AGE_PRONOUNS = frozenset({"мне", "тебе", "ему", "ей", "им", "вам"})
# "за триста" is a price, "в пять" and "к трём" a time, "с двух" too.
_PRICE_OR_TIME = frozenset({"за", "в", "к", "с", "по", "на"})
_ABOUT_SO_MANY = frozenset({"десяток", "сотню", "дюжину", "полсотни"})  # "с десяток"
_FUNCTION_WORDS = frozenset({"PREP", "CONJ", "PRCL"})
_FILLERS = frozenset(
    {
        "где-то",
        "наверное",
        "уже",
        "то",
        "этих",
        "таких",
        "наших",
        "единиц",
        "единицы",
        "штук",
        "штуки",
    }
)
_APPROXIMATELY = frozenset(
    {
        "этак",
        "где-то",
        "под",
        "около",
        "так",
        "наверное",
        "примерно",
        "штук",
        "там",
        "почти",
        "эдак",
    }
)
_YEARS = range(1900, 2101)


def counted(
    tokens: Sequence[Token], quantity: Quantity, ends: frozenset[int] = frozenset()
) -> Counted | None:
    """Find the noun of a quantity; None if the number word counts nothing ("один я остался").

    `ends` are the last tokens of all quantities: a noun right after one of them is its own.
    """
    if quantity.high == 1 and tokens[quantity.last].low in _ONLY:
        return None
    after = _noun_after(tokens, quantity)
    if after is not None:
        return _widened(quantity, *after)
    before = _noun_before(tokens, quantity, ends)
    if before is not None:
        return _widened(quantity, *before)
    if quantity.low.denominator != 1 and not quantity.share:
        return None
    following = tokens[quantity.last + 1].low if quantity.last + 1 < len(tokens) else ","
    one = quantity.high <= 1 and not quantity.share and not quantity.bound
    if one and not _is_one_man(tokens, quantity.last + 1):
        return None
    what = OTHER if _is_age_price_or_time(tokens, quantity, following) else BARE
    what = PEOPLE if quantity.people else what
    return Counted(quantity.first, quantity.last, quantity, what)


def _is_one_man(tokens: Sequence[Token], index: int) -> bool:
    """Whether "один" stands before what happened to him: "один погиб", "один в плену"."""
    following = [token.low for token in tokens[index : index + 3]]
    if following[:1] == ["уже"]:
        following = following[1:]
    if following[:2] in (["без", "вести"], ["в", "плен"], ["в", "плену"], ["в", "госпитале"]):
        return True
    return bool(following) and bool(classes_of(following[0]) & _ALONE_BEFORE)


def _widened(quantity: Quantity, index: int, what: str) -> Counted:
    absorbed = what not in {OTHER, BARE}
    first = min(quantity.first, index) if absorbed else quantity.first
    last = max(quantity.last, index) if absorbed else quantity.last
    return Counted(first, last, quantity, what)


def _noun_after(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, str] | None:
    """The noun that follows, over adjectives: its index and what it is."""
    for index in range(quantity.last + 1, min(quantity.last + 5, len(tokens))):
        token = tokens[index]
        if token.low in _FILLERS or "ЦЕЛЫЕ" in classes_of(token.low):
            continue
        if not token.is_word or _is_address(token.low) or _is_number(token.low):
            return None
        kinds = classes_of(token.low)
        if kinds & _BARE_BEFORE or token.low in _NOT_COUNTED:
            return index, BARE
        if kinds & _LOSS_VERBS:
            return None
        what = _kind_of_noun(token.low)
        both = tokens[quantity.first].low.startswith("об")
        if quantity.people and not both and what not in {None, PEOPLE}:
            return None  # "пятерых вертушкой увезли": collective numerals count men
        if what is not None:
            piecewise = "единиц" in {t.low for t in tokens[quantity.last + 1 : index]}
            return index, "vehicle" if piecewise and what == "equipment" else what
        if kind_of(token.low) is not None:
            return index, BARE if quantity.share or quantity.ordinal else OTHER
        likeliest = readings(token.low)[:2]
        if likeliest and likeliest[0].part in _FUNCTION_WORDS:
            return None
        many = {"plur"} if quantity.people else set()  # "двоим руки оторвало": not his noun
        wanted = {"NOUN", "gent"} | many
        noun = any(wanted <= r.grammemes and "Name" not in r.grammemes for r in likeliest)
        if noun and not _describes_people(tokens, index):
            return index, OTHER
        adjective = noun or (likeliest and likeliest[0].part in {"ADJF", "PRTF"})
        if not adjective:
            return None
    return None


def _describes_people(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun is rather the adjective of the next word: "трое лёгких трёхсотых"."""
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    adjective = any(r.part in {"ADJF", "PRTF"} for r in readings(tokens[index].low))
    return adjective and bool(classes_of(following) & (_BARE_BEFORE | {"ЛЮДИ"}))


def _is_number(low: str) -> bool:
    """Whether a word is the next number: "сорок" is no magpies."""
    part = part_of(low)
    return part is not None and part.kind in {"plain", "collective", "digits"}


def _is_address(low: str) -> bool:
    """Whether a word calls somebody: "двенадцать, мам", "сорок, Лен"."""
    return any("voct" in reading.grammemes for reading in readings(low))


def _kind_of_noun(low: str) -> str | None:
    kinds = classes_of(low)
    if "ЛЮДИ" in kinds:
        return PEOPLE
    return equipment_of(low)


def _noun_before(
    tokens: Sequence[Token], quantity: Quantity, ends: frozenset[int]
) -> tuple[int, str] | None:
    """The noun of an approximate inversion ("человек четыреста") or of a label ("номер пять")."""
    index = quantity.first - 1
    while index >= 0 and tokens[index].low in _APPROXIMATELY:
        index -= 1
    if index < 0 or not tokens[index].is_word or ends & {index - 1, index - 2}:
        return None
    if index and tokens[index - 1].low in {"без", "в", "во"}:
        return None  # "без ног двое", "в плен восьмерых"
    low = tokens[index].low
    if "ЯРЛЫК" in classes_of(low):
        return index, OTHER
    plural = any(
        r.part == "NOUN" and {"plur", "gent"} <= r.grammemes for r in readings(low)
    ) and any(r.part == "NOUN" for r in readings(low)[:1])
    if not plural or classes_of(low) & (_BARE_BEFORE | {"МЫ", "ПОТЕРЯ", "ЦЕЛЫЕ"}):
        return None
    return index, _kind_of_noun(low) or OTHER


def _is_age_price_or_time(tokens: Sequence[Token], quantity: Quantity, following: str) -> bool:
    before = tokens[quantity.first - 1].low if quantity.first else ""
    if quantity.share:
        return False
    year = not quantity.bound and quantity.low in _YEARS and quantity.low % 100
    if year or quantity.low >= _MOST_PEOPLE:
        return True
    if following in {"лет", "раз"} or before in _AGE_PRONOUNS:
        return True
    dative = readings(before)[:1] if before else ()
    if any(r.part == "NOUN" and {"datv", "anim"} <= r.grammemes for r in dative):
        return True
    if before == "с" and tokens[quantity.first].low in _ABOUT_SO_MANY:
        return False
    if before == "по" and _is_of_a_unit(tokens, quantity):
        return False  # "по десять в роте"
    if before in {"с", "со"} and _is_a_whole(tokens, quantity):
        return False
    return before in _PRICE_OR_TIME and not classes_of(following) & _ALONE_BEFORE


def _is_a_whole(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """ "С трёхсот двадцать вышло": a genitive from which another number is taken."""
    part = part_of(tokens[quantity.first].low)
    following = tokens[quantity.last + 1].low if quantity.last + 1 < len(tokens) else ""
    genitive = part is not None and "gent" in part.cases and "nomn" not in part.cases
    return genitive and quantity.low >= _SMALLEST_WHOLE and part_of(following) is not None


def _is_of_a_unit(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a unit is said within a few words of a number."""
    nearby = tokens[max(0, quantity.first - 5) : quantity.last + 5]
    return any(token.is_word and kind_of(token.low) is not None for token in nearby)
