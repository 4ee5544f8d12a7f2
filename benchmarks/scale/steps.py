"""The steps that are measured, one by one, each in a process of its own."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from earwitness.app import answers
from earwitness.app.call_listing import list_calls_anew
from earwitness.app.call_renewal import renew_calls
from earwitness.app.custody import verify
from earwitness.app.overview import holdings
from earwitness.app.stage_progress import stage_progress
from earwitness.pipeline.stages import STAGES
from earwitness.records.call_listing import Reach
from earwitness.runtime.runner import Stage, Workplace
from earwitness.runtime.store.models import CallRow
from scale.filling import add_exports, add_lists, fill_stage, is_made_up, opened, take_in
from scale.made_calls import MadeCalls

Step = Callable[[Workplace, "MadeCalls | None"], object]
ONLY_WHERE_NAMED = ("hear_second", "compare", "second_claims")
"""Stages that a case does not run unless its settings name an engine."""
ALWAYS = ("intake", "call lists", "profiles")
"""Steps that need the made calls themselves."""
NOTHING = ", nothing missing"
NO_LIMIT = Reach()


@dataclass(frozen=True, slots=True)
class Plan:
    """Stages that are left out, and whether those that read text are made up."""

    without: tuple[str, ...] = ()
    unread: bool = False

    @property
    def stages(self) -> list[Stage]:
        """Those that are measured, in order."""
        left_out = (*ONLY_WHERE_NAMED, *self.without)
        return [stage for stage in STAGES if stage.name not in left_out]


def making(plan: Plan) -> dict[str, Step]:
    """What fills a case, in order."""
    steps: dict[str, Step] = {
        "intake": lambda place, made: take_in(place, _needed(made)),
        "call lists": lambda place, made: add_lists(place, _needed(made)),
        "calls": lambda place, _: renew_calls(place),
        "profiles": lambda place, made: add_exports(place, _needed(made)),
    }
    for stage in plan.stages:
        steps[stage.name] = partial(_fill, plan, stage)
        if stage.name == "decode":
            steps["calls, with lengths"] = lambda place, _: renew_calls(place)
    steps["list of calls"] = lambda place, _: list_calls_anew(place)
    return steps


def asking(plan: Plan) -> dict[str, Step]:
    """What is asked of a case that is up to date: nothing is made."""
    steps: dict[str, Step] = {
        f"{stage.name}{NOTHING}": partial(_fill, plan, stage) for stage in plan.stages
    }
    steps["calls, nothing changed"] = lambda place, _: renew_calls(place)
    steps["list of calls, nothing changed"] = lambda place, _: list_calls_anew(place)
    steps["progress of the stages"] = lambda place, _: stage_progress(place)
    steps["overview"] = lambda _, __: holdings(NO_LIMIT)
    steps["calls --json"] = lambda _, __: answers.list_calls()
    steps["one call"] = lambda _, __: answers.show(_some_call())
    steps["search"] = lambda place, _: answers.search(place, "убитых", 20)
    steps["verify"] = lambda place, _: verify(place)
    return steps


def run_step(folder: Path, name: str, count: int, plan: Plan) -> tuple[object, float]:
    """Do one; what came of it, and the processor seconds that preparing it took."""
    step = {**making(plan), **asking(plan)}[name]
    made_up = name in ALWAYS or is_made_up(name, unread=plan.unread)
    made = MadeCalls(count) if made_up else None
    place = opened(folder)
    prepared = time.process_time()
    return step(place, made), prepared


def _fill(plan: Plan, stage: Stage, place: Workplace, made: MadeCalls | None) -> int:
    return fill_stage(place, stage, made, unread=plan.unread)


def _some_call() -> str:
    id_of_first: str = CallRow.objects.order_by("id").values_list("id", flat=True)[0]
    return id_of_first


def _needed(made: MadeCalls | None) -> MadeCalls:
    assert made is not None, "this step needs the made calls"
    return made
