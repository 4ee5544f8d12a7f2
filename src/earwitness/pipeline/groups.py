"""Work cut into tasks for a worker: some minutes of sound, and single items when one fails."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from earwitness.runtime.executors.local import processes, run_tasks, worker_count
from earwitness.runtime.runner import Outcome, Work, Workplace, outcome_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTask:
    """What travels to a worker: (subject, input of that subject), and what the group needs."""

    items: tuple[tuple[str, Any], ...]
    engine: Any
    options: Any = None


def made_in_groups(
    stage: str,
    make_group: Callable[[GroupTask], Mapping[str, Any]],
    work: Sequence[Work],
    inputs: Sequence[Any],
    task: GroupTask,
    place: Workplace,
    *,
    most: float,
    least: float,
) -> Iterator[Outcome]:
    """The outcome of each work, made group by group in worker processes, as they finish.

    `make_group` runs in a worker and answers with outputs by subject. `most` and `least` as in
    `grouped`.
    """
    by_subject = {item.subject: item for item in work}
    workers = worker_count(place.settings.hearing.workers)
    tasks = list(grouped(work, inputs, task, most=most, least=least, workers=workers))
    workers = min(len(tasks), workers)
    for done, answer in run_tasks(
        make_group, tasks, start=lambda: processes(workers), split=single_items
    ):
        for subject, _ in done.items:
            yield outcome_of(by_subject[subject], answer, stage)


def grouped(
    work: Sequence[Work],
    inputs: Sequence[Any],
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
    filled, remaining = 0.0, sum(item.size for item in work)
    for item, needed in zip(work, inputs, strict=True):
        limit = max(least, min(most, remaining / (2 * workers)))
        if group and filled + item.size > limit:
            yield replace(task, items=tuple(group))
            remaining -= filled
            group, filled = [], 0.0
        group.append((item.subject, needed))
        filled += item.size
    if group:
        yield replace(task, items=tuple(group))


def single_items(task: GroupTask) -> Sequence[GroupTask]:
    """The same task item by item; nothing if it has one item already."""
    if len(task.items) < 2:
        return []
    return [replace(task, items=(item,)) for item in task.items]
