"""Which clips may not go out before a person lifts that: sexual violence, the dead and wounded.

Two ways of finding it, either is enough: what the case's claims and themes say of the span, and
words of the span itself, in Russian, Ukrainian and English. The words are wide on purpose: lifting
a needless restriction costs one sentence. What is only hinted at is not found.
"""

import re
from collections.abc import Iterable

from earwitness.records.claim import Claim, LocatedClaim, ThemeMark
from earwitness.records.hearing import Turn
from earwitness.records.release import RestrictionReason

DEAD_THEMES = frozenset(
    {"losses", "killing", "civilian_dead", "order_to_kill", "own_fire", "prisoners"}
)
"""Themes of the codebook that speak of the dead and wounded, or of those who are tortured."""
DEAD_KINDS = frozenset({"loss", "killing", "civilian_dead"})
"""Kinds of claims that do, besides every claim that counts killed or wounded."""

_SEXUAL = re.compile(
    r"\b(?:из)?насил(?:ов|уе|ую|ия|ие|ьник)|\bсексуальн\w* насил|\bнадруга|\bпедофил|"
    r"\b(?:з|по)?ґ?гвалт|\bзґвалт|\bсексуальн\w* насильств|"
    r"\braped?\b|\brapes\b|\braping|\brapist|\bsexual(?:ly)? (?:violence|abuse|assault)",
)
_DEAD = re.compile(
    r"\bдвухсот|\bдвохсот|\b200-|\bтр[её]хсот|\bтрьохсот|\b300-|\bтруп|\bмертв|\bмёртв|\bпогиб|"
    r"\bзагину|\bзагибл|\bубит|\bубил|\bубива|\bвбит|\bвбил|\bвбива|\bзастрел|\bзастрел|"
    r"\bрасстрел|\bрозстріл|\bранен|\bранил|\bпоранен|\bпохорон|\bпохован|\bзакопал|\bморг|"
    r"\bпытал|\bпытк|\bкатував|\bкатуван|\bоторва|\bвідірва|"
    r"\bkilled|\bkilling|\bdead\b|\bdied\b|\bcorpse|\bbodies\b|\bwounded|\bmurder|"
    r"\bshot (?:him|her|them|an?|the|two|three)\b|\bexecuted|\bburied|\btortur|\bmorgue",
)


def restrictions(
    turns: Iterable[Turn], claims: Iterable[LocatedClaim], themes: Iterable[ThemeMark]
) -> tuple[RestrictionReason, ...]:
    """Why a clip is restricted, from what is said in it; empty if nothing was found."""
    text = "\n".join(f"{turn.text}\n{turn.translation}" for turn in turns).casefold()
    found = []
    if _SEXUAL.search(text) or any(_is_sexual(mark) for mark in themes):
        found.append(RestrictionReason.SEXUAL_VIOLENCE)
    is_dead = _DEAD.search(text) is not None
    is_dead = is_dead or any(_counts_people(located.claim) for located in claims)
    if is_dead or any(mark.value in DEAD_THEMES for mark in themes):
        found.append(RestrictionReason.DEAD_OR_WOUNDED)
    return tuple(found)


def _is_sexual(mark: ThemeMark) -> bool:
    """A theme of the case's own may be called so; the shipped codebook has none."""
    name = mark.value.casefold().replace("_", " ").replace("-", " ")
    return mark.kind in ("theme", "suggestion") and any(
        word in name for word in ("sexual", "rape", "насил", "ґвалт")
    )


def _counts_people(claim: Claim) -> bool:
    return claim.kind in DEAD_KINDS or claim.killed is not None or claim.wounded is not None
