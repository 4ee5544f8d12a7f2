"""Tasks for workers: every item in one task, tasks of bounded size."""

from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.pipeline.groups import GroupTask, grouped, single_items
from earwitness.records.custody import Provenance
from earwitness.runtime.runner import Work

NOTHING = Provenance(
    stage="s", engine="e", version="1", weights_digest="", options="{}", input_digests=()
)
EMPTY = GroupTask(items=(), engine="engine", options="options")


@settings(max_examples=80, deadline=None)
@given(
    sizes=st.lists(st.floats(0, 100), max_size=30),
    most=st.floats(0, 150),
    workers=st.integers(1, 4),
)
def test_every_item_is_in_one_task_in_order_and_tasks_are_bounded(
    sizes: list[float], most: float, workers: int
) -> None:
    works = [Work(subject=str(n), provenance=NOTHING, size=size) for n, size in enumerate(sizes)]
    tasks = list(grouped(works, sizes, EMPTY, most=most, least=0, workers=workers))
    assert [item for task in tasks for item in task.items] == [
        (str(n), size) for n, size in enumerate(sizes)
    ]
    for task in tasks:
        assert len(task.items) == 1 or sum(size for _, size in task.items) <= most + 1e-6
        assert (task.engine, task.options) == ("engine", "options")


def test_the_last_tasks_are_small_so_that_workers_end_together() -> None:
    works = [Work(subject=str(n), provenance=NOTHING) for n in range(100)]
    tasks = list(grouped(works, works, EMPTY, most=30, least=5, workers=2))
    sizes = [len(task.items) for task in tasks]
    assert sizes == sorted(sizes, reverse=True)
    assert (max(sizes), len(sizes) >= 8) == (25, True)
    assert all(size >= 5 for size in sizes[:-1])


def test_a_task_is_split_into_its_items_and_an_item_is_not() -> None:
    task = GroupTask(items=(("a", 1), ("b", 2)), engine="e")
    assert [part.items for part in single_items(task)] == [(("a", 1),), (("b", 2),)]
    assert single_items(GroupTask(items=(("a", 1),), engine="e")) == []
