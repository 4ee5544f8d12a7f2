"""The runner: nothing is made twice, nothing finished is lost, nothing earlier is overwritten."""

import pytest

from earwitness.app.custody import verify
from earwitness.runtime.runner import Workplace, run_stage
from earwitness.runtime.store import problems, results
from earwitness.runtime.store.models import ResultRow
from fakes.progress import RememberedProgress
from fakes.stages import CountingStage, Killed


def run(stage: CountingStage, place: Workplace) -> tuple[int, int]:
    return run_stage(stage, place, RememberedProgress())


def test_the_same_work_is_not_done_twice(place: Workplace) -> None:
    stage = CountingStage()
    assert run(stage, place) == (4, 0)
    assert run(stage, place) == (0, 0)
    assert stage.made == ["a", "b", "c", "d"]


def test_a_killed_run_goes_on_where_it_stopped(place: Workplace) -> None:
    with pytest.raises(Killed):
        run(CountingStage(dies_after=2), place)
    assert sorted(results.digests("count")) == ["a", "b"]
    second = CountingStage()
    assert run(second, place) == (2, 0)
    assert second.made == ["c", "d"]
    assert verify(place)["ok"]


def test_outcomes_that_come_at_once_are_stored_as_one_by_one(place: Workplace) -> None:
    assert run(CountingStage(version="0", bad=frozenset({"c"})), place) == (3, 1)
    together = CountingStage(at_once=True, bad=frozenset({"b"}))
    assert run(together, place) == (3, 1)
    rows = ResultRow.objects.filter(current=True).order_by("subject")
    assert [(row.subject, row.output["version"]) for row in rows] == [
        ("a", "1"),
        ("b", "0"),
        ("c", "1"),
        ("d", "1"),
    ]
    assert [one.subject for one in problems.open_problems()] == ["b"]
    assert verify(place)["ok"]
    assert run(CountingStage(at_once=True), place) == (1, 0)


def test_what_was_made_at_once_before_a_kill_is_kept(place: Workplace) -> None:
    with pytest.raises(Killed):
        run(CountingStage(at_once=True, dies_after=3), place)
    assert sorted(results.digests("count")) == ["a", "b", "c"]
    assert verify(place)["ok"]


def test_only_what_is_new_is_made(place: Workplace) -> None:
    run(CountingStage(), place)
    more = CountingStage(subjects=("a", "b", "c", "d", "e"))
    assert run(more, place) == (1, 0)
    assert more.made == ["e"]


def test_a_new_engine_adds_a_version_and_the_earlier_stays(place: Workplace) -> None:
    run(CountingStage(), place)
    assert run(CountingStage(version="2"), place) == (4, 0)
    assert results.output("count", "a") == {"version": "2"}
    assert ResultRow.objects.count() == 8
    assert verify(place)["ok"]


def test_going_back_to_an_earlier_engine_makes_nothing_but_leads_again(place: Workplace) -> None:
    run(CountingStage(), place)
    run(CountingStage(version="2"), place)
    assert run(CountingStage(), place) == (0, 0)
    assert results.output("count", "a") == {"version": "1"}
    assert ResultRow.objects.filter(current=True).count() == 4
    assert verify(place)["ok"]


def test_what_was_lost_is_made_again_without_a_second_record(place: Workplace) -> None:
    run(CountingStage(), place)
    again = CountingStage(lost=frozenset({"b"}))
    assert run(again, place) == (1, 0)
    assert again.made == ["b"]
    assert ResultRow.objects.count() == 4
    assert verify(place)["ok"]


def test_a_bad_item_is_a_problem_and_stops_nothing(place: Workplace) -> None:
    assert run(CountingStage(bad=frozenset({"b"})), place) == (3, 1)
    (problem,) = problems.open_problems()
    assert (problem.subject, problem.stage, problem.remedy) == ("b", "count", "Mend.")


def test_a_problem_is_gone_when_its_item_succeeds(place: Workplace) -> None:
    run(CountingStage(bad=frozenset({"b"})), place)
    assert run(CountingStage(), place) == (1, 0)
    assert problems.open_problems() == ()


def test_a_problem_that_stays_is_kept_once(place: Workplace) -> None:
    for _ in range(2):
        assert run(CountingStage(bad=frozenset({"b"})), place)[1] == 1
    assert len(problems.open_problems()) == 1


def test_progress_is_told_from_start_to_finish(place: Workplace) -> None:
    progress = RememberedProgress()
    run_stage(CountingStage(bad=frozenset({"b"})), place, progress)
    assert progress.told[0] == ("start", "Counting", 4, "items")
    assert progress.told[-1] == ("finish",)
    assert [told[2] for told in progress.told[1:-1]] == [False, True, False, False]


def test_progress_is_finished_by_a_kill_too_and_silent_without_work(place: Workplace) -> None:
    killed, idle = RememberedProgress(), RememberedProgress()
    with pytest.raises(Killed):
        run_stage(CountingStage(dies_after=0), place, killed)
    assert killed.told[-1] == ("finish",)
    run(CountingStage(), place)
    run_stage(CountingStage(), place, idle)
    assert idle.told == []
