"""One sentence read: its claims in order, and its themes."""

from collections.abc import Iterable, Sequence

from earwitness.claims.russian.belonging import unit_name
from earwitness.claims.russian.drafts import Draft
from earwitness.claims.russian.hearsay import is_hearsay
from earwitness.claims.russian.items import Item, items
from earwitness.claims.russian.losses import losses
from earwitness.claims.russian.patterns import encode
from earwitness.claims.russian.places import PlaceSpan
from earwitness.claims.russian.themes import Finding, findings
from earwitness.records.claim import Claim
from earwitness.runtime.russian.words import Sentence

# Claims of these kinds are what the speaker does, sees or was told by their nature.
_NEVER_HEARSAY = frozenset({"order", "position", "admission", "looting"})
_FIRST_PERSON = frozenset({"МЫ", "=я", "=меня", "НАША_ЧАСТЬ"})


def read_sentence(
    text: str, sentence: Sentence, spans: Iterable[PlaceSpan], *, passed_on: bool
) -> tuple[list[Claim], set[str]]:
    """Claims and themes of one sentence of a text.

    `passed_on` says that the sentence before was a claim by hearsay; this one goes on with it,
    unless it speaks in the first person.
    """
    row = items(sentence, spans)
    passed_on = passed_on and not any(item.marks & _FIRST_PERSON for item in row)
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
    text: str, sentence: Sentence, row: Sequence[Item], indices: Sequence[int]
) -> tuple[str, int, int]:
    start = sentence.tokens[row[min(indices)].first].start
    end = sentence.tokens[row[max(indices)].last].end
    return text[start:end], start, end


def _loss(
    text: str, sentence: Sentence, row: Sequence[Item], draft: Draft, passed_on: bool
) -> Claim:
    quote, start, end = _quoted(
        text, sentence, row, [draft.first, draft.last, *draft.units, *draft.spoken]
    )
    hearsay = passed_on or is_hearsay(row, draft.first, draft.last)
    return Claim(
        kind="loss", quote=quote, start=start, end=end, rule=draft.rule, object=draft.object,
        unit=unit_name(draft, row), hearsay=True if hearsay else None, **draft.fields,
    )  # fmt: skip


def _deed(text: str, sentence: Sentence, row: Sequence[Item], finding: Finding) -> Claim:
    quote, start, end = _quoted(text, sentence, row, [finding.first, finding.last])
    kind = finding.rule.kind
    hearsay = kind not in _NEVER_HEARSAY and is_hearsay(row, finding.first, finding.last)
    counted = row[finding.killed].counted if finding.killed is not None else None
    return Claim(
        kind=kind, quote=quote, start=start, end=end, rule=finding.rule.name,
        killed=counted.quantity.rendered() if counted is not None else None,
        place=finding.place or None if kind == "position" else None,
        hearsay=True if hearsay else None,
    )  # fmt: skip
