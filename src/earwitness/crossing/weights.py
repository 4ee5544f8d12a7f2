"""Every weight and prior of attribution in one table, in log2 odds, each with its reason.

All are estimates by the authors unless `basis` says otherwise: there is no labelled archive of
real calls to fit them to. They are small whole steps on purpose, so that nobody reads precision
into them. 1 doubles the odds, 3 makes them eight to one.

The candidates of one side compete with "nobody in the sources", whose weight is 0, and never
less than the best candidate's minus the ceiling: borrowed phones, false entries and misheard
names leave a doubt that no sum of this table removes. A candidate's
`match_weight` is prior plus evidence; probabilities are 2^weight, normalised (softmax base 2).
Evidence that hangs together counts once: of several mentions of a name the strongest one, of
several entries for a number one plus a capped bonus (strangers copy names from each other).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Weight:
    """`value` in log2 odds; `reason` in one sentence; `basis`: where the value comes from."""

    value: float
    reason: str
    basis: str = "estimate"


LIMIT = 30.0
"""Weights are clamped to ±LIMIT before 2^weight, so that nothing overflows."""

WEIGHTS = MappingProxyType(
    {
        "ceiling": Weight(7.0, "One case in 128 is left to what this table does not know of"),
        # The line of the side itself.
        "number": Weight(2.5, "Mobile phones are answered by their owner about six times in seven"),
        "number_more_sources": Weight(0.5, "Each further source makes an old entry less likely"),
        "number_sources_cap": Weight(1.5, "Sources copy each other: three more count, no fourth"),
        "number_shared": Weight(-1.0, "A phone that calls many families tells little"),
        "incompatible_name": Weight(-1.0, "Numbers are reassigned: it may be an old owner"),
        # Reached through the family of the other side; priors of candidates without the line.
        "family_listed": Weight(-3.0, "One of about eight relatives who may call"),
        "family_surname": Weight(-10.0, "Anyone of that surname; its rarity is added as evidence"),
        "named_in_full": Weight(-10.0, "Anyone of that name; the rarity of both parts is added"),
        "listed_mutually": Weight(1.5, "Two profiles that list each other are rarely namesakes"),
        "same_town": Weight(1.5, "Families often live in one town; most namesakes do not"),
        "other_town": Weight(-1.5, "A listed relative mostly lives in the same town"),
        "relative_named": Weight(2.0, "The entry calls the person a relative of that very name"),
        "surname_floor": Weight(2.0, "Even the commonest surname is borne by few in a hundred"),
        "surname_cap": Weight(10.0, "A surname seen once may be a misspelling"),
        # What is heard.
        "name_cap": Weight(6.0, "A recogniser may turn any word into a rare name"),
        "one_channel_address": Weight(-1.0, "On one channel it is open which side was addressed"),
        "one_channel_self_caller": Weight(-0.5, "Callers say who they are, the called seldom"),
        "one_channel_self_called": Weight(-3.0, "Those who are called seldom say who they are"),
        "other_self": Weight(-5.0, "Somebody who gives another first name is hardly this person"),
        "other_self_one_channel": Weight(-3.0, "As above, if it was this side that said it"),
        "other_address": Weight(-4.0, "Somebody addressed by another name is hardly this person"),
        "other_address_one_channel": Weight(-2.0, "As above, if this side was addressed"),
        "kin_agrees": Weight(1.0, "Half of all people are of the right sex", "1 bit by arithmetic"),
        "kin_relation_agrees": Weight(1.5, "The relation heard is the one that profiles list"),
        "kin_disagrees": Weight(-4.0, "Nobody calls a man mum; loose terms are left out"),
        "one_channel_kin": Weight(-0.5, "On one channel it is open who said it, and to whom"),
        "several_on_line": Weight(-1.0, "Two people of this line are addressed; it may be either"),
        "wrong_number": Weight(-4.0, "The other side says that this is a wrong number"),
    }
)


def weight(name: str) -> float:
    """The value of a weight of the table.

    Raises:
        KeyError: the table has no such weight.
    """
    return WEIGHTS[name].value


def name_weight(frequency_weight: float, discount: float) -> float:
    """Weight of a heard name that agrees: its rarity up to the cap, less doubt; never negative."""
    return max(0.0, min(frequency_weight, weight("name_cap")) + discount)


def probabilities(match_weights: Iterable[float]) -> tuple[float, ...]:
    """2^weight, normalised to 1, clamped against overflow; empty for no weights."""
    clamped = [max(-LIMIT, min(LIMIT, value)) for value in match_weights]
    odds = [2.0**value for value in clamped]
    total = sum(odds)
    return tuple(value / total for value in odds)
