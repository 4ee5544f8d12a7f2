"""The answer of a language model, checked word by word against the text that it was asked about.

Nothing of it is believed: a quote must stand in the text letter by letter, a number is read from
the words that the answer points at, and a claim that has nothing left to check is dropped.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from earwitness.claims.language_model.fields import KINDS, KNOWN_BY, MOODS, OBJECTS, QUANTITIES
from earwitness.claims.language_model.readings import (
    RUSSIAN,
    Said,
    Span,
    numbers_of,
    place_in,
    quantity_in,
    time_in,
    units_in,
)
from earwitness.records.claim import Claim, Extraction

MOST_CLAIMS = 20
"""In one text; a turn with more is a model that runs away. Estimate."""

SHORTEST_QUOTE, LONGEST_QUOTE = 3, 1_000
"""Letters. Estimate."""


class Checked:
    """The claims that stood the check, and how many of what did not, by reason."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.rejected: Counter[str] = Counter()


def checked(
    text: str, untrusted_answer: object, *, rule: str, read: Extraction | None = None
) -> Checked:
    """The claims of an answer (JSON) that the text bears out; each is marked with `rule`.

    `read` is what the rules find in the text: its language, whose rules read numbers, units in
    parts, places and times. Without it the text is Russian.
    """
    read = read or Extraction(text=text, language=RUSSIAN)
    result = Checked()
    numbers = numbers_of(text, read.language)
    for untrusted in _listed(untrusted_answer, result.rejected):
        claim = _claim(untrusted, rule, read, numbers, result.rejected)
        if claim is not None and claim not in result.claims:
            result.claims.append(claim)
    result.claims.sort(key=lambda claim: (claim.start, claim.end, claim.kind))
    return result


def _listed(untrusted: object, rejected: Counter[str]) -> Iterator[Mapping[str, Any]]:
    claims = untrusted.get("claims") if isinstance(untrusted, dict) else None
    if not isinstance(claims, list):
        rejected["no list of claims"] += 1
        return
    if len(claims) > MOST_CLAIMS:
        rejected["too many claims"] += len(claims) - MOST_CLAIMS
    for claim in claims[:MOST_CLAIMS]:
        if isinstance(claim, dict):
            yield claim
        else:
            rejected["claim of a wrong form"] += 1


def _claim(
    untrusted: Mapping[str, Any],
    rule: str,
    read: Extraction,
    numbers: Sequence[Said],
    rejected: Counter[str],
) -> Claim | None:
    text = read.text
    kind, quote = untrusted.get("kind"), _span(text, untrusted.get("quote"))
    if kind not in KINDS or untrusted.get("mood") not in MOODS:
        rejected["claim of a wrong form"] += 1
        return None
    if quote is None or not SHORTEST_QUOTE <= quote.end - quote.start <= LONGEST_QUOTE:
        rejected["quote is not in the text"] += 1
        return None
    fields = _fields(untrusted, quote, text, numbers, rejected) if kind == "loss" else {}
    if kind == "loss" and not fields.keys() - {"object", "total"}:
        rejected["loss without a figure"] += 1
        return None
    fields |= _circumstances(untrusted, read, rejected)
    return Claim(
        kind=kind, quote=text[quote.start : quote.end], start=quote.start, end=quote.end, rule=rule,
        **fields,
    )  # fmt: skip


def _fields(
    untrusted: Mapping[str, Any],
    quote: Span,
    text: str,
    numbers: Sequence[Said],
    rejected: Counter[str],
) -> dict[str, Any]:
    said = untrusted.get("object")
    fields: dict[str, Any] = {"object": said if said in OBJECTS else "people"}
    listed = untrusted.get("quantities")
    for quantity in listed if isinstance(listed, list) else ():
        name = quantity.get("field") if isinstance(quantity, dict) else None
        span = _span(text, quantity.get("words"), within=quote) if name in QUANTITIES else None
        value = quantity_in(numbers, span) if span is not None else None
        share = isinstance(value, str) and ("/" in value or "%" in value)
        if name is None or value is None or (name == "fraction") != share or name in fields:
            rejected["number is not in the quote"] += 1
            continue
        fields[name] = value
    if untrusted.get("whole_unit_words") is not None:
        if _span(text, untrusted["whole_unit_words"], within=quote) is not None:
            fields["destroyed"] = True
        else:
            rejected["words are not in the text"] += 1
    return fields


def _circumstances(
    untrusted: Mapping[str, Any], read: Extraction, rejected: Counter[str]
) -> dict[str, Any]:
    """Unit, place, time and source, each only as far as the text has the words."""
    text, mentions, language = read.text, read.mentions, read.language
    told_by = _words(text, untrusted, "told_by_words")
    unit, place, time = (
        _span(text, untrusted.get(name)) for name in ("unit_words", "place_words", "time_words")
    )
    named, units = units_in(text, unit, mentions, language) if unit else (None, ())
    known_by, mood = untrusted.get("known_by"), untrusted["mood"]
    found: dict[str, Any] = {
        "unit": named,
        "units": units or None,
        "place": place_in(text, place, mentions, language) if place else None,
        "when": time_in(text, time, mentions) if time else None,
        "told_by": told_by,
        "hearsay": True if told_by else None,
        "known_by": known_by if known_by in KNOWN_BY else None,
        "mood": mood if mood != "stated" else None,
        "polarity": "denied" if untrusted.get("denied") is True else None,
    }
    pointed = {"unit": "unit_words", "place": "place_words", "when": "time_words",
               "told_by": "told_by_words"}  # fmt: skip
    for name, words in pointed.items():
        if untrusted.get(words) and found[name] is None:
            rejected[f"{name} is not in the text"] += 1
    return {name: value for name, value in found.items() if value is not None}


def _words(text: str, untrusted: Mapping[str, Any], name: str) -> str | None:
    span = _span(text, untrusted.get(name))
    return text[span.start : span.end] if span else None


def _span(text: str, untrusted_words: object, within: Span | None = None) -> Span | None:
    """Where words stand in the text (within a span of it), letter by letter; None if nowhere."""
    if not isinstance(untrusted_words, str) or not untrusted_words.strip():
        return None
    low, high = (within.start, within.end) if within else (0, len(text))
    start = text.find(untrusted_words, low, high)
    return Span(start, start + len(untrusted_words)) if start >= 0 else None
