"""What each hint is worth: its false alarms on untouched test recordings, and other causes.

The figures come from `benchmarks/examination.py` on its held-out half; thresholds were chosen on
the development half. Change both together.
"""

from dataclasses import dataclass

from earwitness.records.examination import Observation

NONE_SEEN = 3.0
"""No false alarm in n trials: with 95 % confidence the rate is below 3/n (J. A. Hanley and
A. Lippman-Hand, If nothing goes wrong, is everything all right?, JAMA 249:13, 1983)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """How often a hint came up on `trials` untouched recordings of `minutes` altogether.

    `found` of `spliced` altered recordings showed it: those of the kind that it is made for.
    """

    alarms: int
    trials: int
    minutes: float
    found: int
    spliced: int
    made_for: str
    other_causes: str

    @property
    def rate(self) -> float:
        """False alarms a recording; where none was seen, what it may be at most."""
        return min(1.0, (self.alarms or NONE_SEEN) / self.trials)

    @property
    def measured_on(self) -> str:
        """In words, with what was found of what it is made for."""
        return (
            f"{self.alarms} of {self.trials} untouched test recordings ({self.minutes:.0f} min) "
            f"showed it, and {self.found} of {self.spliced} {self.made_for}"
        )


def hint(
    kind: str, worth: Worth, *, minutes: float, detail: str, value: float, unit: str, where: str,
    start_ms: int | None = None, end_ms: int | None = None,
) -> Observation:  # fmt: skip
    """An observation that gives a reason to listen, with what it is worth.

    `minutes` is the length of the examined sound; false alarms grow with it.
    """
    expected = (worth.alarms or NONE_SEEN) / worth.minutes * minutes
    return Observation(
        kind=kind,
        detail=detail,
        value=float(value),
        unit=unit,
        where=where,
        start_ms=start_ms,
        end_ms=end_ms,
        hint=True,
        false_alarm_rate=round(worth.rate, 4),
        expected_false_alarms=round(expected, 3),
        measured_on=worth.measured_on,
        other_causes=worth.other_causes,
    )
