"""What a model of linkage is made of: comparisons of fields, each with levels that weigh.

The model is that of Fellegi and Sunter (1969), as Splink computes it: a level has `m`, its
probability if the candidate is the speaker, and `u`, its probability if not; it weighs
log2(m / u). Where a level names a `frequency`, u is the share of the agreeing value itself, so
that agreement in a rare name says more than in a common one.
"""

from dataclasses import dataclass
from math import log2

FITTED = "Fitted to development worlds by benchmarks/fit_crossing.py."
"""The basis of levels whose m and u the worlds decide; the estimate before is in the history."""

ONE_CHANNEL = "On one channel it is open who said it, and of whom. "
"""The beginning of many reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One outcome of a comparison.

    `condition` is SQL over the columns of `rows.py`, suffixed `_l` for the speaker and `_r` for
    the person; levels are tried in order. `reason` says in one sentence why it weighs as it does,
    `basis` where `m` and `u` come from. `frequency_weight` is how much of the adjustment counts;
    u is never taken for less than `least_u`.
    """

    name: str
    condition: str
    m: float
    u: float
    reason: str
    basis: str = "Estimate."
    frequency: str = ""
    frequency_weight: float = 1.0
    least_u: float = 0.0

    @property
    def weight(self) -> float:
        """log2(m / u); where a frequency is looked up, the weight at the frequency `u`."""
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Evidence that hangs together counts once: it is levels of one comparison.

    `unknown` is the condition under which the comparison says nothing. What fits no level says
    nothing either.
    """

    name: str
    levels: tuple[Level, ...]
    unknown: str = "false"

    def level(self, name: str) -> Level:
        """The level of this name.

        Raises:
            KeyError: there is none.
        """
        for level in self.levels:
            if level.name == name:
                return level
        raise KeyError(name)
