"""Long work ends when the desk does, at its next step."""

import logging
import os
import threading

import pytest

from earwitness.desk import ending, one_process
from earwitness.desk.log.events import FIELDS
from earwitness.desk.releases import work
from earwitness.desk.speakers import judging_jobs
from earwitness.records.errors import WrongUsage
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace


def test_a_build_ends_at_its_next_step_and_says_why(
    alone: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    began, stepped = threading.Event(), []

    def build(progress: Progress) -> None:
        progress.start("sound", 1000, "s")
        began.set()
        for step in range(10_000):
            threading.Event().wait(0.01)
            progress.advance(1)
            stepped.append(step)

    work.forget_last()
    work.begin("build", "spring-1", "olena", build)
    assert began.wait(timeout=20)
    ending.end_work()
    ended = work.last_work()
    assert ended is not None and ended.error is not None
    assert "stopped" in ended.error.what and len(stepped) < 9_000
    assert work.running() is None
    work.forget_last()
    began_line, ended_line = (getattr(one, FIELDS) for one in caplog.records)
    assert began_line == {"kind": "build"}
    assert ended_line["kind"] == "build" and ended_line["done"] is False


def test_a_decision_is_worked_out_before_the_end() -> None:
    job = judging_jobs.Job(account=1, back="", label="")
    worked: list[str] = []

    def judge(progress: Progress) -> object:
        threading.Event().wait(0.2)
        worked.append("out")
        return object()

    judging_jobs.begin(job, judge)  # type: ignore[arg-type]
    judging_jobs.wait(20)
    assert worked == ["out"] and job.ended.is_set()


def test_a_case_is_served_to_a_team_by_one_process(alone: Workplace) -> None:
    folder = alone.folder.desk
    first = one_process.hold(folder)
    with pytest.raises(WrongUsage, match="served to a team already"):
        one_process.hold(folder)
    os.close(first)
    os.close(one_process.hold(folder))
