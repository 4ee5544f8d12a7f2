"""The unit of a claim where its own sentence says it in part or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from earwitness.claims.context_elided import with_elided
from earwitness.claims.conversation import OTHER, OWN, Conversation, Found, Said
from earwitness.claims.unit_names import size_of
from earwitness.records.claim import ClaimUnit

# These go on speaking of the unit that was named; deeds may be anybody's.
_GO_ON = frozenset({"loss", "position", "order"})


@dataclass(frozen=True, slots=True)
class UnitInContext:
    """All units of a claim, said or not, small to large, and the words that add what is not."""

    units: tuple[ClaimUnit, ...]
    words: tuple[Said, ...]


def unit_in_context(found: Found, conversation: Conversation) -> UnitInContext | None:
    """The unit of a claim with what the conversation adds to it; None if it adds nothing.

    A unit comes from the sentence just before, from a question that the claim answers, or from
    where the speaker last spoke of a unit as his own. Larger units are those that he calls his own
    anywhere in the call, if he names one of that size only.
    """
    words: list[Said] = []
    units = found.claim.units
    if not units and (base := _base(found, conversation)) is not None:
        units, words = base.mention.units, [base]
    elif (elided := with_elided(found, conversation)) is not None:
        units, words = elided[0], [elided[1]]
    if not units or any(unit.whose == OTHER for unit in units):
        return UnitInContext(units, tuple(words)) if words else None
    for said, unit in _own_units(found, conversation, units):
        units = _joined(units, unit)
        words += [said] if said not in words else []
    if units == found.claim.units:
        return None
    return UnitInContext(tuple(sorted(units, key=size_of)), tuple(words))


def _base(found: Found, conversation: Conversation) -> Said | None:
    claim = found.claim
    if claim.kind not in _GO_ON:
        return None
    own_only = found.turn.in_first_person(claim)
    for said in _with_units(conversation.before_in_turn(found)):
        just_before = said.mention.sentence == found.sentence - 1
        if _is_own(said) or (just_before and not own_only):
            return said
    for said in _with_units(conversation.just_asked(found)):
        return said
    if claim.hearsay:
        return None
    return next(_with_units(conversation.own_units_before(found)), None)


def _with_units(listed: Iterable[Said]) -> Iterator[Said]:
    """Mentions of units with their size; a bare number names none yet."""
    return (said for said in listed if any(unit.type for unit in said.mention.units))


def _is_own(said: Said) -> bool:
    return any(unit.whose == OWN for unit in said.mention.units)


def _own_units(
    found: Found, conversation: Conversation, units: tuple[ClaimUnit, ...]
) -> Iterator[tuple[Said, ClaimUnit]]:
    """Numbered units that the speaker calls his own and that fit: larger than what is said, or
    the number of what is said as "our company"."""
    own: dict[int, list[tuple[Said, ClaimUnit]]] = {}
    for said in _with_units(conversation.own_units(found)):
        for unit in said.mention.units:
            if unit.number:
                own.setdefault(size_of(unit), []).append((said, unit))
    largest = max(map(size_of, units))
    unnumbered = {size_of(u) for u in units if not u.number and u.whose == OWN}
    for size, named in sorted(own.items()):
        fits = size > largest or size in unnumbered
        if fits and len({unit.number for _, unit in named}) == 1:
            yield named[0]


def _joined(units: tuple[ClaimUnit, ...], unit: ClaimUnit) -> tuple[ClaimUnit, ...]:
    """With one more unit, or with the number of one that is there."""
    if any(size_of(held) == size_of(unit) for held in units):
        return tuple(
            replace(unit, whose=held.whose or unit.whose, branch=held.branch or unit.branch)
            if size_of(held) == size_of(unit)
            else held
            for held in units
        )
    return (*units, unit)
