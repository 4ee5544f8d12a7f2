"""Files in a task are found wherever they stand, and nothing else is touched."""

from dataclasses import dataclass

from earwitness.pipeline.groups import GroupTask
from earwitness.runtime.executors.case_files import CaseFile, NewFile, with_each


@dataclass(frozen=True, slots=True)
class Needed:
    original: CaseFile
    name: str


def test_files_are_changed_in_tuples_and_records() -> None:
    task = GroupTask(
        items=(
            ("a", CaseFile("1.wav")),
            ("b", (CaseFile("2.wav"), [{"start_ms": 0}], None)),
            ("c", Needed(CaseFile("3.wav"), "3.wav")),
        ),
        engine=("whisper", "a/model"),
        sizes=(1.0, 2.0, 3.0),
    )
    changed = with_each(task, CaseFile, lambda path: f"there/{path}")
    assert changed.items == (
        ("a", "there/1.wav"),
        ("b", ("there/2.wav", [{"start_ms": 0}], None)),
        ("c", Needed("there/3.wav", "3.wav")),  # type: ignore[arg-type]
    )
    assert (changed.engine, changed.sizes) == (task.engine, task.sizes)


def test_a_record_without_files_stays_the_same() -> None:
    task = GroupTask(items=(("a", "1.wav"), ("b", NewFile("2.wav"))), engine=None)
    assert with_each(task, CaseFile, str.upper) is task
