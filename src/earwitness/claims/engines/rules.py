"""The built-in extractor: rules on lemmas, explainable, off-line, no model weights."""

from collections.abc import Iterator
from typing import Literal

from earwitness.claims.belonging import unit_name
from earwitness.claims.drafts import Draft
from earwitness.claims.hearsay import is_hearsay
from earwitness.claims.items import Item, items
from earwitness.claims.losses import losses
from earwitness.claims.patterns import encode
from earwitness.claims.persons import persons
from earwitness.claims.places import PlaceSpan, places
from earwitness.claims.themes import Finding, findings
from earwitness.claims.words import Sentence, sentences
from earwitness.records.claim import Claim, Extraction

# Claims of these kinds are what the speaker was told by their nature, not hearsay.
_NEVER_HEARSAY = frozenset({"order", "position", "admission", "looting"})


class RuleExtractor:
    """Finds claims, themes, places and persons in Russian text by the rules of `claims/data`.

    It reads recogniser output without punctuation or capitals as well. Other languages give
    empty or poorer results, never an error. It keeps no state and may be shared by threads.
    """

    name = "rules"
    version = "1"
    resource: Literal["io", "cpu", "gpu"] = "cpu"

    def extract(self, text: str) -> Extraction:
        """What the text says, in its order. Every claim's quote stands in it at its offsets."""
        claims: list[Claim] = []
        themes: set[str] = set()
        place_names: list[str] = []
        person_names: list[str] = []
        passed_on = False
        for sentence in sentences(text):
            spans = places(sentence.tokens)
            place_names += [span.name for span in spans]
            taken = frozenset(i for span in spans for i in range(span.first, span.last + 1))
            person_names += persons(sentence.tokens, taken)
            if sentence.question:
                passed_on = False
                continue
            found, said = _read(text, sentence, spans, passed_on)
            claims += found
            themes |= said
            passed_on = any(claim.hearsay for claim in found)
        return Extraction(
            text=text,
            claims=tuple(claims),
            themes=tuple(sorted(themes)),
            places=tuple(dict.fromkeys(place_names)),
            persons=tuple(dict.fromkeys(person_names)),
        )


def _read(
    text: str, sentence: Sentence, spans: list[PlaceSpan], passed_on: bool
) -> tuple[list[Claim], set[str]]:
    """Claims and themes of one sentence; `passed_on` if the one before was a claim by hearsay."""
    row = items(sentence, spans)
    encoded = encode(row)
    drafts = losses(row, encoded)
    claims = [_loss(text, sentence, row, draft, passed_on) for draft in drafts]
    themes = {_loss_theme(draft) for draft in drafts}
    kinds: set[tuple[str, str]] = set()
    for finding in findings(row, encoded):
        if _is_about_our_dead(finding, drafts):
            continue
        themes |= {finding.rule.theme} - {""}
        key = (finding.rule.kind, finding.place if finding.rule.kind == "position" else "")
        if finding.rule.kind and key not in kinds:
            kinds.add(key)
            claims.append(_deed(text, sentence, row, finding))
    return sorted(claims, key=lambda claim: (claim.start, claim.end)), themes


def _loss_theme(draft: Draft) -> str:
    if draft.object != "people":
        return "equipment"
    return "refusal" if draft.fields.keys() & {"refused"} and not _lost(draft) else "losses"


def _lost(draft: Draft) -> bool:
    return bool(draft.fields.keys() - {"refused", "total"})


def _is_about_our_dead(finding: Finding, drafts: list[Draft]) -> bool:
    """Whether a killing is only the loss that was already found there."""
    return finding.rule.theme in {"killing", "civilian_dead"} and any(
        draft.first <= finding.last and finding.first <= draft.last for draft in drafts
    )


def _quoted(
    text: str, sentence: Sentence, row: tuple[Item, ...], indices: Iterator[int]
) -> tuple[str, int, int]:
    listed = list(indices)
    start = sentence.tokens[row[min(listed)].first].start
    end = sentence.tokens[row[max(listed)].last].end
    return text[start:end], start, end


def _loss(
    text: str, sentence: Sentence, row: tuple[Item, ...], draft: Draft, passed_on: bool
) -> Claim:
    quote, start, end = _quoted(
        text, sentence, row, iter([draft.first, draft.last, *draft.units, *draft.spoken])
    )
    hearsay = passed_on or is_hearsay(row, draft.first, draft.last)
    return Claim(
        kind="loss", quote=quote, start=start, end=end, rule=draft.rule, object=draft.object,
        unit=unit_name(draft, row), hearsay=True if hearsay else None, **draft.fields,
    )  # fmt: skip


def _deed(text: str, sentence: Sentence, row: tuple[Item, ...], finding: Finding) -> Claim:
    quote, start, end = _quoted(text, sentence, row, iter([finding.first, finding.last]))
    kind = finding.rule.kind
    hearsay = kind not in _NEVER_HEARSAY and is_hearsay(row, finding.first, finding.last)
    counted = row[finding.killed].counted if finding.killed is not None else None
    return Claim(
        kind=kind, quote=quote, start=start, end=end, rule=finding.rule.name,
        killed=counted.quantity.rendered() if counted is not None else None,
        place=finding.place or None if kind == "position" else None,
        hearsay=True if hearsay else None,
    )  # fmt: skip
