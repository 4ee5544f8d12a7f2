"""How much more alike the voices of an archive are than the strangers of the fit were.

A score that is rare between strangers of one population may be common in another: among men of
one age and language, on one kind of line. Score normalisation asks the archive itself (S-norm and
AS-norm: Matějka et al., Interspeech 2017), voice by voice, and takes the upper end of its likeness
to all others. There one speaker's own other calls are: on archives in which a few speakers are
often heard both lose much of what they should find (docs/voices.md). So here it is one number for
the archive, from the lower end, and it only ever takes away: by how much the lower quartile of
likeness, at the median voice, lies above that of the fit's strangers.
"""

import numpy as np
from numpy.typing import NDArray

from earwitness.crossing.voices.calibration import Calibration
from earwitness.crossing.voices.vectors import Rows

COHORT = 2_000
"""Voices of the archive that are compared with each other, evenly taken from their order."""

SHARE = 0.25
"""The quantile that is looked at: one speaker may have a third of all voices and hardly moves it.
Estimate."""

TRUSTED = 50
"""So many voices of the archive count as much as the fit. Estimate."""

LEAST_LABELLED = 20
"""Recordings with two channels from which on their two sides, who are strangers for certain, are
asked as well. Estimate."""


def excess(rows: Rows, calibration: Calibration) -> float:
    """How far scores of this archive's voices lie above those of strangers in the fit, at least
    0. `rows` are in no order of who is heard when (ids, not arrivals)."""
    others = min(len(rows), COHORT)
    if others < 2:
        return 0.0
    cohort = rows[np.linspace(0, len(rows) - 1, others).round().astype(np.intp)]
    quartile = float(np.median(np.quantile(cohort @ cohort.T, SHARE, axis=1)))
    trust = (others - 1) / (others - 1 + TRUSTED)
    return trust * max(0.0, quartile - calibration.stranger_quantile(SHARE))


def labelled_excess(scores: NDArray[np.floating], calibration: Calibration) -> float:
    """How far the mean score of pairs that are different speakers for certain lies above that of
    the fit; 0 if there are too few. Voices of one recording share a session and sometimes leak
    into each other, which can only hold back more."""
    if len(scores) < LEAST_LABELLED:
        return 0.0
    return max(0.0, float(scores.mean()) - calibration.stranger_mean)
