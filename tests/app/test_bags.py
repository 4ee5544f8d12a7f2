"""Handing on: out as a bag, in again elsewhere; and bags that are not as they were packed."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.app import answers, bags, exporting, forgetting
from earwitness.app.custody import verify
from earwitness.app.opening import open_case
from earwitness.archive.bags import layout
from earwitness.archive.bags.validation import validate
from earwitness.records.custody import LedgerEntry
from earwitness.records.errors import CaseUnusable, InputUnusable, WrongUsage
from earwitness.runtime.canonical import canonical_json, digest
from earwitness.runtime.ledger import chained
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import foreign_ledgers, journal, recordings, transcripts
from earwitness.runtime.store.connection import disconnect, writing
from earwitness.runtime.store.salts import with_salt
from fakes.bags import edit_rows, exported, repacked
from fakes.dialogue import NAMES
from fakes.stages import Killed

SILENT = SilentProgress()
WHY = "the source withdrew consent"


def kinds(place: Workplace) -> set[str]:
    return {problem["kind"] for problem in verify(place)["problems"]}


@pytest.fixture(scope="session")
def bag_once(spoken_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny case as a bag; to be copied."""
    root = tmp_path_factory.mktemp("bag")
    shutil.copytree(spoken_once, root / "case")
    exported(open_case(root / "case"), root / "bag")
    disconnect()
    return root / "bag"


@pytest.fixture
def bag(bag_once: Path, tmp_path: Path) -> Path:
    """A copy of the bag, to be spoilt."""
    shutil.copytree(bag_once, tmp_path / "bag")
    return tmp_path / "bag"


def test_a_bag_is_valid_for_the_library_and_holds_everything(
    spoken: Workplace, tmp_path: Path
) -> None:
    summary = exported(spoken, tmp_path / "out" / "bag")
    folder = tmp_path / "out" / "bag"
    assert bagit.Bag(str(folder)).is_valid()
    assert [path.name for path in folder.parent.iterdir()] == ["bag"]
    originals = {path.name for path in (folder / "data" / "originals").rglob("*") if path.is_file()}
    assert originals == {one.sha256 for one in recordings.all_recordings()}
    lines = (folder / layout.LEDGER).read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[-1])["hash"] == summary.head
    assert len(lines) == summary.entries
    assert NAMES[0] in (folder / layout.table_name("intake")).read_text(encoding="utf-8")
    report = (folder / layout.REPORT).read_text(encoding="utf-8")
    for told in ("Berkeley", "27037", "SWGDE", "Hala", "not answered", "no release"):
        assert told in report
    last = list(journal.entries())[-1]
    assert (last.action, last.digest) == ("export", summary.id)
    assert summary.id == hashlib.sha256((folder / layout.TAG_MANIFEST).read_bytes()).hexdigest()
    assert kinds(spoken) == set()


def test_a_bag_goes_on_in_another_case(place: Workplace, bag: Path) -> None:
    taken = bags.take_bag(place, bag, progress=SILENT)
    assert taken.recordings == 3
    assert (taken.left_out, taken.not_read, taken.notes) == ((), (), ())
    acts = [(entry.action, entry.subject, entry.digest) for entry in journal.entries()]
    assert acts[1] == ("bag", taken.bag.id, taken.bag.head)
    assert foreign_ledgers.head_of(taken.bag.head) == taken.bag.head
    assert len(transcripts.leading()) == 3
    assert len(answers.list_calls()) == 4
    assert list(answers.all_attributions())
    assert kinds(place) == set()
    again = bags.take_bag(place, bag, progress=SILENT)
    assert again.known
    assert [(entry.action, entry.subject, entry.digest) for entry in journal.entries()] == acts


def test_what_was_handed_on_can_be_handed_on(place: Workplace, bag: Path, tmp_path: Path) -> None:
    from conftest import empty_case

    first = bags.take_bag(place, bag, progress=SILENT).bag
    second = exported(place, tmp_path / "second")
    third = empty_case(tmp_path / "third")
    assert bags.take_bag(third, tmp_path / "second", progress=SILENT).bag == second
    assert foreign_ledgers.head_of(first.head) == first.head
    assert foreign_ledgers.head_of(second.head) == second.head
    assert kinds(third) == set()


def test_the_rows_say_what_they_said(spoken: Workplace, tmp_path: Path) -> None:
    from conftest import empty_case

    calls, found = answers.list_calls(), list(answers.all_attributions())
    exported(spoken, tmp_path / "bag")
    disconnect()
    other = empty_case(tmp_path / "other")
    bags.take_bag(other, tmp_path / "bag", progress=SILENT)
    assert answers.list_calls() == calls
    assert list(answers.all_attributions()) == found


