"""How two statements about one matter bear on each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from earwitness.claims.support.figures import (
    Interval,
    figures_of,
    interval_of,
    is_denial,
)
from earwitness.claims.support.hearsay import is_hearsay
from earwitness.records.support import Relation, RelationName, Statement

GROWING = ("killed", "wounded", "missing", "captured", "lost", "share")
"""What can only grow; what remains can only shrink."""

_WORDS = {
    "lost": "gone in all",
    "share": "the part that is gone",
    "killed": "killed",
    "wounded": "wounded",
    "missing": "missing",
    "captured": "captured",
    "refused": "refused",
    "remaining": "remaining",
}

_OF_ONESELF = frozenset({"position", "order", "admission"})
"""What a speaker says of himself and his own: a stranger's denial says nothing of it."""

Fit = Literal["same", "part"]


@dataclass(frozen=True, slots=True)
class _Finding:
    relation: RelationName
    field: str
    why: str


def relate(
    left: Statement,
    right: Statement,
    *,
    fit: Fit = "same",
    same_speaker: bool = False,
    same_days: bool = True,
) -> Relation:
    """The relation of two statements of one kind, place and time.

    `fit`: they speak of the same unit, or `left` of a part of that of `right`. `same_days`: both
    say which days they mean, or nobody does: figures cannot have grown in between. One that lies
    within the other supports it; two that only overlap are compatible.
    """
    if fit == "same" and left.id > right.id:
        left, right = right, left
    findings = list(_findings(left, right, fit))
    chosen = _chosen(findings)
    if chosen is None:
        return _relation(left, right, _Finding("compatible", "", _without_figures(left, right)))
    if chosen.relation == "supports" and same_speaker:
        why = f"the same speaker says it again, which supports nothing: {chosen.why}"
        return _relation(left, right, _Finding("compatible", chosen.field, why))
    if chosen.relation == "contradicts" and fit == "same":
        later = _later(left, right)
        if same_speaker and later is not None and _is_known_alike(left, right):
            why = f"a later figure of the same speaker replaces his earlier one: {chosen.why}"
            own = _Finding("compatible", chosen.field, why)
            return _relation(left, right, own, supersedes=later.id)
        if not same_days and later is not None and _may_have_grown(left, right, later, findings):
            why = f"it may have grown in between: {chosen.why}"
            return _relation(left, right, _Finding("compatible", chosen.field, why))
    return _relation(left, right, chosen, [one.field for one in findings])


def _chosen(findings: list[_Finding]) -> _Finding | None:
    for name in ("contradicts", "supports", "compatible"):
        own = [one for one in findings if one.relation == name]
        if own:
            return own[0]
    return None


def _findings(left: Statement, right: Statement, fit: Fit) -> Iterator[_Finding]:
    denied = _denial(left, right, fit)
    if denied is not None:
        yield denied
        return
    if left.claim.kind != "loss":
        if fit == "same" and left.claim.kind == "position" and left.units and right.units:
            yield _Finding("supports", "place", "both say that the unit is there")
        return
    own, others = figures_of(left.claim), figures_of(right.claim)
    compare = _same_unit if fit == "same" else _part_of
    for name in _WORDS:
        if name in own and name in others:
            yield from compare(name, own[name], others[name])
    for dead, gone in ((own, others), (others, own)):
        if fit == "same" and "killed" in dead and "lost" in gone and "lost" not in dead:
            yield from _no_more_dead_than_gone(dead["killed"], gone["lost"])
    if fit == "part":
        yield from _of_a_destroyed_whole(own, others)


def _denial(left: Statement, right: Statement, fit: Fit) -> _Finding | None:
    """One says that there was nothing, the other tells of it."""
    for one, other in ((left, right), (right, left)):
        if not is_denial(one.claim) or is_denial(other.claim):
            continue
        if fit == "part" and one is left:
            return _Finding("compatible", "", "a part without losses says nothing of the others")
        if (figure := _denied_figure(one, other)) is not None:
            return figure
        if other.claim.kind in _OF_ONESELF and not (left.units and right.units):
            return _Finding(
                "compatible", "", "one denies it of himself, the other of nobody he names"
            )
        if other.claim.kind != "loss":
            return _Finding("contradicts", "polarity", "one denies what the other tells")
        told = [n for n in ("killed", "lost", "share") if _is_some(figures_of(other.claim).get(n))]
        if told:
            said = ", ".join(f"{_WORDS[name]}: {_shown(other, name)}" for name in told)
            return _Finding("contradicts", told[0], f"one denies losses, the other tells of {said}")
        why = "one says that nobody was killed, the other does not speak of killed"
        return _Finding("compatible", "killed", why)
    both = is_denial(left.claim) and is_denial(right.claim)
    return _Finding("supports", "polarity", "both deny it") if both else None


