"""Which words of a sentence name places.

Precision comes first: a name needs a capital letter or a preposition of place before it; common
words and surnames that are also villages need both, or a name known from this war.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.claims.russian.gazetteer import Place, forms_of, places_by_form
from earwitness.claims.russian.lexicon import classes_of
from earwitness.runtime.russian.words import Token, is_known, readings

_OF_SOLDIERS = frozenset({"МЫ_ТАМ", "ПЕРЕКИНУТЬ", "ПРИБЫЛИ", "ВОЕННО_СТОЯТЬ", "ПОЗИЦИЯ"})
_LOCATIVE = frozenset(
    [
        "в",
        "во",
        "под",
        "подо",
        "возле",
        "около",
        "из",
        "изо",
        "на",
        "через",
        "до",
        "за",
        "близ",
        "рядом",
        "недалеко",
        "от",
        "с",
        "со",
        "к",
        "ко",
        "у",
        "по",
        "мимо",
        "между",
        "над",
        "вокруг",
        "районе",
        "городе",
        "городом",
        "селе",
        "деревне",
        "поселке",
        "окраине",
        "сторону",
        "напротив",
        "неподалеку",
        "доезжая",
        "доходя",
        "перед",
        "севернее",
        "южнее",
        "восточнее",
        "западнее",
        "окраину",
        "окраинах",
        "подступах",
        # Ukrainian
        "під",
        "біля",
        "коло",
        "поблизу",
        "неподалік",
        "поруч",
        "з",
        "із",
        "зі",
        "від",
        "районі",
        "місті",
        "селі",
        "околиці",
    ]
)
# After these a name is a place, however it is written: "вошли в село андреевка".
_KINDS_OF_PLACE = frozenset(
    ["село", "селе", "деревню", "деревне", "поселок", "поселке", "город", "городе"]
)
# These may as well stand before a person: "у Макарова", "с Мариной".
_PERSONAL_TOO = frozenset(
    ["с", "со", "у", "от", "к", "ко", "за", "на", "по", "между", "з", "із", "зі", "від"]
)
# A town of this size is taken by its capital alone, even at the head of a sentence.
_LARGE = 5_000
# A town of this size is taken without a capital, even if it may be a surname: "возле броваров".
_TOWN = 50_000
# A city of this size is taken without a capital or preposition, if its name is nothing else.
_FAMOUS = 200_000
# Single letters and short words are never places by their form alone.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A place on tokens [first, last]; `name` in the nominative, `country` empty if unknown."""

    first: int
    last: int
    name: str
    country: str = ""


def places(tokens: Sequence[Token]) -> list[PlaceSpan]:
    """Places of a sentence, left to right."""
    found: list[PlaceSpan] = []
    index = 0
    while index < len(tokens):
        span = _place_at(tokens, index)
        if span is not None:
            found.append(span)
        index = index + 1 if span is None else span.last + 1
    return found


def _place_at(tokens: Sequence[Token], index: int) -> PlaceSpan | None:
    token = tokens[index]
    candidates = places_by_form().get(token.low, ())
    if len(token.low) < _SHORTEST and not (
        _follows_preposition(tokens, index) and (token.is_capital or _is_known_town(candidates))
    ):
        return None
    for place in sorted(candidates, key=lambda place: -len(place.words)):
        last = index + len(place.words) - 1
        words = tokens[index + 1 : last + 1]
        complete = len(words) == len(place.words) - 1
        if not complete or any(
            word.low not in forms_of(name)
            for word, name in zip(words, place.words[1:], strict=True)
        ):
            continue
        if _is_meant(tokens, index, last, place):
            return PlaceSpan(index, last, place.name, place.country)
    return None


def _is_known_town(candidates: Sequence[Place]) -> bool:
    return any(place.known for place in candidates)


def _is_meant(tokens: Sequence[Token], index: int, last: int, place: Place) -> bool:
    token = tokens[index]
    locative = _follows_preposition(tokens, index)
    if place.region:
        return token.is_capital or locative
    if _belongs_to_a_person(tokens, index, last):
        return False
    before = tokens[index - 1].low if index else ""
    of_place_only = locative and before not in _PERSONAL_TOO
    ambiguous = _is_common(token.low) or _is_personal(token.low)
    taken = place.known and _is_taken(tokens, index, last)
    if not token.is_capital:
        return taken or _is_meant_in_small_letters(tokens, index, place, of_place_only)
    if of_place_only or (locative and not ambiguous):
        return True
    if ambiguous:
        return taken or (place.known and index > 0)
    return place.population >= _LARGE


def _is_meant_in_small_letters(
    tokens: Sequence[Token], index: int, place: Place, of_place_only: bool
) -> bool:
    """Whether a name without a capital is a place; `of_place_only` if only a place may follow the
    preposition before it.
    """
    low = tokens[index].low
    common = _is_common(low)
    ambiguous = common or _is_personal(low)
    if (place.known or place.population >= _FAMOUS) and not ambiguous:
        return True
    before = tokens[index - 1].low if index else ""
    if before in _KINDS_OF_PLACE or (place.known and _is_headed_for(tokens, index)):
        return True
    if before in _LOCATIVE and (
        place.known and (len(place.words) > 1 or (not common and not is_known(low)))
    ):
        return True
    of_soldiers = place.country == "UA" and _is_told_by_soldiers(tokens, index)
    unlike_a_person = of_place_only or (before in _LOCATIVE and not is_known(low))
    if unlike_a_person and not ambiguous and of_soldiers:
        return True
    large_enough = _TOWN if _is_personal(low) else _LARGE
    return of_place_only and (place.known or (not common and place.population >= large_enough))


def _is_headed_for(tokens: Sequence[Token], index: int) -> bool:
    """Whether troops move there, so that "к" stands before no person: "перекинули к лиману"."""
    towards = index > 1 and tokens[index - 1].low in {"к", "ко"}
    verbs = tokens[max(0, index - 4) : index - 1] if towards else ()
    return any(classes_of(token.low) & {"ПЕРЕКИНУТЬ", "ПРИБЫЛИ"} for token in verbs)


def _is_told_by_soldiers(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb near says that troops are or go there, so that any village may be meant."""
    near = [*tokens[max(0, index - 5) : index], *tokens[index + 1 : index + 4]]
    return any(classes_of(token.low) & _OF_SOLDIERS for token in near)


def _follows_preposition(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].low in _LOCATIVE


def _is_taken(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether a word beside says that somebody took it: "Иванков заняли"."""
    beside = [*tokens[max(0, index - 1) : index], *tokens[last + 1 : last + 2]]
    if beside and beside[-1].low == "мы":
        beside += tokens[last + 2 : last + 3]
    return any(classes_of(token.low) & {"ЗАНЯТЬ", "ВЗЯТЬ"} for token in beside)


def _belongs_to_a_person(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether a first name stands beside: "Саша Макаров"."""
    neighbours = [*tokens[max(0, index - 1) : index], *tokens[last + 1 : last + 2]]
    return any(
        token.is_capital and any("Name" in r.grammemes for r in readings(token.low)[:1])
        for token in neighbours
    )


def _is_common(low: str) -> bool:
    """Whether the dictionary knows the word as something else than a name."""
    if not is_known(low):
        return False
    names = {"Surn", "Name", "Patr", "Orgn"}
    likeliest = readings(low)[:3]
    if "Geox" in likeliest[0].grammemes:
        return False
    return any(not reading.grammemes & (names | {"Geox"}) for reading in likeliest)


def _is_personal(low: str) -> bool:
    return any(reading.grammemes & {"Surn", "Name", "Patr"} for reading in readings(low)[:3])