@pytest.mark.parametrize("column", ["actor", "digest", "previous_hash", "hash", "subject"])
def test_a_kept_foreign_ledger_that_was_changed_is_found(
    place: Workplace, bag: Path, column: str
) -> None:
    from earwitness.runtime.store.models import ForeignLedgerRow

    bags.take_bag(place, bag, progress=SILENT)
    ForeignLedgerRow.objects.filter(sequence=3).update(**{column: "ab" * 32})
    assert "row_changed" in kinds(place)


def test_a_kept_foreign_ledger_that_is_gone_or_comes_from_nowhere_is_found(
    place: Workplace, bag: Path
) -> None:
    from earwitness.runtime.store.models import ForeignLedgerRow

    bags.take_bag(place, bag, progress=SILENT)
    foreign_ledgers.add_chain("cd" * 32, [next(journal.entries())])
    assert kinds(place) == {"foreign_ledger"}
    ForeignLedgerRow.objects.all().delete()
    assert kinds(place) == {"row_changed", "row_missing"}


@pytest.mark.parametrize("column", ["id", "head"])
def test_a_row_of_a_bag_that_was_changed_is_found(place: Workplace, bag: Path, column: str) -> None:
    from earwitness.runtime.store.models import BagRow

    bags.take_bag(place, bag, progress=SILENT)
    BagRow.objects.update(**{column: "ab" * 32})
    assert "row_missing" in kinds(place)


def flip_original(bag: Path) -> None:
    path = next(path for path in (bag / "data" / "originals").rglob("*") if path.is_file())
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def drop_original(bag: Path) -> None:
    next(path for path in (bag / "data" / "originals").rglob("*") if path.is_file()).unlink()


def add_file(bag: Path) -> None:
    (bag / "data" / "extra.txt").write_text("more")


def add_original(bag: Path) -> None:
    name = layout.original_name(hashlib.sha256(b"more").hexdigest())
    (bag / name).parent.mkdir(exist_ok=True)
    (bag / name).write_bytes(b"more")


def edit_transcript(bag: Path) -> None:
    def change(rows: list[dict[str, object]]) -> None:
        rows[0]["body"]["author"] = "somebody else"  # type: ignore[index]

    edit_rows(bag, "transcript", change)


def drop_arrival(bag: Path) -> None:
    edit_rows(bag, "intake", lambda rows: rows.pop())


def drop_last_entry(bag: Path) -> None:
    path = bag / layout.LEDGER
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def edit_entry(bag: Path) -> None:
    path = bag / layout.LEDGER
    path.write_text(path.read_text(encoding="utf-8").replace('"init"', '"tini"'), "utf-8")


def swap_kind(bag: Path) -> None:
    edit_rows(bag, "recording", lambda rows: rows[0].update(byte_size="many"))


def add_column(bag: Path) -> None:
    edit_rows(bag, "recording", lambda rows: rows[0].update(more=1))


def double_row(bag: Path) -> None:
    edit_rows(bag, "recording", lambda rows: rows.append(rows[0]))


def no_json(bag: Path) -> None:
    (bag / layout.table_name("result")).write_bytes(b"{\n")


def endless_nesting(bag: Path) -> None:
    (bag / layout.table_name("result")).write_bytes(b"[" * 100_000 + b"\n")


FORGERIES = [
    drop_original,
    add_file,
    add_original,
    edit_transcript,
    drop_arrival,
    drop_last_entry,
    edit_entry,
    swap_kind,
    add_column,
    double_row,
    no_json,
    endless_nesting,
]


@pytest.mark.parametrize("spoil", [flip_original, *FORGERIES])
def test_a_bag_that_was_changed_is_refused_and_nothing_is_kept(
    place: Workplace, bag: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(bag)
    with pytest.raises(InputUnusable, match=r"data/|parts"):
        bags.take_bag(place, bag, progress=SILENT)
    assert [entry.action for entry in journal.entries()] == ["init"]
    assert not list(place.folder.originals.glob("*/*"))


@pytest.mark.parametrize("forge", [one for one in FORGERIES if one is not add_file])
def test_a_bag_with_new_manifests_is_refused_by_its_own_ledger(
    place: Workplace, bag: Path, forge: Callable[[Path], None]
) -> None:
    forge(bag)
    repacked(bag)
    assert bagit.Bag(str(bag)).is_valid()
    with pytest.raises(InputUnusable, match=r"data/|recorded"):
        bags.take_bag(place, bag, progress=SILENT)
    assert [entry.action for entry in journal.entries()] == ["init"]
    assert not list(place.folder.originals.glob("*/*"))
    assert kinds(place) == set()


@given(data=st.data())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_flipped_bit_anywhere_in_a_bag_is_found(bag: Path, data: st.DataObject) -> None:
    files = sorted(path for path in bag.rglob("*") if path.is_file() and path.stat().st_size)
    path = data.draw(st.sampled_from(files))
    before = path.read_bytes()
    bit = data.draw(st.integers(0, len(before) * 8 - 1))
    content = bytearray(before)
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)
    try:
        with pytest.raises(InputUnusable):
            validate(bag)
    finally:
        path.write_bytes(before)