def _denied_figure(one: Statement, other: Statement) -> _Finding | None:
    """Who denies eight dead has not denied twelve."""
    if one.claim.kind != "loss" or one.claim.polarity != "denied":
        return None
    own, others = figures_of(one.claim), figures_of(other.claim)
    denied = [name for name in _WORDS if _is_some(own.get(name))]
    if not denied:
        return None
    for name in denied:
        if name in others and own[name].meets(others[name]):
            told = f"{_WORDS[name]}: {_text(others[name])}"
            return _Finding(
                "contradicts", name, f"one denies the figure that the other tells, {told}"
            )
    return _Finding("compatible", "", "one denies a figure that the other does not tell")


def _is_some(interval: Interval | None) -> bool:
    return interval is not None and interval.low > 0


def _same_unit(name: str, one: Interval, other: Interval) -> Iterator[_Finding]:
    told = f"{_WORDS[name]}: {_text(one)} and {_text(other)}"
    if not one.meets(other):
        yield _Finding("contradicts", name, told)
    elif one.holds(other) or other.holds(one):
        yield _Finding("supports", name, told)
    else:
        yield _Finding("compatible", name, f"{told} overlap")


def _part_of(name: str, part: Interval, whole: Interval) -> Iterator[_Finding]:
    """A part has no more than the whole; shares of different wholes are not compared."""
    if name == "share":
        return
    told = f"{_WORDS[name]}: {_text(part)} in a part, {_text(whole)} in the whole"
    too_many = whole.high is not None and part.low > whole.high
    yield _Finding("contradicts" if too_many else "compatible", name, told)


def _of_a_destroyed_whole(
    part: dict[str, Interval], whole: dict[str, Interval]
) -> Iterator[_Finding]:
    share, remaining = whole.get("share"), part.get("remaining")
    if share and share.low >= 1 and _is_some(remaining):
        why = "one says that all of the larger unit is gone, the other that some of a part remain"
        yield _Finding("contradicts", "remaining", why)


def _no_more_dead_than_gone(killed: Interval, lost: Interval) -> Iterator[_Finding]:
    if lost.high is not None and killed.low > lost.high:
        why = f"more killed ({_text(killed)}) than are gone in all ({_text(lost)})"
        yield _Finding("contradicts", "killed", why)
    else:
        why = f"killed ({_text(killed)}) are some of those who are gone ({_text(lost)})"
        yield _Finding("compatible", "lost", why)


def _is_known_alike(left: Statement, right: Statement) -> bool:
    """What he only passes on does not take the place of what he knows himself."""
    return is_hearsay(left.claim) == is_hearsay(right.claim)


def _later(left: Statement, right: Statement) -> Statement | None:
    if left.said_at is None or right.said_at is None or left.said_at == right.said_at:
        return None
    return left if left.said_at > right.said_at else right


def _may_have_grown(
    left: Statement, right: Statement, later: Statement, findings: list[_Finding]
) -> bool:
    """Whether every contradiction is one that time explains."""
    earlier = right if later is left else left
    before, after = figures_of(earlier.claim), figures_of(later.claim)
    for name in (one.field for one in findings if one.relation == "contradicts"):
        first, second = before.get(name), after.get(name)
        if first is None or second is None:
            return False
        grown = first.high is not None and second.low > first.high
        shrunk = second.high is not None and second.high < first.low
        if not (grown if name in GROWING else shrunk and name == "remaining"):
            return False
    return not (is_denial(left.claim) or is_denial(right.claim))


def _relation(
    left: Statement,
    right: Statement,
    chosen: _Finding,
    fields: list[str] | None = None,
    supersedes: str = "",
) -> Relation:
    first, second = sorted((left.id, right.id))
    return Relation(
        left=first,
        right=second,
        relation=chosen.relation,
        why=chosen.why,
        fields=tuple(dict.fromkeys(filter(None, [chosen.field, *(fields or ())]))),
        supersedes=supersedes,
    )


def _without_figures(left: Statement, right: Statement) -> str:
    if left.claim.kind == "loss":
        return "they give no figures of one kind: nothing can be compared"
    return f"both tell of {left.claim.kind}; perhaps not of the same one"


def _shown(statement: Statement, name: str) -> str:
    said = interval_of(getattr(statement.claim, name, None))
    return _text(said or figures_of(statement.claim)[name])


def _text(interval: Interval) -> str:
    if interval.low == interval.high:
        return str(interval.low)
    if interval.high is None:
        return f"at least {interval.low}"
    return f"{interval.low}–{interval.high}"
