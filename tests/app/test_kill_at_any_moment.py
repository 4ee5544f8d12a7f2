"""`kill -9` at random moments of an intake. `benchmarks/kill_intake.py` does it 200 times."""

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

KILLS, FILES = 15, 60


@pytest.fixture(scope="module")
def killing() -> ModuleType:
    """The script that kills, as a module."""
    place = Path(__file__).resolve().parents[2] / "benchmarks" / "kill_intake.py"
    spec = importlib.util.spec_from_file_location("kill_intake", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_after_a_kill_every_file_is_sealed_and_recorded_or_not_taken(
    tmp_path: Path, killing: ModuleType
) -> None:
    targets = [
        killing.Target(source=source, seconds=killing.time_of_one(tmp_path, source))
        for source in killing.lay_out(tmp_path, FILES)
    ]
    chance = random.Random(2022)
    found: list[str] = []
    kills = 0
    for number in range(4 * KILLS):
        target, by_time = targets[number % 2], number % 4 < 2
        if killing.kill_one(tmp_path, target, chance, FILES, by_time=by_time):
            kills += 1
            complete = kills % 5 == 0
            found += killing.after_kill(tmp_path, target.source, FILES, complete=complete)
        if kills == KILLS:
            break
    assert kills == KILLS
    assert [one for one in found if one.startswith("BAD")] == []
    assert found.count("second run completes") == KILLS // 5