def link_out(bag: Path) -> None:
    (bag / "data" / "link").symlink_to("/etc/hostname")


def link_folder(bag: Path) -> None:
    (bag / "data" / "folder").symlink_to("/etc")


def pipe(bag: Path) -> None:
    os.mkfifo(bag / "data" / "pipe")


def fetch(bag: Path) -> None:
    (bag / "fetch.txt").write_text("file:///etc/hostname 10 data/hostname\n")


def escape(bag: Path) -> None:
    manifest = bag / layout.MANIFEST
    manifest.write_text(f"{manifest.read_text()}{'ab' * 32}  data/../../outside\n")


def odd_name(bag: Path) -> None:
    (bag / "data" / "a\u202egnp.exe").write_text("x")


def deep(bag: Path) -> None:
    (bag / "data" / "/".join("abcdefghij")).mkdir(parents=True)


def other_encoding(bag: Path) -> None:
    text = (bag / layout.DECLARATION).read_text().replace("UTF-8", "UTF-16")
    (bag / layout.DECLARATION).write_text(text)


def not_ours(bag: Path) -> None:
    (bag / layout.INFO).write_text("Source-Organization: Somebody\n")


def no_text(bag: Path) -> None:
    (bag / layout.INFO).write_bytes(b"\xff\xfe\x00")


