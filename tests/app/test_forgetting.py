"""Forgetting: it is gone from every file of the case, and the ledger still proves the rest."""

import errno
import json
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from earwitness.app import answers, forgetting, forgotten
from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace, run_stage
from earwitness.runtime.store import journal, recordings, results, tombstones
from earwitness.runtime.store.connection import disconnect
from earwitness.runtime.store.models import SeenFileRow
from fakes.dialogue import NAMES, TRANSCRIPTS
from fakes.sounds import encode, noise, tone
from fakes.stages import CountingStage, Killed

WHY = "the source withdrew consent"
PHRASE = "двенадцать двухсотых"
SILENT = SilentProgress()


def first(place: Workplace) -> str:
    """The recording in which the phrase is said."""
    return next(one.sha256 for one in recordings.all_recordings() if one.source_name == NAMES[0])


def kinds(place: Workplace) -> set[str]:
    return {problem["kind"] for problem in verify(place)["problems"]}


def holders(folder: Path, phrase: str) -> list[str]:
    """Files that hold a phrase as UTF-8, as JSON escapes, or as UTF-16."""
    forms = (phrase.encode(), json.dumps(phrase)[1:-1].encode(), phrase.encode("utf-16-le"))
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


def test_a_desk_that_makes_its_part_of_the_index_anew_meanwhile_hinders_no_forgetting(
    spoken: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, remove = spoken.folder.index, shutil.rmtree
    met = [OSError(errno.ENOTEMPTY, "a file came"), FileNotFoundError(errno.ENOENT, "one went")]

    def disturbed(folder: Path) -> None:
        if folder == index and met:
            raise met.pop()
        remove(folder)

    monkeypatch.setattr(forgotten.shutil, "rmtree", disturbed)

    def made_by_the_desk(own: CaseFolder) -> list[Path]:
        """Asked for before the empty folder is made again."""
        own.index.mkdir()
        return []

    monkeypatch.setattr(forgotten, "packages_left", made_by_the_desk)
    forgetting.forget(spoken, first(spoken), why=WHY)
    assert not met
    assert [*index.iterdir()] == []
    assert not tombstones.uncleared()


@pytest.mark.file_store
def test_every_trace_is_gone_and_the_rest_verifies(spoken: Workplace) -> None:
    root, sha256 = spoken.folder.root, first(spoken)
    assert PHRASE in TRANSCRIPTS[0]
    assert holders(root, PHRASE)  # the search for it works
    assert any(spoken.folder.index.iterdir())  # compressed, so its words cannot be looked for
    kept = recordings.counts()[0]
    tombstone = forgetting.forget(spoken, sha256, why=WHY)
    disconnect()
    assert not any(spoken.folder.index.iterdir())
    assert holders(root, PHRASE) == []
    assert not [path for path in root.rglob("*") if sha256 in path.name]
    assert kinds(spoken) == set()
    assert recordings.counts()[0] == kept - 1
    assert tombstone.removed["transcript"] == 1
    process(spoken, ("claims", "cross", "index"), progress=SILENT)
    assert kinds(spoken) == set()
    assert answers.search(spoken, "двухсотых", 5) == []
    assert answers.search(spoken, "Бородянкой", 5) != []
    assert holders(root, PHRASE) == []


@pytest.mark.parametrize("name", forgotten.WORKING_FILES)
def test_what_a_killed_command_unpacked_goes_too(spoken: Workplace, name: str) -> None:
    left = spoken.folder.derived / f"{name}x7"
    left.mkdir()
    (left / "text").write_text(PHRASE, encoding="utf-8")
    forgetting.forget(spoken, first(spoken), why=WHY)
    assert not left.exists()


@pytest.mark.file_store
def test_the_tombstone_tells_what_when_who_and_why_and_nothing_else(spoken: Workplace) -> None:
    sha256 = first(spoken)
    length = len(list(journal.entries()))
    forgetting.forget(spoken, sha256, why=WHY)
    disconnect()
    with sqlite3.connect(spoken.folder.database) as store:
        body = json.loads(store.execute("select body from store_tombstonerow").fetchone()[0])
    assert set(body) == {"sha256", "at", "by", "why", "removed", "entries"}
    assert (body["sha256"], body["why"], body["by"]) == (sha256, WHY, spoken.actor)
    acts = [(entry.action, entry.subject) for entry in journal.entries()][length:]
    assert acts == [("forget", sha256), ("calls", "calls"), ("cleared", sha256)]


@pytest.mark.file_store
def test_names_and_paths_of_it_are_gone_but_the_call_list_stays(spoken: Workplace) -> None:
    own = forgetting.belongings(first(spoken))
    assert own.listed == 1
    forgetting.forget(spoken, own.sha256, why=WHY)
    disconnect()
    assert holders(spoken.folder.root, own.paths[0]) == []
    assert holders(spoken.folder.root, NAMES[0]) == ["case.sqlite3"]  # the list: another paper
    assert any(call["state"] == "listed" for call in answers.list_calls())


@pytest.mark.file_store
def test_rows_that_no_tombstone_names_are_still_missed(spoken: Workplace) -> None:
    forgetting.forget(spoken, first(spoken), why=WHY)
    disconnect()
    with sqlite3.connect(spoken.folder.database) as store:
        store.execute("pragma foreign_keys = off")
        assert store.execute("delete from store_transcriptrow where id = 2").rowcount == 1
    store.close()
    assert kinds(spoken) == {"row_missing"}


@pytest.mark.file_store
@pytest.mark.parametrize(
    "sql",
    [
        "update store_tombstonerow set body = json_insert(body, '$.entries[#]', 4)",
        "update store_tombstonerow set body = json_set(body, '$.why', 'another reason')",
        "update store_tombstonerow set sha256 = 'ab' || substr(sha256, 3)",
        "delete from store_tombstonerow",
    ],
)
def test_a_tombstone_that_was_changed_is_found(spoken: Workplace, sql: str) -> None:
    forgetting.forget(spoken, first(spoken), why=WHY)
    disconnect()
    with sqlite3.connect(spoken.folder.database) as store:
        assert store.execute(sql).rowcount == 1
    store.close()
    assert kinds(spoken)


def test_the_same_file_is_refused_without_bringing_its_name_back(
    spoken: Workplace, archive: Path
) -> None:
    sha256 = first(spoken)
    forgetting.forget(spoken, sha256, why=WHY)
    again = archive / "recordings" / NAMES[0]
    shutil.copy(again, archive / "recordings" / "under another name.wav")
    summary = take_in(
        spoken,
        [again, archive / "recordings" / "under another name.wav"],
        call_lists=(),
        delivery="",
        progress=SILENT,
    )
    assert (summary.recordings, summary.arrivals) == (0, 0)
    (problem,) = (one for one in answers.list_problems() if one["subject"] == sha256)
    assert sha256[:12] in problem["what"]
    assert spoken.actor in problem["what"]
    assert kinds(spoken) == set()
    disconnect()
    assert holders(spoken.folder.root, "under another name") == []
    assert not [path for path in spoken.folder.originals.rglob(sha256)]


@pytest.mark.parametrize("step", ["_remove", "erase_traces"])
def test_forgetting_that_was_killed_is_reported_and_then_finished(
    spoken: Workplace, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = first(spoken)

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(forgotten, step, killed)
        with pytest.raises(Killed):
            forgetting.forget(spoken, sha256, why=WHY)
    assert "forgetting_unfinished" in kinds(spoken)
    process(spoken, ("index",), progress=SILENT)
    assert kinds(spoken) == set()
    disconnect()
    assert holders(spoken.folder.root, PHRASE) == []


KILLED_AT_WORK = """
import os, sys
from earwitness.pipeline import examine, fingerprint
from earwitness.pipeline.groups import GroupTask

def die(*_: object) -> None:
    os.kill(os.getpid(), 9)

stage, sha256, audio = sys.argv[1:]
fingerprint.fingerprint = examine._probe = die
if stage == "fingerprint":
    fingerprint.fingerprint_group(GroupTask(items=((sha256, audio),), engine=None))
needed = examine.Needed(original=audio, audio=audio, source_name="a.wav", facts=None)
examine._examine_one(needed, None)
"""


@pytest.mark.parametrize("stage", ["fingerprint", "examine"])
def test_what_a_killed_worker_made_of_the_sound_is_reported_and_goes(
    spoken: Workplace, stage: str
) -> None:
    sha256 = first(spoken)
    audio = encode(spoken.folder.audio(sha256), noise(1, rate=16_000), rate=16_000)
    before = set(spoken.folder.derived.rglob("*"))
    command = [sys.executable, "-c", KILLED_AT_WORK, stage, sha256, str(audio)]
    assert subprocess.run(command, check=False).returncode == -9
    left = set(spoken.folder.derived.rglob("*")) - before
    assert left
    forgetting.forget(spoken, sha256, why=WHY)
    assert not any(path.exists() for path in left)
    assert kinds(spoken) == set()


def test_how_an_archive_looked_that_held_it_is_forgotten_too(
    place: Workplace, tmp_path: Path
) -> None:
    sound = encode(tmp_path / "1.wav", tone(1))
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(sound, "1.wav")
    later = time.time_ns() + 60 * 10**9
    with pytest.MonkeyPatch.context() as patch:  # what just changed is not relied on
        patch.setattr("earwitness.archive.seen.time.time_ns", lambda: later)
        take_in(place, [packed], call_lists=(), delivery="", progress=SILENT)
    assert SeenFileRow.objects.count() == 1
    forgetting.forget(place, next(iter(recordings.all_recordings())).sha256, why=WHY)
    assert SeenFileRow.objects.count() == 0


def test_forgetting_that_fails_in_the_store_changes_nothing(
    spoken: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(tombstones, "add", fails)
        with pytest.raises(Killed):
            forgetting.forget(spoken, first(spoken), why=WHY)
    assert kinds(spoken) == set()
    assert tombstones.hashes() == set()


@pytest.mark.file_store
def test_a_reader_who_keeps_the_log_busy_is_named_and_the_rest_follows(spoken: Workplace) -> None:
    sha256 = first(spoken)
    reader = sqlite3.connect(spoken.folder.database)
    reader.execute("begin")
    reader.execute("select count(*) from store_resultrow").fetchone()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("pragma busy_timeout = 50")
    with pytest.raises(CaseUnusable, match="open"):
        forgetting.forget(spoken, sha256, why=WHY)
    reader.close()
    assert forgotten.finish_forgetting(spoken) == 1
    assert kinds(spoken) == set()


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("abc", "at least 8"),
        ("zzzzzzzzzz", "at least 8"),
        ("00000000", "no recording"),
        ("call-000000000000", "no call"),
    ],
)
def test_what_is_not_exactly_one_recording_is_refused(
    spoken: Workplace, wanted: str, said: str
) -> None:
    with pytest.raises(WrongUsage, match=said):
        forgetting.find_recording(wanted)


def test_a_recording_is_named_by_its_hash_or_its_call(spoken: Workplace) -> None:
    sha256 = first(spoken)
    assert forgetting.find_recording(sha256[:8].upper()) == sha256
    assert forgetting.find_recording(f"call-{sha256[:12]}") == sha256
    forgetting.forget(spoken, sha256, why=WHY)
    with pytest.raises(WrongUsage, match="was forgotten on"):
        forgetting.find_recording(sha256)


@pytest.mark.parametrize(
    "why", ["", "  ", "she asked from +7 955 211 00 02", NAMES[0], "8(955)211-00-02 called"]
)
def test_a_reason_that_tells_too_much_is_refused(spoken: Workplace, why: str) -> None:
    with pytest.raises(WrongUsage):
        forgetting.forget(spoken, first(spoken), why=why)
    assert kinds(spoken) == set()


def test_work_that_ends_after_forgetting_brings_nothing_back(spoken: Workplace) -> None:
    sha256 = first(spoken)
    forgetting.forget(spoken, sha256, why=WHY)
    run_stage(CountingStage(subjects=(sha256,)), spoken, SILENT)
    assert results.output("count", sha256) is None
    sound = spoken.folder.audio(sha256)
    sound.parent.mkdir(parents=True, exist_ok=True)
    sound.write_bytes(b"decoded meanwhile")
    assert kinds(spoken) == {"forgetting_unfinished"}
    forgotten.finish_forgetting(spoken)
    assert kinds(spoken) == set()
    assert not sound.exists()


def test_a_reason_in_bytes_that_are_no_utf_8_is_kept_readable(spoken: Workplace) -> None:
    assert forgetting.forget(spoken, first(spoken), why="caf\udce9 asked").why == "caf? asked"
