"""What a claim's own sentence lacks and other sentences of the call supply, kept apart from it.

Nothing is taken from another speaker but what a direct question names; each addition says from
which words it comes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from earwitness.claims.context_units import unit_in_context
from earwitness.claims.conversation import OTHER, Conversation, Found, ReadTurn, Said
from earwitness.claims.unit_names import units_name
from earwitness.records.claim import LocatedClaim, TimeMeant

# What happens somewhere; a position is a place itself, and an admission has none.
_SOMEWHERE = frozenset({"loss", "killing", "looting", "order"})
_POSITION = "position"
# How many sentences back a place is still meant. Estimate.
_PLACE_SENTENCES = 2
# Between two claims of one speaker that go on: one turn of the other. Estimate.
_TURNS_BETWEEN = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InContext:
    """A claim with what its context adds; `when` is the time that it takes from there, or None."""

    located: LocatedClaim
    when: TimeMeant | None = None


def with_context(turns: Sequence[ReadTurn], found: Sequence[Found]) -> list[InContext]:
    """The claims of a recording, each with what its context adds."""
    conversation = Conversation(turns, found)
    return [_with_context(one, conversation) for one in found]


def _with_context(found: Found, conversation: Conversation) -> InContext:
    located, notes = found.located, []
    unit = unit_in_context(found, conversation)
    if unit is not None:
        notes.append("unit: " + "; ".join(_note(found, said) for said in unit.words))
        located = replace(
            located, unit_in_context=units_name(unit.units), units_in_context=unit.units
        )
    if (place := _place(found, conversation)) is not None:
        notes.append(f"place: {_note(found, place)}")
        located = replace(located, place_in_context=place.mention.place)
    if (told := _hearsay(found, conversation)) is not None:
        notes.append(f"hearsay: “{told.claim.quote}” at {_minutes(told.located.start_ms)}")
        located = replace(located, hearsay_in_context=True)
    if (time := _time(found, conversation)) is not None:
        notes.append(f"time: {_note(found, time)}")
    return InContext(
        located=replace(located, context=". ".join(notes)),
        when=time.mention.when if time is not None else None,
    )


def _note(found: Found, said: Said) -> str:
    """The words and when they were said; whose they are if they are not the claim's speaker's."""
    label = said.turn.turn.speaker_label
    asked = f", asked by {label}" if label != found.turn.turn.speaker_label else ""
    return f"“{said.words}” at {_minutes(said.turn.turn.start_ms)}{asked}"


def _minutes(milliseconds: int) -> str:
    return f"{milliseconds // 60_000}:{milliseconds // 1000 % 60:02d}"


def _place(found: Found, conversation: Conversation) -> Said | None:
    claim = found.claim
    if claim.place is not None or claim.kind not in _SOMEWHERE:
        return None
    for said in conversation.before_in_turn(found):
        near = found.sentence - said.mention.sentence <= _PLACE_SENTENCES
        if said.mention.place and near:
            return said
    for said in conversation.just_asked(found):
        if said.mention.place:
            return said
    if claim.hearsay or any(unit.whose == OTHER for unit in claim.units):
        return None
    return _position(found, conversation)


def _position(found: Found, conversation: Conversation) -> Said | None:
    """Where the speaker said last that they are."""
    for other in conversation.claims_before(found):
        claim = other.claim
        if claim.kind != _POSITION or claim.polarity or claim.mood or claim.place is None:
            continue  # they are not there if it is denied, asked or planned
        for mention in other.turn.extraction.mentions:
            if mention.place == claim.place and mention.start < claim.end:
                return Said(turn=other.turn, mention=mention)
    return None


def _hearsay(found: Found, conversation: Conversation) -> Found | None:
    """The claim by hearsay that this one goes on with at the head of the speaker's next turn."""
    if found.claim.hearsay or found.sentence or found.turn.in_first_person(found.claim):
        return None
    before = next(conversation.claims_before(found), None)
    if before is None or not before.claim.hearsay or before.claim.kind != found.claim.kind:
        return None
    return before if conversation.turns_between(before, found) == _TURNS_BETWEEN else None


def _time(found: Found, conversation: Conversation) -> Said | None:
    """Of the sentence just before, if the claim says none itself."""
    if found.claim.when is not None:
        return None
    for said in conversation.before_in_turn(found):
        if said.mention.when is not None and said.mention.sentence == found.sentence - 1:
            return said
    return None
