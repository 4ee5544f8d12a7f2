"""One sentence read: its claims in order, and its themes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from earwitness.claims.drafts import Draft
from earwitness.claims.english.findings import Finding, findings
from earwitness.claims.english.items import Item
from earwitness.claims.english.knowing import is_hearsay, known_by, told_by
from earwitness.claims.english.losses import losses
from earwitness.claims.english.mood import mood_of
from earwitness.claims.english.places import PLACE_WORDS
from earwitness.claims.english.units import Unit, joined
from earwitness.records.claim import Claim
from earwitness.runtime.english.words import Token

# Themes of the dead that are no losses of a number.
_OTHER_DEAD = frozenset({"civilian_dead", "concealment"})
# Words with which a sentence goes on about the unit just named.
_GOES_ON = frozenset({"they", "it", "all", "everyone", "TROOPS"})
# Claims of these kinds are what the speaker does, sees or was told by their nature.
_NEVER_HEARSAY = frozenset({"order", "position", "admission", "looting"})
# How far from a claim, in items, its place may be said, and the words before it. Estimate.
_PLACE_REACH = 10


@dataclass(frozen=True, slots=True)
class Said:
    """What one sentence says."""

    claims: tuple[Claim, ...]
    themes: frozenset[str]
    unasserted: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what goes before it: `topic` is a unit just named, `passed_on` hearsay.

    `about_us` if the sentence before told how many of one's own there were.
    """

    text: str
    tokens: Sequence[Token]
    row: Sequence[Item]
    question: bool
    topic: Unit | None = None
    passed_on: bool = False
    about_us: bool = False


def read_line(line: Line) -> Said:
    """Claims and themes of one sentence."""
    if any("FICTION" in item.marks for item in line.row):
        return Said((), frozenset(), ())
    stated: list[Claim] = []
    open_: list[Claim] = []
    themes: set[str] = set()
    drafts = losses(line.row, about_us=line.about_us)
    for draft in drafts:
        claim = _loss(line, draft)
        mood = _mood(
            line,
            draft.first,
            draft.last,
            "loss",
            sorted({draft.first, draft.last, *_verbs(line, draft)}),
        )
        if mood:
            open_.append(replace(claim, mood=mood))
        else:
            stated.append(claim)
            themes.add(_loss_theme(draft))
    kinds: set[tuple[str, str]] = set()
    for finding in findings(line.row):
        _take(line, finding, drafts, stated, open_, themes, kinds)
    if themes & _OTHER_DEAD and not any(claim.object == "people" for claim in stated):
        themes.discard("losses")
    return Said(_in_order(stated), frozenset(themes), _in_order(open_))


def _in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end)))


def _verbs(line: Line, draft: Draft) -> set[int]:
    return {i for i in range(draft.first, draft.last + 1) if line.row[i].verb}


def _take(
    line: Line,
    finding: Finding,
    drafts: Sequence[Draft],
    stated: list[Claim],
    open_: list[Claim],
    themes: set[str],
    kinds: set[tuple[str, str]],
) -> None:
    rule, match = finding.rule, finding.match
    if not rule.kind:
        if not line.question:
            themes.add(rule.theme)
        return
    if rule.kind == "killing" and _is_about_our_dead(finding, drafts):
        return
    key = (rule.kind, finding.place if rule.kind == "position" else "")
    if key in kinds or (rule.kind == "killing" and ("order", "") in kinds and match.first):
        return
    if rule.kind == "loss" and any(claim.kind == "loss" for claim in open_):
        return
    mood = _mood(line, match.first, match.last, rule.kind, match.steps)
    if (rule.mooded and not (mood or match.denied)) or (rule.mooded and mood == "plan"):
        return
    kinds.add(key)
    claim = _deed(line, finding)
    if mood or match.denied:
        open_.append(replace(claim, mood=mood or None, polarity="denied" if match.denied else None))
        return
    stated.append(claim)
    themes |= {rule.theme} - {""}


def _mood(line: Line, first: int, last: int, kind: str, steps: Sequence[int]) -> str:
    return "question" if line.question else mood_of(line.row, first, last, kind, steps)


def _loss_theme(draft: Draft) -> str:
    if draft.object != "people":
        return "equipment"
    return (
        "refusal"
        if "refused" in draft.fields and not draft.fields.keys() - {"refused", "total"}
        else "losses"
    )


def _is_about_our_dead(finding: Finding, drafts: Sequence[Draft]) -> bool:
    """Whether a killing is only the loss that was already found there."""
    return any(
        draft.object == "people"
        and draft.first <= finding.match.last
        and finding.match.first <= draft.last
        for draft in drafts
    )


def _quoted(line: Line, indices: Sequence[int]) -> tuple[str, int, int]:
    start = line.tokens[line.row[min(indices)].first].start
    end = line.tokens[line.row[max(indices)].last].end
    return line.text[start:end], start, end


def _loss(line: Line, draft: Draft) -> Claim:
    row = line.row
    quote, start, end = _quoted(line, [draft.first, draft.last, *draft.units, *draft.spoken])
    listed = joined([unit for i in draft.units if (unit := row[i].unit) is not None])
    span = row[draft.first : draft.last + 1]
    if (
        not listed
        and line.topic is not None
        and any(item.marks & _GOES_ON for item in row[max(0, draft.first - 3) : draft.last + 1])
    ):
        listed = [line.topic]
    first_person = any(item.marks & {"we", "us", "i", "our", "my", "OWN_UNIT"} for item in span)
    passed_on = line.passed_on and not first_person
    hearsay = passed_on or is_hearsay(row, draft.first, draft.last)
    base = next((unit.base for unit in listed if unit.base), "")
    how = known_by(row, draft.first, draft.last)
    return Claim(
        kind="loss", quote=quote, start=start, end=end, rule=draft.rule, object=draft.object,
        unit=", ".join(unit.name for unit in listed) or None,
        place=_place(line, draft.first, draft.last),
        units=tuple(unit.record() for unit in listed), home_base=base or None,
        hearsay=True if hearsay else None, known_by=how or ("told" if hearsay else None),
        told_by=_teller(line, draft.first) if hearsay else None, **draft.fields,
    )  # fmt: skip


def _place(line: Line, first: int, last: int) -> str | None:
    """Where it happened: the nearest place after a word of place, or None."""
    row = line.row
    found = [
        (max(first - index, index - last, 0), row[index].place)
        for index in range(max(1, first - _PLACE_REACH), min(len(row), last + 1 + _PLACE_REACH))
        if row[index].place and row[index - 1].marks & PLACE_WORDS
    ]
    return min(found)[1] if found else None


def _teller(line: Line, first: int) -> str | None:
    index = told_by(line.row, first)
    return None if index is None else _quoted(line, [index])[0]


def _deed(line: Line, finding: Finding) -> Claim:
    match, row, kind = finding.match, line.row, finding.rule.kind
    quote, start, end = _quoted(line, [match.first, match.last])
    hearsay = kind not in _NEVER_HEARSAY and is_hearsay(row, match.first, match.last)
    killed = match.captured.get("killed")
    counted = row[killed].counted if killed is not None else None
    place = _place(line, match.first, match.last)
    return Claim(
        kind=kind, quote=quote, start=start, end=end, rule=finding.rule.name,
        object="people" if kind == "loss" else None,
        killed=counted.quantity.rendered() if counted is not None else None,
        place=finding.place or None if kind == "position" else place,
        hearsay=True if hearsay else None, known_by=known_by(row, match.first, match.last),
        told_by=_teller(line, match.first) if hearsay else None,
    )  # fmt: skip
