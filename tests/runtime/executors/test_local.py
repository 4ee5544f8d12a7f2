"""Work in worker processes: a bad item costs only itself."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest

from earwitness.records.errors import EngineFailed, InputUnusable, ModelMissing
from earwitness.runtime.executors.guarded import Limits, workers_kept
from earwitness.runtime.executors.local import processes, run_tasks, worker_count
from fakes.tasks import DEADLY, RAISING, UNUSABLE, Numbers, doubled, environment, nap, worker


def singles(task: Numbers) -> Sequence[Numbers]:
    return [(number,) for number in task] if len(task) > 1 else []


def threads() -> Executor:
    return ThreadPoolExecutor(1)


def run(tasks: Sequence[Numbers], start: Callable[[], Executor]) -> dict[Numbers, object]:
    return dict(run_tasks(doubled, tasks, start=start, split=singles))


def test_every_task_is_answered() -> None:
    assert run([(1, 2), (3,)], threads) == {(1, 2): (2, 4), (3,): (6,)}


def test_no_task_is_asked_for_before_its_time() -> None:
    asked = []

    def tasks() -> Iterator[Numbers]:
        for number in range(20, 40):
            asked.append(number)
            yield (number,)

    answers = run_tasks(doubled, tasks(), start=threads, split=singles, ahead=lambda: 3)
    next(answers)
    assert len(asked) <= 6, "three at once, and three more for those that may be done by now"
    assert len(list(answers)) == 19


def test_an_item_that_raises_costs_only_itself() -> None:
    answers = run([(1, RAISING, 2), (3,)], threads)
    error = answers.pop((RAISING,))
    assert answers == {(1,): (2,), (2,): (4,), (3,): (6,)}
    assert isinstance(error, EngineFailed)


def test_what_an_engine_says_in_its_own_words_is_not_repeated() -> None:
    """An exception of a foreign engine may quote what was said in a call."""
    error = run([(RAISING,)], threads)[(RAISING,)]
    assert isinstance(error, EngineFailed)
    assert "ArithmeticError" in error.what
    assert "secret" not in str(error)


def test_an_error_in_words_is_the_answer_of_its_task() -> None:
    answers = run([(UNUSABLE,), (1,)], threads)
    assert isinstance(answers[(UNUSABLE,)], InputUnusable)
    assert answers[(1,)] == (2,)


def test_an_item_that_kills_its_worker_costs_only_itself() -> None:
    answers = run([(1, 2), (3, DEADLY, 4), (5, 6)], lambda: processes(2, Limits()))
    error = answers.pop((DEADLY,))
    assert isinstance(error, EngineFailed)
    assert "memory" in error.remedy
    doubles = {
        number: value
        for task, pair in answers.items()
        for number, value in zip(task, pair, strict=False)
    }
    assert doubles == {number: 2 * number for number in (1, 2, 3, 4, 5, 6)}


def test_workers_have_one_thread_and_leave_ctrl_c_to_their_parent() -> None:
    answers = run_tasks(environment, [(1,)], start=lambda: processes(1, Limits()), split=singles)
    assert list(answers) == [((1,), ("1", True))]


def test_leaving_early_does_not_wait_for_work_in_progress() -> None:
    answers = run_tasks(nap, [(0,), (60,)], start=lambda: processes(2, Limits()), split=singles)
    assert next(answers)[0] == (0,)
    start = time.monotonic()
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("setting", [1, 3, 64])
def test_a_declared_number_of_workers_holds(setting: int) -> None:
    assert worker_count(setting) == setting


def test_without_a_setting_there_is_one_worker_a_core_within_reason() -> None:
    assert 1 <= worker_count(0) <= 4


def test_a_missing_model_in_a_worker_keeps_its_remedy() -> None:
    def missing(task: Numbers) -> Numbers:
        raise ModelMissing("No model.", remedy="Fetch it.")

    ((_, answer),) = run_tasks(missing, [(1,)], start=threads, split=singles)
    assert isinstance(answer, ModelMissing)
    assert answer.remedy == "Fetch it."


def test_errors_in_words_survive_the_way_out_of_a_worker() -> None:
    answers = run([(UNUSABLE,)], lambda: processes(1, Limits()))
    error = answers[(UNUSABLE,)]
    assert isinstance(error, InputUnusable)
    assert (error.what, error.remedy) == ("This is no number.", "Take another.")


def workers_of(tasks: Sequence[Numbers]) -> list[object]:
    answers = run_tasks(worker, tasks, start=lambda: processes(1, Limits()), split=singles)
    return [answer for _, answer in answers]


def test_a_worker_that_dies_between_two_tasks_is_replaced() -> None:
    with processes(1, Limits()) as executor:
        first = executor.submit(worker, (1,)).result()
        os.kill(first, signal.SIGKILL)
        while executor._begun.active:  # type: ignore[attr-defined]
            time.sleep(0.05)
        assert executor.submit(worker, (2,)).result(timeout=60) != first


def test_workers_wait_for_the_next_stage() -> None:
    with workers_kept():
        first, second = workers_of([(1,)]), workers_of([(2,)])
    assert first == second
    assert workers_of([(3,)]) != first


def test_a_worker_that_died_is_replaced_before_the_next_stage() -> None:
    with workers_kept():
        first = workers_of([(1,)])
        (died,) = workers_of([(DEADLY,)])
        after = workers_of([(2,)])
    assert isinstance(died, EngineFailed)
    assert after != first


def test_workers_of_a_stage_that_was_left_are_not_kept() -> None:
    with workers_kept():
        first = workers_of([(1,)])
        left = run_tasks(nap, [(0,), (60,)], start=lambda: processes(1, Limits()), split=singles)
        next(left)
        left.close()
        assert workers_of([(2,)]) != first


def test_no_worker_outlives_the_work() -> None:
    with workers_kept():
        (one,) = workers_of([(1,)])
    assert isinstance(one, int)
    with pytest.raises(ProcessLookupError):
        os.kill(one, 0)
