"""What a claim says in figures, as intervals that can be compared."""

import re
from dataclasses import dataclass
from fractions import Fraction

from earwitness.records.claim import Claim

COUNTED = ("killed", "wounded", "missing", "captured", "refused", "remaining")
"""Each is compared with its own kind only: the dead are not the wounded."""

NARRATIVE = "official_narrative"
"""A kind that denies losses without a figure: all goes to plan."""

LONGEST = 40
"""Letters of a quantity; a longer text is none."""

_ONE = re.compile(
    r"(?P<bound>[<>]?)(?P<low>\d+(?:[/.]\d+)?)(?:-(?P<high>\d+(?:[/.]\d+)?))?(?P<percent>%?)"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both inclusive; None is open. Shares are of 1."""

    low: Fraction | None
    high: Fraction | None

    def meets(self, other: "Interval") -> bool:
        """Whether one number can be in both."""
        return _not_above(self.low, other.high) and _not_above(other.low, self.high)

    def holds(self, other: "Interval") -> bool:
        """Whether all of the other lies in it."""
        low_fits = self.low is None or (other.low is not None and self.low <= other.low)
        high_fits = self.high is None or (other.high is not None and other.high <= self.high)
        return low_fits and high_fits

    def times(self, factor: Fraction) -> "Interval":
        """Both ends multiplied."""
        return Interval(_times(self.low, factor), _times(self.high, factor))


def interval_of(quantity: int | str | None) -> Interval | None:
    """The interval of 12, "2-3", ">1000", "1/3", "60%"; None of what is not said or no quantity."""
    match = _ONE.fullmatch(str(quantity)) if quantity is not None else None
    if match is None or len(str(quantity)) > LONGEST:
        return None
    scale = Fraction(1, 100) if match["percent"] else Fraction(1)
    try:
        low, high = (Fraction(match[end] or match["low"]) * scale for end in ("low", "high"))
    except ZeroDivisionError:
        return None
    is_count = not match["percent"] and "/" not in match["low"]
    step = Fraction(1) if is_count else Fraction(0)
    if match["bound"] == ">":
        return Interval(low + step, None if is_count else Fraction(1))
    if match["bound"] == "<":
        return Interval(Fraction(0), max(Fraction(0), low - step))
    return Interval(min(low, high), max(low, high))


def figures_of(claim: Claim) -> dict[str, Interval]:
    """Field → interval, with what follows from several: `lost` (how many are gone, of whatever
    cause) and `share` (which part of the whole is gone).

    A share becomes a count only with a total that the same claim says.
    """
    found = {name: interval_of(getattr(claim, name)) for name in COUNTED}
    known = {name: interval for name, interval in found.items() if interval is not None}
    total, share = interval_of(claim.total), interval_of(claim.fraction)
    if claim.destroyed and share is None and claim.remaining is None:
        share = Interval(Fraction(1), Fraction(1))
    exact = total.low if total and total.low == total.high and total.low else None
    remaining = known.get("remaining")
    if exact and remaining:
        lost = Interval(_minus(exact, remaining.high), _minus(exact, remaining.low))
        known["lost"] = lost
        share = share or lost.times(1 / exact)
    elif exact and share:
        known["lost"] = share.times(exact)
    if share is not None:
        known["share"] = share
    return known


def is_denial(claim: Claim) -> bool:
    """Whether it denies losses altogether ("потерь нет", all goes to plan), or the deed."""
    if claim.polarity == "denied" or claim.kind == NARRATIVE:
        return True
    return claim.kind == "loss" and set(figures_of(claim)) == {"killed"} and claim.killed == 0


def _not_above(low: Fraction | None, high: Fraction | None) -> bool:
    return low is None or high is None or low <= high


def _times(value: Fraction | None, factor: Fraction) -> Fraction | None:
    return None if value is None else value * factor


def _minus(total: Fraction, part: Fraction | None) -> Fraction | None:
    return None if part is None else max(Fraction(0), total - part)
