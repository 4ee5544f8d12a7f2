"""After forgetting, every byte of every file of the case is looked at; the ledger tells nothing."""

import itertools
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import empty_case
from earwitness.app import answers, forgetting
from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.archive.originals import original_path
from earwitness.runtime.canonical import digest
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, recordings, results
from earwitness.runtime.store.connection import disconnect
from earwitness.runtime.store.models import (
    CallRow,
    IntakeRow,
    ResultRow,
    SaltRow,
    TombstoneRow,
    TranscriptRow,
)
from earwitness.runtime.store.salts import with_salt
from fakes.dialogue import NAMES, TRANSCRIPTS, WIFE, lay_out_archive

SILENT = SilentProgress()
STAGES = ("decode", "fingerprint", "duplicates", "examine", "claims", "cross", "index")
FORGOTTEN = NAMES[1]
WORDS = ("Бородянкой", "стоим без связи", "Лена")


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Workplace]:
    """Three recordings led as far as it goes without models; no list and no book, which would be
    other papers about the same call."""
    delivery = lay_out_archive(tmp_path / "delivery")
    case = empty_case(tmp_path / "case")
    take_in(case, [delivery / "recordings"], call_lists=(), delivery="test", progress=SILENT)
    process(case, STAGES, progress=SILENT)
    shutil.rmtree(delivery)
    yield case
    disconnect()


def forgotten_one() -> str:
    return next(one.sha256 for one in recordings.all_recordings() if one.source_name == FORGOTTEN)


def forms(text: str) -> set[bytes]:
    """A text as files may hold it."""
    escaped = json.dumps(text)[1:-1].encode()
    return {text.encode(), escaped, text.encode("utf-16-le"), text.casefold().encode()}


def pieces(content: bytes) -> set[bytes]:
    """Pieces of the sound's bytes, from the whole length but for the common header."""
    return {content[start : start + 48] for start in range(1000, len(content) - 48, 4096)}


def holders(root: Path, needles: set[bytes]) -> list[str]:
    """Files that hold any of these, by the bytes that lie on the disk; and names of files."""
    found = []
    for path in root.rglob("*"):
        if any(needle in str(path.relative_to(root)).encode() for needle in needles):
            found.append(path.name)
        if path.is_file():
            content = path.read_bytes()
            found += [path.name for needle in needles if needle in content][:1]
    return found


def traces(case: Workplace, sha256: str) -> dict[str, set[bytes]]:
    """What must be nowhere, by what it is."""
    sound = original_path(case.folder.originals, sha256).read_bytes()
    decoded = case.folder.audio(sha256).read_bytes()
    fingerprint = results.output("fingerprint", sha256)
    vector = json.dumps(fingerprint)
    return {
        "bytes of the recording": pieces(sound),
        "bytes of the decoded sound": pieces(decoded),
        "names": forms(FORGOTTEN) | forms(Path(FORGOTTEN).stem) | forms("2022-03-06_08-00-00"),
        "numbers": forms(WIFE) | forms(WIFE[1:]) | forms(WIFE[-9:]),
        "words": set().union(*(forms(word) for word in WORDS)),
        "vectors": {vector[len(vector) // 3 :][:200].encode()},
        "moments": forms("2022-03-06T06:00:00") | forms("2022-03-06 06:00:00"),
    }


def test_no_file_of_the_case_holds_any_of_it(heard: Workplace) -> None:
    root, sha256 = heard.folder.root, forgotten_one()
    looked_for = traces(heard, sha256)
    assert all(word in TRANSCRIPTS[1] for word in WORDS)
    for what, needles in looked_for.items():  # the search for each works
        assert needles and holders(root, needles), what
    forgetting.forget(heard, sha256, why="the source withdrew consent")
    assert {what for what, needles in looked_for.items() if holders(root, needles)} == set()
    disconnect()
    assert {what for what, needles in looked_for.items() if holders(root, needles)} == set()
    assert verify(heard)["ok"]
    process(heard, STAGES, progress=SILENT)
    assert verify(heard)["ok"]
    assert {what for what, needles in looked_for.items() if holders(root, needles)} == set()
    assert answers.search(heard, "Бородянкой", 5) == []
    disconnect()


def test_the_store_has_no_free_pages_and_no_log_left(heard: Workplace) -> None:
    forgetting.forget(heard, forgotten_one(), why="the source withdrew consent")
    disconnect()
    with sqlite3.connect(heard.folder.database) as store:
        assert store.execute("pragma freelist_count").fetchone() == (0,)
    store.close()
    for log in heard.folder.root.glob("case.sqlite3-wal"):
        assert holders(log.parent, forms(FORGOTTEN)) == []


def plain_digests(sha256: str) -> set[str]:
    """The digests of all that goes: what somebody would try who guessed every row right."""
    bodies = itertools.chain(
        IntakeRow.objects.filter(recording=sha256).values_list("body", flat=True),
        TranscriptRow.objects.filter(sha256=sha256).values_list("body", flat=True),
    )
    made = ResultRow.objects.filter(subject__in=[sha256, *forgetting.belongings(sha256).calls])
    calls = list(CallRow.objects.order_by("id").values_list("body", flat=True))
    return {
        *map(digest, bodies),
        *(results.entry_digest(row.key, row.output_digest) for row in made),
        *(row.output_digest for row in made),
        digest(calls),
    }


def test_guessing_a_row_right_is_not_confirmed_by_anything_that_stays(heard: Workplace) -> None:
    """A telephone number is guessed in seconds, if a plain hash of its row is there to compare."""
    sha256 = forgotten_one()
    guessed = plain_digests(sha256)
    assert len(guessed) > 5
    before = dict(SaltRow.objects.values_list("subject", "salt"))
    kept = {with_salt(salt, one) for salt in before.values() for one in guessed}
    assert len(kept & {entry.digest for entry in journal.entries()}) > 5  # salts would confirm it
    forgetting.forget(heard, sha256, why="the source withdrew consent")
    after = dict(SaltRow.objects.values_list("subject", "salt"))
    gone = {subject: salt for subject, salt in before.items() if after.get(subject) != salt}
    assert {sha256, "calls"} <= set(gone)
    told = {entry.digest for entry in journal.entries()}
    tombstone = json.dumps(list(TombstoneRow.objects.values_list("body", flat=True)))
    tried = guessed | {with_salt(salt, one) for salt in after.values() for one in guessed}
    assert tried.isdisjoint(told)
    assert not any(one in tombstone for one in tried)
    disconnect()
    for salt in gone.values():
        assert holders(heard.folder.root, {salt.encode()}) == []


@pytest.mark.file_store
@pytest.mark.parametrize(
    "sql",
    [
        "update store_saltrow set salt = 'ab' || substr(salt, 3)",
        "update store_saltrow set subject = subject || 'x'",
        "delete from store_saltrow where subject = 'calls'",
        "delete from store_saltrow where subject != 'calls'",
    ],
)
def test_a_salt_that_was_changed_is_found(spoken: Workplace, sql: str) -> None:
    disconnect()
    with sqlite3.connect(spoken.folder.database) as store:
        assert store.execute(sql).rowcount > 0
    store.close()
    kinds = {one["kind"] for one in verify(spoken)["problems"]}
    assert kinds and kinds <= {"row_changed", "row_missing", "call_differs"}
