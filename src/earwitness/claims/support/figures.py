"""What a claim says in figures, as intervals that can be compared."""

from dataclasses import dataclass
from fractions import Fraction

from earwitness.claims.published_figures import published_figure
from earwitness.records.claim import Claim

COUNTED = ("killed", "wounded", "missing", "captured", "refused", "remaining")
"""Each is compared with its own kind only: the dead are not the wounded."""

NARRATIVE = "official_narrative"
"""A kind that denies losses without a figure: all goes to plan."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both inclusive; None is open. Shares are of 1."""

    low: Fraction
    high: Fraction | None

    def meets(self, other: "Interval") -> bool:
        """Whether one number can be in both."""
        return _not_above(self.low, other.high) and _not_above(other.low, self.high)

    def holds(self, other: "Interval") -> bool:
        """Whether all of the other lies in it."""
        high_fits = self.high is None or (other.high is not None and other.high <= self.high)
        return self.low <= other.low and high_fits

    def times(self, factor: Fraction) -> "Interval":
        """Both ends multiplied."""
        return Interval(self.low * factor, None if self.high is None else self.high * factor)


def interval_of(quantity: int | str | None) -> Interval | None:
    """The interval of 12, "2-3", ">1000", "1/3", "60%"; None of what is not said or no quantity."""
    figure = published_figure(quantity) if quantity is not None else None
    if figure is None:
        return None
    low, high = figure.low.size, figure.high.size
    step = Fraction(1) if figure.is_count else Fraction(0)
    if figure.bound == ">":
        return Interval(low + step, None if figure.is_count else Fraction(1))
    if figure.bound == "<":
        return Interval(Fraction(0), max(Fraction(0), low - step))
    return Interval(low, high)


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


def _not_above(low: Fraction, high: Fraction | None) -> bool:
    return high is None or low <= high


def _minus(total: Fraction, part: Fraction | None) -> Fraction:
    """What is left of a whole; a part without an upper end may be all of it."""
    return Fraction(0) if part is None else max(Fraction(0), total - part)