def no_tag_manifest(bag: Path) -> None:
    (bag / layout.TAG_MANIFEST).unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (link_out, "link"),
        (link_folder, "link"),
        (pipe, "pipe"),
        (fetch, "fetch"),
        (escape, "out of the bag"),
        (odd_name, "odd file name"),
        (deep, "deep"),
        (other_encoding, "UTF-8"),
        (not_ours, "not a bag of Earwitness"),
        (no_text, "utf-8"),
        (no_tag_manifest, "tagmanifest-sha256.txt is missing"),
    ],
)
def test_a_bag_that_could_do_harm_is_refused(
    place: Workplace, bag: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(bag)
    with pytest.raises(InputUnusable, match=said):
        bags.take_bag(place, bag, progress=SILENT)


def forged_result(bag: Path, output: object) -> None:
    """A result that every command would stumble over, with a ledger that recorded it so."""
    lines = (bag / layout.LEDGER).read_text(encoding="utf-8").splitlines()
    entries = [LedgerEntry(**json.loads(line)) for line in lines]

    text = (bag / layout.table_name("salt")).read_text(encoding="utf-8")
    salts = {row["subject"]: row["salt"] for row in map(json.loads, text.splitlines())}

    def change(rows: list[dict[str, Any]]) -> None:
        row = next(row for row in rows if row["stage"] == "cross")
        salt = salts[row["subject"]]
        kept = with_salt(salt, digest([row["key"], row["output_digest"]]))
        act = ("made:cross", row["subject"], kept)
        row.update(output=output, output_digest=digest(output))
        new = with_salt(salt, digest([row["key"], row["output_digest"]]))
        previous, again = None, []
        for old in entries:
            is_it = (old.action, old.subject, old.digest) == act
            previous = chained(
                previous,
                at=old.at,
                actor=old.actor,
                action=old.action,
                subject=old.subject,
                digest=new if is_it else old.digest,
            )
            again.append(previous)
        fields = LedgerEntry.__dataclass_fields__
        plain = [{name: getattr(entry, name) for name in fields} for entry in again]
        (bag / layout.LEDGER).write_bytes(b"".join(canonical_json(e) + b"\n" for e in plain))
        text = (bag / layout.INFO).read_text().replace(entries[-1].hash, again[-1].hash)
        (bag / layout.INFO).write_text(text)

    edit_rows(bag, "result", change)
    repacked(bag)


def test_a_record_of_another_form_is_refused_though_its_ledger_recorded_it(
    place: Workplace, bag: Path
) -> None:
    forged_result(bag, {"no": "attribution"})
    with pytest.raises(InputUnusable, match="not of its form"):
        bags.take_bag(place, bag, progress=SILENT)
    assert kinds(place) == set()
    assert not list(place.folder.originals.glob("*/*"))


def test_a_taking_that_was_killed_leaves_nothing_and_can_be_given_again(
    place: Workplace, bag: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(bags, "take_rows", killed)
        with pytest.raises(Killed):
            bags.take_bag(place, bag, progress=SILENT)
    assert kinds(place) == set()
    assert bags.take_bag(place, bag, progress=SILENT).recordings == 3
    assert kinds(place) == set()


@pytest.mark.file_store
def test_a_known_recording_keeps_our_results_in_the_lead(spoken: Workplace, bag: Path) -> None:
    before = answers.list_calls()
    taken = bags.take_bag(spoken, bag, progress=SILENT)
    assert (taken.recordings, taken.rows["results"], taken.rows["arrivals"]) == (0, 0, 0)
    assert answers.list_calls() == before
    assert kinds(spoken) == set()


def test_what_this_case_forgot_does_not_come_back_in_a_bag(spoken: Workplace, bag: Path) -> None:
    sha256 = next(iter(recordings.all_recordings())).sha256
    forgetting.forget(spoken, sha256, why=WHY)
    taken = bags.take_bag(spoken, bag, progress=SILENT)
    assert taken.left_out == (sha256,)
    assert kinds(spoken) == set()
    assert recordings.recordings([sha256]) == {}
    assert not list(spoken.folder.originals.rglob(sha256))
    assert sha256 not in transcripts.leading()


def test_what_was_forgotten_is_in_no_later_bag_but_its_tombstone_is(
    spoken: Workplace, tmp_path: Path, bag: Path
) -> None:
    sha256 = next(one.sha256 for one in recordings.all_recordings() if one.source_name == NAMES[0])
    forgetting.forget(spoken, sha256, why=WHY)
    exported(spoken, tmp_path / "later")
    texts = [path.read_bytes() for path in (tmp_path / "later").rglob("*") if path.is_file()]
    assert not any("двенадцать двухсотых".encode() in text for text in texts)
    assert not list((tmp_path / "later").rglob(sha256))
    assert sha256.encode() in (tmp_path / "later" / layout.table_name("tombstone")).read_bytes()
    assert WHY.encode() in (tmp_path / "later" / layout.REPORT).read_bytes()
    disconnect()
    from conftest import empty_case

    other = empty_case(tmp_path / "other")
    bags.take_bag(other, bag, progress=SILENT)  # the earlier bag still has it
    taken = bags.take_bag(other, tmp_path / "later", progress=SILENT)
    assert any(sha256[:12] in note for note in taken.notes)
    assert kinds(other) == set()


def test_an_export_stays_out_of_the_case_and_of_occupied_folders(
    spoken: Workplace, tmp_path: Path
) -> None:
    (tmp_path / "occupied").mkdir()
    (tmp_path / "occupied" / "letter.txt").write_text("mine")
    for out in (spoken.folder.root / "derived" / "bag", tmp_path / "occupied"):
        with pytest.raises(WrongUsage):
            exported(spoken, out)
    (tmp_path / "empty").mkdir()
    exported(spoken, tmp_path / "empty")
    assert bagit.Bag(str(tmp_path / "empty")).is_valid()


def test_an_unknown_form_names_the_known_ones(spoken: Workplace, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="The forms are: bag"):
        exporting.export_as("pdf", spoken, tmp_path / "out", progress=SILENT)


def test_a_damaged_case_is_not_handed_on(spoken: Workplace, tmp_path: Path) -> None:
    original = next(path for path in spoken.folder.originals.glob("*/*"))
    original.chmod(0o644)
    original.write_bytes(b"other")
    with pytest.raises(CaseUnusable, match="damaged"):
        exported(spoken, tmp_path / "bag")
    with writing(spoken.folder.database):
        transcripts.TranscriptRow.objects.filter(id=1).delete()
    with pytest.raises(CaseUnusable, match="ledger"):
        exported(spoken, tmp_path / "bag")
    assert not (tmp_path / "bag").exists()
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_a_full_disk_is_told_in_words_and_leaves_no_half_bag(
    spoken: Workplace, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small_disk / "filler").write_bytes(b"x" * (2**22 - 2**16))
    with pytest.raises(CaseUnusable, match="too small"):
        exported(spoken, small_disk / "bag")
    from earwitness.archive.bags import writing as bag_writing

    monkeypatch.setattr(bag_writing, "refuse_too_little_space", lambda *_, **__: None)
    with pytest.raises(CaseUnusable, match="is full"):
        exported(spoken, small_disk / "bag")
    assert [path.name for path in small_disk.iterdir()] == ["filler"]
