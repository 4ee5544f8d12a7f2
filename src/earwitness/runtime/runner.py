"""Runs a stage: finds what is missing, has it made, saves each result with its provenance."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from earwitness.records.custody import Provenance
from earwitness.records.errors import EarwitnessError
from earwitness.records.problem import Problem
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.executors.cluster import Cluster
from earwitness.runtime.progress import Progress
from earwitness.runtime.settings import Settings
from earwitness.runtime.store import problems, results, tombstones
from earwitness.runtime.store.connection import writing

AT_ONCE = 50
"""Outcomes of one transaction; some are megabytes. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """What every stage may look at: the case's folder, its settings, who is at work, and the
    cluster that work goes to (None: to processes of this machine)."""

    folder: CaseFolder
    settings: Settings
    actor: str
    cluster: Cluster | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One thing to make: its subject, its provenance, what goes in, and how much it is."""

    subject: str
    provenance: Provenance
    input: Any = None
    size: float = 1.0
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one work: an output (JSON), or the problem it met. `more` says that another
    one, made at the same time, follows at once: both may be stored together."""

    work: Work
    output: Any = None
    problem: Problem | None = None
    more: bool = False


class Stage(Protocol):
    """A stage as the runner sees it."""

    name: str
    label: str
    unit: str

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Everything that the stage would make of the case as it stands."""
        ...

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Make these, yielding each as it is done."""
        ...


def run_stage(stage: Stage, place: Workplace, progress: Progress) -> tuple[int, int]:
    """Make what is missing; (made, failed). What was made before is not made again.

    Outcomes are saved as they come, those that come at once in one transaction (at most `AT_ONCE`):
    so a kill costs only what was in work.
    """
    missing = _missing(stage.pending(place), place)
    made = failed = 0
    if not missing:
        return made, failed
    progress.start(stage.label, sum(work.size for work in missing), stage.unit)
    try:
        for some in _together(stage.make(missing, place)):
            _save(stage.name, some, place)
            for outcome in some:
                made += outcome.problem is None
                failed += outcome.problem is not None
                progress.advance(outcome.work.size, failed=outcome.problem is not None)
    finally:
        progress.finish()
    return made, failed


def outcome_of(work: Work, answer: Mapping[str, Any] | EarwitnessError, stage: str) -> Outcome:
    """The outcome of one work from the answer to its group: by subject an output or an error, or
    an error for all."""
    own = answer if isinstance(answer, EarwitnessError) else answer[work.subject]
    if isinstance(own, EarwitnessError):
        problem = Problem(subject=work.subject, stage=stage, what=own.what, remedy=own.remedy)
        return Outcome(work=work, problem=problem)
    return Outcome(work=work, output=own)


def _missing(pending: Sequence[Work], place: Workplace) -> list[Work]:
    keys = {results.key_of(work.subject, work.provenance): work for work in pending}
    made = _already_made(keys)
    for key in (key for key, leads in made.items() if not leads):
        work = keys[key]
        with writing(place.folder.database):
            results.lead_again(work.provenance.stage, work.subject, key, actor=place.actor)
    return [work for key, work in keys.items() if key not in made or work.lost]


def _already_made(keys: Mapping[str, Work]) -> dict[str, bool]:
    if not keys:
        return {}
    stage = next(iter(keys.values())).provenance.stage
    return results.already_made(stage, {key: work.subject for key, work in keys.items()})


def _together(outcomes: Iterator[Outcome]) -> Iterator[list[Outcome]]:
    """Outcomes in order, with those that follow at once. What was made before the stage breaks off
    comes, too."""
    some: list[Outcome] = []
    try:
        for outcome in outcomes:
            some.append(outcome)
            if not outcome.more or len(some) >= AT_ONCE:
                yield some
                some = []
    except GeneratorExit:
        raise
    except BaseException:
        if some:
            yield some
        raise
    if some:
        yield some


def _save(stage: str, outcomes: Sequence[Outcome], place: Workplace) -> None:
    with writing(place.folder.database):
        gone = tombstones.forgotten([one.work.subject for one in outcomes])  # by another command
        kept = [one for one in outcomes if one.work.subject not in gone]
        for one in kept:
            if one.problem is not None:
                problems.keep(one.problem)
        good = [one for one in kept if one.problem is None]
        made = [(one.work.subject, one.work.provenance, one.output) for one in good]
        results.save_all(stage, made, actor=place.actor)
        problems.solve_all([one.work.subject for one in good], stage)
