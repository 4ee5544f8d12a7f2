"""What a sentence tells of its claims besides: units in parts, place, home of the unit, time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from earwitness.claims.quantity import Quantity
from earwitness.claims.russian.bare_numbers import bare_numbers
from earwitness.claims.russian.place_roles import HOME, PLACE, PlaceRole, place_roles
from earwitness.claims.russian.places import PlaceSpan
from earwitness.claims.russian.quantities import quantities
from earwitness.claims.russian.spans import apart, tokens_of
from earwitness.claims.russian.times import may_name_a_time, times
from earwitness.claims.russian.unit_homes import home_of
from earwitness.claims.russian.unit_words import own_name_of
from earwitness.claims.russian.units import Unit, chained, joined_name, kind_of, units
from earwitness.claims.said_times import TimeSpan
from earwitness.records.claim import Claim, ClaimUnit, Mention
from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import Sentence, Token

_UNIT, _TIME, _BARE = "unit", "time", "bare number"
_ORDINAL = frozenset({"ordinal", "digits"})
# How far, in words, a place or time may stand from its claim. Estimate.
_REACH = 14
_UNIT_REACH = 8
# Where people are dead or wounded, the rules of losses alone decide whose they are.
_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All units, places, times and bare numbers of a sentence."""

    tokens: Sequence[Token]
    units: Sequence[Unit]
    places: Sequence[PlaceRole]
    times: Sequence[TimeSpan]
    bare: Sequence[tuple[int, int, ClaimUnit]] = ()


def circumstances(sentence: Sentence, spans: Sequence[PlaceSpan]) -> Circumstances:
    """Read them; sentences without a word of time or unit cost little."""
    tokens = sentence.tokens
    hints = frozenset().union(*(_hints(token.low) for token in tokens))
    found: Sequence[Quantity] = quantities(tokens) if hints else ()
    with_units, with_times, with_bare = (mark in hints for mark in (_UNIT, _TIME, _BARE))
    named = units(tokens, found) if with_units else ()
    said = times(tokens, found) if with_times else ()
    taken = frozenset(at for one in (*named, *said) for at in range(one.first, one.last + 1))
    bare = tuple(bare_numbers(tokens, found, taken)) if with_bare else ()
    return Circumstances(tokens, named, place_roles(tokens, spans), said, bare)


@lru_cache(maxsize=50_000)
def _hints(low: str) -> frozenset[str]:
    """What a word may be part of."""
    part = part_of(low)
    found = {
        _UNIT: kind_of(low) or kind_of(low.removeprefix("пол")) or own_name_of(low),
        _TIME: may_name_a_time(low),
        _BARE: part is not None and part.kind in _ORDINAL,
    }
    return frozenset(hint for hint, told in found.items() if told)


def completed(claim: Claim, around: Circumstances) -> Claim:
    """The claim with what its own sentence tells of it."""
    first, last = tokens_of(around.tokens, claim.start, claim.end)
    own = _units_of(claim, around, first, last)
    told: dict[str, Any] = {"units": tuple(unit.normalised for unit in own)}
    if own and claim.unit is None:
        told["unit"] = joined_name(own)
    if claim.place is None and claim.kind != "position":
        told["place"] = _place_of(around, first, last)
    told["home_base"] = home_of(around.tokens, own) or _home_of(around, first, last)
    told["when"] = _time_of(around, first, last)
    return replace(claim, **told)


def mentions(around: Circumstances, sentence: int, *, asked: bool) -> list[Mention]:
    """Units (side by side as one), places and times that later claims may rest on."""
    tokens = around.tokens

    def mention(first: int, last: int, **what: Any) -> Mention:
        start, end = tokens[first].start, tokens[last].end
        return Mention(start=start, end=end, sentence=sentence, asked=asked, **what)

    found = [
        mention(
            chain[0].first,
            chain[-1].last,
            units=tuple(unit.normalised for unit in chained(chain)),
        )
        for chain in _chains(tokens, around.units)
    ]
    found += [
        mention(role.span.first, role.span.last, place=role.span.name)
        for role in around.places
        if role.role == PLACE
    ]
    found += [mention(first, last, units=(unit,)) for first, last, unit in around.bare]
    found += [mention(span.first, span.last, when=span.meant) for span in around.times]
    return sorted(found, key=lambda one: one.start)


def _chains(tokens: Sequence[Token], found: Sequence[Unit]) -> list[list[Unit]]:
    """Units that stand side by side: "третья рота второго батальона"."""
    chains: list[list[Unit]] = []
    for unit in found:
        before = chains[-1] if chains else []
        ranks = {other.kind.rank for other in before}
        gap = (
            [t for t in tokens[before[-1].last + 1 : unit.first] if t.low != ","] if before else []
        )
        if before and not gap and unit.kind.rank not in ranks:
            before.append(unit)
        else:
            chains.append([unit])
    return chains


def _units_of(claim: Claim, around: Circumstances, first: int, last: int) -> list[Unit]:
    if claim.unit is not None:
        return _named_units(claim.unit, around.units, first, last)
    if claim.kind == "loss" and claim.object == _PEOPLE:
        return []
    near = [
        unit
        for unit in around.units
        if apart(around.tokens, (unit.first, unit.last), (first, last), _UNIT_REACH) == 0
    ]
    return chained(near)


def _named_units(name: str, found: Sequence[Unit], first: int, last: int) -> list[Unit]:
    """The units of a sentence that make a claim's unit, each the nearest of its name."""
    chosen = []
    for part in name.split(", "):
        fitting = [unit for unit in found if unit.name == part]
        if fitting:
            chosen.append(min(fitting, key=lambda unit: _distance(unit, first, last)))
    return chosen


def _distance(unit: Unit, first: int, last: int) -> int:
    return max(first - unit.last, unit.first - last, 0)


def _place_of(around: Circumstances, first: int, last: int) -> str | None:
    """The nearest place of its clause, else of the next clause if that is no place at home."""
    found = []
    for role in around.places:
        gap = apart(around.tokens, (role.span.first, role.span.last), (first, last), _REACH)
        if role.role == PLACE and gap is not None and gap <= (0 if role.at_home else 1):
            away = max(first - role.span.last, role.span.first - last, 0)
            found.append((gap, away, role.span.name))
    return min(found)[2] if found else None


def _home_of(around: Circumstances, first: int, last: int) -> str | None:
    """Where the people of the claim come from or live, if its own clause says so."""
    for role in around.places:
        span = (role.span.first, role.span.last)
        if role.role == HOME and apart(around.tokens, span, (first, last), _UNIT_REACH) == 0:
            return role.span.name
    return None


def _time_of(around: Circumstances, first: int, last: int) -> Any:
    found = []
    for at, span in enumerate(around.times):
        gap = apart(around.tokens, (span.first, span.last), (first, last), _REACH)
        if gap is not None and gap <= 1:
            away = max(first - span.last, span.first - last, 0)
            found.append((gap, away, at))
    return around.times[min(found)[2]].meant if found else None
