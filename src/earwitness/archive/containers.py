"""Looking into ZIP and OLE2 files: a table, a bundle of files, or something with a password."""

import errno
import lzma
import struct
import zipfile
import zlib
from typing import BinaryIO

from earwitness.archive.signatures import FileKind

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_FLAG = 1
# A table larger than this, or with more parts, is no call list that anybody could open.
MAX_TABLE_BYTES = 2**28
MAX_MANIFEST_BYTES = 2**20
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, EOFError, KeyError, OverflowError),
)
"""What `zipfile` raises for a damaged ZIP."""
NO_MEDIUM_ERROR = (None, errno.EINVAL)
"""It also seeks to offsets below 0 that a damaged one names; a damaged bzip2 part has no number."""
SPREADSHEET_PARTS = ("xl/workbook.xml", "xl/workbook.bin")
DOCUMENT_PARTS = ("word/document.xml", "ppt/presentation.xml")
ODF_MEDIA_TYPE = b"application/vnd.oasis.opendocument."


def kind_of_zip(handle: BinaryIO, byte_size: int) -> FileKind:
    """The kind of a file that begins like a ZIP; only its list of parts is read.

    Raises:
        OSError: the medium fails.
    """
    if byte_size > MAX_TABLE_BYTES:
        return FileKind.ARCHIVE
    try:
        with zipfile.ZipFile(handle) as bundle:
            return kind_of_parts(bundle)
    except DAMAGED:
        return FileKind.ARCHIVE
    except OSError as error:
        if error.errno not in NO_MEDIUM_ERROR:
            raise
        return FileKind.ARCHIVE


def kind_of_parts(bundle: zipfile.ZipFile) -> FileKind:
    """The kind of a readable ZIP, by the names of its parts (ECMA-376, ODF 1.3 part 2)."""
    parts = {part.filename: part for part in bundle.infolist()}
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts.values()):
        return FileKind.PROTECTED
    if any(name in parts for name in SPREADSHEET_PARTS):
        return FileKind.CALL_LIST
    if any(name in parts for name in DOCUMENT_PARTS):
        return FileKind.OTHER
    media_type = read_part(bundle, "mimetype", 100)
    if not media_type.startswith(ODF_MEDIA_TYPE):
        return FileKind.ARCHIVE
    if b"encryption-data" in read_part(bundle, "META-INF/manifest.xml", MAX_MANIFEST_BYTES):
        return FileKind.PROTECTED
    is_table = media_type.removeprefix(ODF_MEDIA_TYPE).startswith(b"spreadsheet")
    return FileKind.CALL_LIST if is_table else FileKind.OTHER


def read_part(bundle: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """The first `limit` bytes of one part, empty if there is no such part."""
    if name not in bundle.namelist():
        return b""
    with bundle.open(name) as part:
        return part.read(limit)


def kind_of_ole(handle: BinaryIO) -> FileKind:
    """The kind of an OLE2 compound file, by the stream names in its directory ([MS-CFB] 2.2, 2.6).

    A password-protected office file is an OLE2 file with a stream "EncryptedPackage"
    ([MS-OFFCRYPTO] 2.3); an old Excel table has a stream "Workbook" or "Book".

    Raises:
        OSError: the medium fails.
    """
    handle.seek(0)
    header = handle.read(512)
    if len(header) < 512:
        return FileKind.OTHER
    sector_shift, first_sector = struct.unpack_from("<30xH16xI", header)
    if sector_shift not in (9, 12) or first_sector > 0xFFFF_FFF0:
        return FileKind.OTHER
    handle.seek((first_sector + 1) << sector_shift)
    directory = handle.read(8 << sector_shift)
    if "EncryptedPackage".encode("utf-16-le") in directory:
        return FileKind.PROTECTED
    names = ("Workbook\0".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
    return FileKind.CALL_LIST if any(name in directory for name in names) else FileKind.OTHER
