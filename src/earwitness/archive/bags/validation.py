"""Whether a bag is as it was packed: our own look first, then the library's (bagit)."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import bagit

from earwitness.archive.bags.layout import (
    DATA,
    DECLARATION,
    ENTRIES_TAG,
    FORMAT,
    FORMAT_TAG,
    HEAD_TAG,
    INFO,
    LEDGER,
    MANIFEST,
    MAX_TAG_FILE_BYTES,
    TAG_MANIFEST,
)
from earwitness.archive.bags.tag_files import read_manifest, read_tags, refuse_other_versions
from earwitness.archive.bags.walking import refused, walk
from earwitness.archive.bags.writing import manifest_text
from earwitness.archive.foreign_files import read_foreign
from earwitness.archive.verification import hash_of
from earwitness.records.errors import InputUnusable

MOST_NAMED = 5

logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)  # it would log file names


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidBag:
    """A bag whose every file has the content that its manifests name. `id` is the SHA-256 of
    its tag manifest; `hashes` and `sizes` (bytes) are those of its payload, by name."""

    folder: Path
    id: str
    head: str
    entries: int
    hashes: Mapping[str, str]
    sizes: Mapping[str, int]


def validate(untrusted_folder: Path) -> ValidBag:
    """Read and hash a whole bag of Earwitness.

    Raises:
        InputUnusable: it is of another kind, or something in it is missing, added or changed;
            the message names what.
    """
    sizes = walk(untrusted_folder)
    try:
        declared = read_tags(_tag_file(untrusted_folder, DECLARATION, sizes))
        refuse_other_versions(declared)
        info = read_tags(_tag_file(untrusted_folder, INFO, sizes))
        hashes = read_manifest(_tag_file(untrusted_folder, MANIFEST, sizes))
        tag_manifest = _tag_file(untrusted_folder, TAG_MANIFEST, sizes)
        tag_hashes = read_manifest(tag_manifest)
        if manifest_text(tag_hashes).encode() != tag_manifest:
            raise ValueError(f"{TAG_MANIFEST} is not as Earwitness writes it")
    except ValueError as error:
        raise refused(untrusted_folder, str(error)) from error
    refuse_other_kinds(untrusted_folder, info)
    refuse_unlisted(untrusted_folder, sizes, hashes, tag_hashes)
    validate_content(untrusted_folder, {**tag_hashes, **hashes})
    return ValidBag(
        folder=untrusted_folder,
        id=hashlib.sha256(tag_manifest).hexdigest(),
        head=info[HEAD_TAG],
        entries=int(info[ENTRIES_TAG]),
        hashes=hashes,
        sizes={name: sizes[name] for name in hashes},
    )


def refuse_other_kinds(untrusted_folder: Path, info: Mapping[str, str]) -> None:
    """Let only a bag pass that Earwitness packed.

    Raises:
        InputUnusable: it says nothing of it, or is of a later format.
    """
    if info.get(FORMAT_TAG) != FORMAT:
        raise refused(
            untrusted_folder,
            "it is not a bag of Earwitness, or one of a later version",
            remedy="If it is a bag of somebody else, take in the folder `data` in it.",
        )
    if not info.get(ENTRIES_TAG, "").isdecimal() or len(info[ENTRIES_TAG]) > 18:
        raise refused(untrusted_folder, "it does not say how long its ledger is")
    if HEAD_TAG not in info:
        raise refused(untrusted_folder, "it does not say how its ledger ends")


def refuse_unlisted(
    untrusted_folder: Path,
    sizes: Mapping[str, int],
    hashes: Mapping[str, str],
    tag_hashes: Mapping[str, str],
) -> None:
    """Let only a bag pass whose manifests name exactly what lies there.

    Raises:
        InputUnusable: a file is missing, or is in no manifest.
    """
    payload = {name for name in sizes if name.startswith(f"{DATA}/")}
    missing = sorted({*hashes, *tag_hashes} - set(sizes))
    added = sorted(payload - set(hashes)) + sorted(
        set(sizes) - payload - set(tag_hashes) - {TAG_MANIFEST}
    )
    if LEDGER not in hashes:
        missing.append(LEDGER)
    outside = [name for name in hashes if not name.startswith(f"{DATA}/")]
    if missing or added or outside:
        raise refused(
            untrusted_folder,
            _told([*(f"{name} is missing" for name in missing)])
            or _told([f"{name} is in no manifest" for name in added])
            or "its manifest names files outside of data/",
        )


def validate_content(untrusted_folder: Path, hashes: Mapping[str, str]) -> None:
    """Have every file hashed and compared by the library; if it finds a fault, name the files
    whose content is not that of `hashes` (the library stops at the first wrong size).

    Raises:
        InputUnusable: a file has another content, or the library finds another fault.
    """
    try:
        bagit.Bag(str(untrusted_folder)).validate()
    except (bagit.BagError, ValueError, LookupError, OSError) as error:
        changed = (name for name in hashes if not _is_as_listed(untrusted_folder, name, hashes))
        named = [f"{name} is not as it was packed" for name in islice(changed, MOST_NAMED + 1)]
        raise refused(
            untrusted_folder, _told(named) or "its parts do not fit each other"
        ) from error


def _is_as_listed(untrusted_folder: Path, name: str, hashes: Mapping[str, str]) -> bool:
    try:
        return hash_of(untrusted_folder / name) == hashes[name]
    except (InputUnusable, OSError):
        return False


def _told(sentences: list[str]) -> str:
    more = len(sentences) - MOST_NAMED
    shortened = [*sentences[:MOST_NAMED], *(["and more"] if more > 0 else [])]
    return ", ".join(shortened)


def _tag_file(untrusted_folder: Path, name: str, sizes: Mapping[str, int]) -> bytes:
    if name not in sizes:
        raise ValueError(f"{name} is missing")
    try:
        return read_foreign(untrusted_folder / name, max_bytes=MAX_TAG_FILE_BYTES)
    except InputUnusable as error:
        raise refused(untrusted_folder, f"{name} cannot be read or is too large") from error
