"""Scores of claims against labels: what `claims.py` and `claims_archive.py` count with.

Claims are dictionaries as `extract` writes them. A found claim is right if its kind is, and for a
loss its object, unit and every quantity: one that is missing, wrong or not in the label makes it
wrong. Places and hearsay are counted by themselves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any

ClaimFields = Mapping[str, Any]

QUANTITIES = (
    *("killed", "wounded", "missing", "captured", "refused", "remaining", "total"),
    *("fraction", "destroyed"),
)
EXACT_FIELDS = ("object", "unit", *QUANTITIES)
LISTS = ("themes", "places", "persons")
THEMES = (
    *("losses", "refusal", "equipment", "order_to_kill", "killing", "looting", "civilian_dead"),
    *("supply", "morale", "command_criticism", "leader_criticism", "war_failing"),
    *("official_narrative", "deception"),
)
"""Those that the lines are labelled for; an extractor may know more."""

Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Rate:
    """`right` of `of`."""

    right: int
    of: int

    def interval(self) -> tuple[float, float]:
        """The 95 % score interval of E. B. Wilson (JASA 22, 1927, 209-212); all if `of` is 0."""
        if not self.of:
            return 0.0, 1.0
        share, part = self.right / self.of, Z * Z / self.of
        middle = (share + part / 2) / (1 + part)
        reach = Z * sqrt(share * (1 - share) / self.of + part / (4 * self.of)) / (1 + part)
        return max(0.0, middle - reach), min(1.0, middle + reach)

    def __str__(self) -> str:
        if not self.of:
            return "–"
        low, high = self.interval()
        share = self.right / self.of
        return f"{share:.3f} ({low:.2f}–{high:.2f}) {self.right}/{self.of}"


class Score:
    """Counts by name; every name has how many were `right`, of how many."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.of: Counter[str] = Counter()

    def count(self, name: str, right: bool) -> None:
        """One more of `name`."""
        self.right[name] += right
        self.of[name] += 1

    def rate(self, name: str) -> Rate:
        """Of nothing, if the name was never counted."""
        return Rate(self.right[name], self.of[name])

    def f1(self, name: str) -> float:
        """Of "NAME found" and "NAME true"; 1 if there was nothing to find and nothing found."""
        both = self.of[f"{name} found"] + self.of[f"{name} true"]
        return 2 * self.right[f"{name} true"] / both if both else 1.0


def score_line(score: Score, wanted: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """Count one line: its label, and what an extractor made of it."""
    score_claims(score, wanted["claims"], found["claims"])
    for name in LISTS:
        _score_list(score, name, wanted[name], found[name])


def score_claims(score: Score, wanted: Sequence[ClaimFields], found: Sequence[ClaimFields]) -> None:
    """Count the claims of one line.

    "found" counts over labels (recall), "true" over what was found (precision).
    """
    pairs = paired(wanted, found)
    found_for = {i: found[j] for i, j in pairs}
    label_of = {j: wanted[i] for i, j in pairs}
    for i, label in enumerate(wanted):
        _count_claim(score, label, found_for.get(i, {}), "found")
    for j, claim in enumerate(found):
        _count_claim(score, claim, label_of.get(j, {}), "true")
    if not wanted:
        score.count("lines without claims left free", not found)


def paired(wanted: Sequence[ClaimFields], found: Sequence[ClaimFields]) -> list[tuple[int, int]]:
    """Positions of labels and found claims of the same kind, the most alike first, each once."""
    alike = sorted(
        ((-_agreement(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)),
    )
    pairs = []
    free_wanted, free_found = set(range(len(wanted))), set(range(len(found)))
    for _, i, j in alike:
        if i in free_wanted and j in free_found and wanted[i]["kind"] == found[j]["kind"]:
            free_wanted.discard(i)
            free_found.discard(j)
            pairs.append((i, j))
    return pairs


def is_right(label: ClaimFields, claim: ClaimFields) -> bool:
    """Kind, and for losses the object, the unit and every quantity."""
    if label.get("kind") != claim.get("kind"):
        return False
    return label["kind"] != "loss" or all(
        _value(label, name) == _value(claim, name) for name in EXACT_FIELDS
    )


def _count_claim(score: Score, one: ClaimFields, other: ClaimFields, side: str) -> None:
    """One claim of either side against its partner, which may be empty."""
    right = bool(other) and is_right(one, other)
    score.count(f"claims {side}", right)
    score.count(f"{one['kind']} {side}", right)
    score.count(f"kind of claim {side}", bool(other))
    if one["kind"] == "loss":
        for name in QUANTITIES:
            if _value(one, name) is not None:
                same = _value(one, name) == _value(other, name)
                score.count(f"quantities {side}", same)
                score.count(f"{name} {side}", same)
        if one.get("unit"):
            score.count(f"units {side}", one["unit"] == other.get("unit"))
            score.count(f"units, own aside {side}", _bare(one) == _bare(other))
    for name in ("place", "hearsay"):
        if one.get(name) and (other or side == "found"):
            score.count(f"{name} of claim {side}", _same(one[name], other.get(name)))


def _score_list(score: Score, name: str, wanted: Iterable[str], found: Iterable[str]) -> None:
    labels, values = {_key(v) for v in wanted}, {_key(v) for v in found}
    for side, own, others in (("found", labels, values), ("true", values, labels)):
        for value in own:
            score.count(f"{name} {side}", value in others)
            if name == "themes":
                score.count(f"theme {value} {side}", value in others)
            if name == "themes" and value in THEMES:
                score.count(f"labelled themes {side}", value in others)


def _agreement(label: ClaimFields, claim: ClaimFields) -> int:
    """How many fields are the same, less those that differ."""
    same = [_value(label, n) == _value(claim, n) for n in EXACT_FIELDS if n in {**label, **claim}]
    return 2 * sum(same) - len(same) + 10 * is_right(label, claim)


def _value(claim: ClaimFields, name: str) -> Any:
    """A field of a claim. None left is the same as destroyed; a bound has one spelling."""
    none_left = claim.get("remaining") == 0
    if name == "destroyed":
        return True if none_left else claim.get(name) or None
    if name == "remaining" and none_left:
        return None
    value = claim.get(name)
    return value.replace("=", "") if isinstance(value, str) else value


def _bare(claim: ClaimFields) -> str:
    return str(claim.get("unit") or "").replace("own ", "")


def _same(one: Any, other: Any) -> bool:
    return _key(str(one)) == _key(str(other))


def _key(value: str) -> str:
    return value.casefold().replace("ё", "е")
