"""How much more alike the voices of an archive are than the strangers of the fit were.

A score that is rare between strangers of one population may be common in another: among men of
one age and language, on one kind of line. Score normalisation asks the archive itself (S-norm and
AS-norm: Matějka et al., Interspeech 2017). Here it is one-sided, without the deviation, and looks
at the lower end: a voice whose lower quartile of likeness to the archive's other voices lies
above that of the fit's strangers is held back by the excess. The upper end, which adaptive
normalisation looks at, is where one speaker's own other calls are; on archives in which a few
speakers are often heard it halves what it should find (docs/voices.md).
"""

import numpy as np
from numpy.typing import NDArray

from earwitness.crossing.voices.calibration import Calibration
from earwitness.crossing.voices.vectors import Rows

COHORT = 2_000
"""Voices of the archive that each one is compared with, evenly taken from their order."""

SHARE = 0.25
"""The quantile that is looked at: one speaker may have a third of all voices and hardly moves it.
Estimate."""

TRUSTED = 50
"""So many voices of the archive count as much as the fit. Estimate."""

LEAST_LABELLED = 20
"""Recordings with two channels from which on their two sides, who are strangers for certain, are
asked as well. Estimate."""

BLOCK = 4_096


def excesses(rows: Rows, calibration: Calibration) -> NDArray[np.float64]:
    """For each row, how far its lower quartile lies above that of the fit, at least 0."""
    others = min(len(rows), COHORT)
    cohort = rows[np.linspace(0, len(rows) - 1, others).round().astype(np.intp)]
    quartiles = np.concatenate(
        [
            np.quantile(rows[start : start + BLOCK] @ cohort.T, SHARE, axis=1)
            for start in range(0, len(rows), BLOCK)
        ]
    )
    trust = (others - 1) / (others - 1 + TRUSTED)
    above = np.maximum(0.0, quartiles - calibration.stranger_quantile(SHARE))
    found: NDArray[np.float64] = trust * above
    return found


def labelled_excess(scores: NDArray[np.floating], calibration: Calibration) -> float:
    """How far the mean score of pairs that are different speakers for certain lies above that of
    the fit; 0 if there are too few. Voices of one recording share a session and sometimes leak
    into each other, which can only hold back more."""
    if len(scores) < LEAST_LABELLED:
        return 0.0
    return max(0.0, float(scores.mean()) - calibration.stranger_mean)
