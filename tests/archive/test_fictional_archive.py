import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

import earwitness
from earwitness.archive.call_assembly import assemble_calls
from earwitness.archive.call_facts import RecordingFacts, number_tail
from earwitness.archive.call_lists import CallListReading, read_call_list
from earwitness.archive.file_names import read_file_name
from earwitness.archive.kinds import kind_of
from earwitness.archive.originals import seal
from earwitness.archive.signatures import FileKind
from earwitness.archive.walk import find_files
from earwitness.records.call import Call

REPOSITORY = Path(__file__).resolve().parents[2]
PLACES = (
    Path(str(earwitness.__file__)).parent / "demo" / "archive",
    REPOSITORY.parent / "shared" / "archive",
)
TRUTH = REPOSITORY / "tests" / "data" / "archive_truth" / "calls.csv"
ZONE = "Europe/Kyiv"

# Recordings without a row of their own, by the archive's README.
ROWLESS = {"backup_0812.ogg", "REC170300118.mp3"}


@pytest.fixture(scope="module")
def archive() -> Path:
    for place in PLACES:
        if (place / "calls.csv").is_file() and (place / "recordings").is_dir():
            return place
    pytest.skip("the fictional archive is neither shipped nor shared here")


@pytest.fixture(scope="module")
def truth() -> list[dict[str, str]]:
    if not TRUTH.is_file():
        pytest.skip("the truth of the fictional archive is not here")
    with TRUTH.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def reading(archive: Path) -> CallListReading:
    return read_call_list(archive / "calls.csv", time_zone="America/New_York")


@pytest.fixture(scope="module")
def recordings(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> list[RecordingFacts]:
    originals = tmp_path_factory.mktemp("case") / "originals"
    names: dict[str, list[str]] = {}
    for path in find_files([archive / "recordings"]):
        assert isinstance(path, Path)
        names.setdefault(seal(path, originals).sha256, []).append(path.name)
    return [
        RecordingFacts(
            sha256=sha256,
            source_names=tuple(own),
            name_facts=next(
                filter(None, (read_file_name(name, time_zone=ZONE) for name in own)), None
            ),
        )
        for sha256, own in names.items()
    ]


@pytest.fixture(scope="module")
def calls(recordings: list[RecordingFacts], reading: CallListReading) -> tuple[Call, ...]:
    return assemble_calls(recordings, reading.rows)


def test_every_recording_is_known_as_one(archive: Path) -> None:
    kinds = {kind_of(path) for path in find_files([archive / "recordings"]) if path}  # type: ignore[arg-type]
    assert kinds == {FileKind.RECORDING}


def test_the_list_is_read_whole_and_in_its_own_zone(reading: CallListReading) -> None:
    assert len(reading.rows) == 27
    assert reading.problems == ()
    assert {row.started_at.utcoffset().seconds for row in reading.rows if row.started_at} == {7200}  # type: ignore[union-attr]
    assert all(row.duration_ms is not None for row in reading.rows)


def test_every_row_finds_its_recording(
    calls: tuple[Call, ...], recordings: list[RecordingFacts], truth: list[dict[str, str]]
) -> None:
    names = {one.sha256: set(one.source_names) for one in recordings}
    rowless = {
        name
        for call in calls
        if not call.list_rows
        for sha256 in call.recordings
        for name in names[sha256]
    }
    assert rowless == ROWLESS
    assert len([call for call in calls if not call.recordings]) == 2
    assert {one["sha256"] for one in truth} == set(names)


def test_starts_and_lines_agree_with_the_truth(
    calls: tuple[Call, ...], truth: list[dict[str, str]]
) -> None:
    by_hash = {one["sha256"]: one for one in truth}
    for call in calls:
        if not (call.recordings and call.list_rows):
            continue
        true = by_hash[call.recordings[0]]
        assert call.started_at is not None
        assert call.started_at.replace(tzinfo=None).isoformat() == true["start_local"]
        for role in ("caller", "called"):
            tail = number_tail(getattr(call, f"untrusted_{role}"))
            assert tail in ("", number_tail(true[f"{role}_line"]))


def test_times_in_file_names_agree_with_the_truth(
    recordings: list[RecordingFacts], truth: list[dict[str, str]]
) -> None:
    by_hash = {one["sha256"]: one for one in truth}
    timed = [one for one in recordings if one.name_facts and one.name_facts.started_at]
    assert len(timed) == 16
    for one in timed:
        assert one.name_facts is not None
        assert one.name_facts.started_at is not None
        local = one.name_facts.started_at.timestamp() + 2 * 3600
        true = csv_seconds(by_hash[one.sha256]["start_local"])
        assert local == true


def csv_seconds(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def test_the_only_conflict_is_the_number_of_the_withheld_caller(calls: tuple[Call, ...]) -> None:
    noted = [call for call in calls if call.notes]
    assert [call.untrusted_caller for call in noted] == ["АОН заборонено"]
    assert "380970001127" in noted[0].notes[0]
