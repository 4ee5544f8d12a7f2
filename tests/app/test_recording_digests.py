"""MD5 and SHA-1 of originals are made once, kept, and forgotten with the recording."""

import hashlib
from pathlib import Path

from earwitness.app.recording_digests import other_digests
from earwitness.archive.originals import original_path
from earwitness.runtime.case import CaseFolder

SOUND = b"RIFF and what follows"
SHA256 = hashlib.sha256(SOUND).hexdigest()
OWN = {"md5": hashlib.md5(SOUND).hexdigest(), "sha1": hashlib.sha1(SOUND).hexdigest()}


def case(tmp_path: Path) -> CaseFolder:
    folder = CaseFolder(tmp_path)
    path = original_path(folder.originals, SHA256)
    path.parent.mkdir(parents=True)
    path.write_bytes(SOUND)
    return folder


def test_they_are_made_from_the_original_and_kept(tmp_path: Path) -> None:
    folder = case(tmp_path)
    assert dict(other_digests(folder, [SHA256])) == {SHA256: OWN}
    original_path(folder.originals, SHA256).unlink()
    assert dict(other_digests(folder, [SHA256])) == {SHA256: OWN}


def test_the_kept_file_is_one_that_forgetting_clears(tmp_path: Path) -> None:
    folder = case(tmp_path)
    list(other_digests(folder, [SHA256]))
    (kept,) = (path for path in folder.derived.rglob("*") if path.is_file())
    assert kept.name.startswith(SHA256)


def test_a_damaged_kept_file_is_made_anew(tmp_path: Path) -> None:
    folder = case(tmp_path)
    list(other_digests(folder, [SHA256]))
    (kept,) = (path for path in folder.derived.rglob("*") if path.is_file())
    kept.write_bytes(b"\xffmd5 of something else")
    assert dict(other_digests(folder, [SHA256])) == {SHA256: OWN}


def test_where_the_original_is_gone_there_are_none(tmp_path: Path) -> None:
    folder = case(tmp_path)
    original_path(folder.originals, SHA256).unlink()
    assert dict(other_digests(folder, [SHA256])) == {SHA256: None}


def test_where_nothing_can_be_kept_they_are_made_all_the_same(tmp_path: Path) -> None:
    folder = case(tmp_path)
    folder.derived.write_text("no folder")
    assert dict(other_digests(folder, [SHA256])) == {SHA256: OWN}
