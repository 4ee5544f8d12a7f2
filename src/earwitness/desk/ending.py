"""The end of a desk: what still runs behind its pages is brought to a state that is kept."""

from earwitness.desk.releases import work
from earwitness.desk.speakers import judging_jobs

WORK_SECONDS = 20.0
"""How long a build may take to its next step. Estimate: one sound is looked at in less."""
JUDGING_SECONDS = 10.0
"""How long decisions may take to be worked out. Estimate."""


def end_work() -> None:
    """End builds at their next step, let decisions be worked out; not longer than half a minute."""
    work.abandon(WORK_SECONDS)
    judging_jobs.wait(JUDGING_SECONDS)
