"""Names of members: where, under one folder, may a file of this name lie?"""

import re
import zipfile

MAX_PART_BYTES = 200
MAX_NAME_BYTES = 1000
"""Shorter than what Linux, macOS and Windows take (255 a part), since a folder stands before."""
DRIVE = re.compile(r"[A-Za-z]:$")
UTF_8_FLAG = 0x800


class RefusedName(Exception):
    """A name that no file under the folder can have; the text says why."""


def safe_parts(untrusted_name: str) -> tuple[str, ...]:
    """The parts of a relative path that stays where it is put, whatever the name says.

    Both kinds of slashes separate, since archives made on Windows carry either. A leading slash
    or drive is dropped, as tar and unzip do. Parts are never empty, ".", "..", nor hold a slash
    or NUL.

    Raises:
        RefusedName: it leads upwards, is empty, too long, or no text that a file system takes.
    """
    parts = [part for part in re.split(r"[/\\]", untrusted_name) if part not in ("", ".")]
    if parts and DRIVE.match(parts[0]):
        del parts[0]
    if not parts:
        raise RefusedName("it has no name")
    if ".." in parts:
        raise RefusedName("its name leads out of the archive")
    if "\0" in untrusted_name:
        raise RefusedName("its name is not text")
    try:
        lengths = [len(part.encode("utf-8", "surrogateescape")) for part in parts]
    except UnicodeEncodeError as error:
        raise RefusedName("its name is not text") from error
    if max(lengths) > MAX_PART_BYTES or sum(lengths) + len(lengths) > MAX_NAME_BYTES:
        raise RefusedName("its name is too long")
    return tuple(parts)


def zip_name(info: zipfile.ZipInfo) -> str:
    """The name of a zip member, also where the archive does not say in which letters it is.

    Without the flag of UTF-8 (APPNOTE 4.4.4, bit 11) the standard means code page 437. Programs
    on Russian and Ukrainian machines write UTF-8 or code page 866 there nevertheless. So bytes
    that are UTF-8 are read so, and others as 866, which agrees with 437 in all that is ASCII.
    """
    if info.flag_bits & UTF_8_FLAG:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866")
