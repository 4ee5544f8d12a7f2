"""From whom somebody has it, as a key: ten who heard it from the boys are one."""

import re

from earwitness.records.claim import Claim

TELEVISION, COMRADES, OFFICERS, RELATIVES, RUMOUR = (
    "television", "comrades", "officers", "relatives", "rumour",
)  # fmt: skip

_SOURCES = (
    (TELEVISION, r"телев|телек|тв\b|новост|радио|интернет|tv\b|telev|news|radio"),
    (
        COMRADES,
        r"пацан|ребят|мужик|парн|сослужив|товарищ|солдат|хлопц|boys|guys|lads|men\b|soldier",
    ),
    (
        OFFICERS,
        r"командир|комбат|комполк|офицер|ротн|взводн|начальств|штаб|commander|officer|command",
    ),
    (RELATIVES, r"мам|пап|жен|сестр|брат|сосед|родственн|подруг|wife|mother|mum|father|neighbour"),
    (RUMOUR, r"^(?:говорят|сказали|рассказывали|слышал[аи]?|кажуть|they say|people say|heard)?$"),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _SOURCES)


def told_source(claim: Claim) -> str:
    """The kind of source that a claim names, "rumour" if it is hearsay of an unnamed one, "" if the
    speaker does not have it from others."""
    if claim.known_by == "television":
        return TELEVISION
    if not is_hearsay(claim):
        return ""
    words = " ".join((claim.told_by or "").split())
    named = next((name for name, pattern in _PATTERNS if pattern.search(words)), "")
    return named or words.casefold()


def is_hearsay(claim: Claim) -> bool:
    """Whether the speaker passes on what another told."""
    if claim.known_by in ("took_part", "saw"):
        return False
    return bool(claim.hearsay) or claim.known_by in ("told", "television") or bool(claim.told_by)
