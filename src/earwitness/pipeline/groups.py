"""Work cut into tasks for a worker: some minutes of sound, and single items when one fails."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from earwitness.runtime.executors.cluster import Resource
from earwitness.runtime.executors.guarded import OWN_SHARE, Limits, worker_memory_mib
from earwitness.runtime.executors.local import processes, run_tasks, worker_count
from earwitness.runtime.runner import Outcome, Work, Workplace, outcome_of
from earwitness.runtime.settings import HearingSection

MINUTES_A_SECOND = 1 / 60
"""Of sound, for the time limit of stages whose sizes are seconds of sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTask:
    """What travels to a worker: (subject, input of that subject), and what the group needs.

    `sizes` are the items' sizes, one by one: they tell the time limit.
    """

    items: tuple[tuple[str, Any], ...]
    engine: Any
    options: Any = None
    sizes: tuple[float, ...] = ()

    @property
    def size(self) -> float:
        """Of all items together."""
        return sum(self.sizes)


def made_in_groups(
    stage: str,
    make_group: Callable[[GroupTask], Mapping[str, Any]],
    work: Sequence[Work],
    inputs: Iterable[Any],
    task: GroupTask,
    place: Workplace,
    *,
    most: float,
    least: float,
    minutes_a_unit: float = MINUTES_A_SECOND,
    memory: bool = True,
    resource: Resource = "cpu",
) -> Iterator[Outcome]:
    """The outcome of each work, made group by group in worker processes, as they finish.

    `make_group` runs in a worker and answers with outputs by subject, or with the error of an item
    that failed by itself. `inputs` are those of the works, one by one, and are asked for as workers
    need them; a work whose input is None is left for the next run, for what it was to be made of is
    gone or has changed. `most` and `least` as in `grouped`. `minutes_a_unit` turns sizes into
    minutes for the time limit; without `memory` a worker's memory is not limited. On a cluster a
    worker is taken that has the `resource`.
    """
    by_subject = {item.subject: item for item in work}
    hearing, cluster = place.settings.hearing, place.cluster
    count = partial(cluster.count, resource) if cluster else partial(worker_count, hearing.workers)
    workers = count()
    if not memory:
        memory_mib = 0
    elif cluster:
        memory_mib = hearing.max_worker_mib or OWN_SHARE
    else:
        memory_mib = worker_memory_mib(hearing.max_worker_mib, workers)
    limits = Limits(
        seconds=lambda one: seconds_allowed(one.size * minutes_a_unit, hearing),
        memory_mib=memory_mib,
    )
    for done, answer in run_tasks(
        make_group,
        grouped(work, inputs, task, most=most, least=least, workers=workers),
        start=lambda: cluster.executor(limits, resource) if cluster else processes(workers, limits),
        split=single_items,
        ahead=lambda: 2 * count(),
    ):
        *others, last = (outcome_of(by_subject[own], answer, stage) for own, _ in done.items)
        yield from (replace(one, more=True) for one in others)
        yield last


def seconds_allowed(minutes: float, hearing: HearingSection) -> float:
    """What a task over so many minutes of sound may take, by the clock: as much as the setting
    allows, and never less than a whole minute's."""
    return hearing.max_seconds_per_minute * max(1.0, minutes)


def grouped(
    work: Sequence[Work],
    inputs: Iterable[Any],
    task: GroupTask,
    *,
    most: float,
    least: float,
    workers: int,
) -> Iterator[GroupTask]:
    """Tasks of neighbouring items, for so many workers (a large item stands alone).

    A task holds at most half of a worker's share of what remains, between `least` and `most` in
    the unit of the sizes: large ones first for little overhead, small ones last, so that workers
    end together (guided self-scheduling, Polychronopoulos and Kuck 1987).
    """
    group: list[tuple[str, Any]] = []
    sizes: list[float] = []
    remaining = sum(item.size for item in work)
    for item, needed in zip(work, inputs, strict=True):
        if needed is None:
            remaining -= item.size
            continue
        limit = max(least, min(most, remaining / (2 * workers)))
        if group and sum(sizes) + item.size > limit:
            yield replace(task, items=tuple(group), sizes=tuple(sizes))
            remaining -= sum(sizes)
            group, sizes = [], []
        group.append((item.subject, needed))
        sizes.append(item.size)
    if group:
        yield replace(task, items=tuple(group), sizes=tuple(sizes))


def single_items(task: GroupTask) -> Sequence[GroupTask]:
    """The same task item by item; nothing if it has one item already."""
    if len(task.items) < 2:
        return []
    sizes = task.sizes or (0.0,) * len(task.items)
    return [
        replace(task, items=(item,), sizes=(size,))
        for item, size in zip(task.items, sizes, strict=True)
    ]
