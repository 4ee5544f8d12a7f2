"""A number whose noun is left out: "Тридцать процентов батальона нет. Второго нашего."."""

from dataclasses import replace

from earwitness.claims.conversation import OTHER, Conversation, Found, Said
from earwitness.records.claim import ClaimUnit


def with_elided(
    found: Found, conversation: Conversation
) -> tuple[tuple[ClaimUnit, ...], Said] | None:
    """The claim's units with the bare number that stands beside them, and its words.

    The number belongs to the only unit of the claim that has none; None if there is no such unit,
    or several numbers are said.
    """
    units = found.claim.units
    unnumbered = [unit for unit in units if not unit.number and unit.whose != OTHER]
    bare = [
        (said, unit.number, unit.whose)
        for said in conversation.beside(found)
        for unit in said.mention.units
        if not unit.type
    ]
    if len(unnumbered) != 1 or len({number for _, number, _ in bare}) != 1:
        return None
    said, number, whose = bare[0]
    named = replace(unnumbered[0], number=number, whose=unnumbered[0].whose or whose)
    return tuple(named if unit is unnumbered[0] else unit for unit in units), said
