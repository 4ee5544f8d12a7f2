"""What a sentence tells of its claims besides: the time; and what later claims may rest on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from earwitness.claims.english.items import Item
from earwitness.claims.english.places import PLACE_WORDS
from earwitness.claims.english.units import Unit, joined
from earwitness.claims.english.word_lists import listed
from earwitness.claims.said_times import TimeSpan
from earwitness.records.claim import Claim, Mention
from earwitness.runtime.english.words import Token

_POSITION = "position"
# How far, in words, a time may stand from its claim. Estimate.
_REACH = 14
# Of clauses, where only one time is said: "Last week, in Bucha, they …". Estimate.
_MOST_BORDERS = 2
_BREAKS = listed("circumstances.breaks")
# Between units of one chain: "the third company of the second battalion".
_OWNERS = frozenset({"our", "my"})
_BETWEEN_UNITS = listed("circumstances.between_units")
# Behind the front and at home nothing happens to those of whom is spoken.
_REAR = listed("circumstances.rear")


def with_time(claim: Claim, tokens: Sequence[Token], said: Sequence[TimeSpan]) -> Claim:
    """The claim with the nearest time of its clause or of the one beside it."""
    inside = [i for i, t in enumerate(tokens) if t.start < claim.end and t.end > claim.start]
    if not inside or not said:
        return claim
    first, last = inside[0], inside[-1]
    found = []
    for at, span in enumerate(said):
        low, high = (span.last, first) if span.last < first else (last, span.first)
        borders = sum(token.low in _BREAKS for token in tokens[low + 1 : high])
        if high - low <= _REACH and borders <= (1 if len(said) > 1 else _MOST_BORDERS):
            found.append((borders, max(high - low, 0), at))
    return replace(claim, when=said[min(found)[2]].meant) if found else claim


def mentions(
    tokens: Sequence[Token],
    row: Sequence[Item],
    said: Sequence[TimeSpan],
    claims: Sequence[Claim],
    *,
    sentence: int,
    asked: bool,
) -> list[Mention]:
    """Units (side by side as one), places and times, in the order of the text."""

    def at(first: int, last: int) -> Mention:
        start, end = tokens[first].start, tokens[last].end
        return Mention(start=start, end=end, sentence=sentence, asked=asked)

    found = [
        replace(
            at(_with_owner(chain[0], tokens), chain[-1].last),
            units=tuple(unit.record() for unit in joined(chain)),
        )
        for chain in _chains(row)
    ]
    found += [replace(at(item.first, item.last), place=item.place) for item in _places(row, claims)]
    found += [replace(at(span.first, span.last), when=span.meant) for span in said]
    named = (one for one in found if one.units or one.place or one.when)
    return sorted(named, key=lambda one: one.start)


def _with_owner(unit: Unit, tokens: Sequence[Token]) -> int:
    """Where a unit begins, with the "our" before it."""
    told = unit.own and unit.first > 0 and tokens[unit.first - 1].low in _OWNERS
    return unit.first - told


def _places(row: Sequence[Item], claims: Sequence[Claim]) -> Iterator[Item]:
    """Places where something may happen; those that a position is claimed at, however said."""
    held = {claim.place for claim in claims if claim.kind == _POSITION}
    rear = any(item.marks & _REAR for item in row)
    for index, item in enumerate(row):
        after_word = index > 0 and bool(row[index - 1].marks & PLACE_WORDS)
        if item.place and (item.place in held or (after_word and not rear)):
            yield item


def _chains(row: Sequence[Item]) -> list[list[Unit]]:
    """Units that stand side by side."""
    chains: list[list[Unit]] = []
    open_ = False
    for item in row:
        if item.unit is None:
            open_ = open_ and bool(item.marks & _BETWEEN_UNITS)
            continue
        ranks = {unit.kind.rank for unit in chains[-1]} if open_ else set()
        if open_ and item.unit.kind.rank not in ranks:
            chains[-1].append(item.unit)
        else:
            chains.append([item.unit])
        open_ = True
    return chains
