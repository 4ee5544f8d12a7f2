"""Members of a ZIP file (APPNOTE.TXT 6.3)."""

import stat
import struct
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from earwitness.archive.bundles.names import zip_name
from earwitness.archive.bundles.staging import LimitBroken, Protected, Staging
from earwitness.records.container import ContainerMember

ENCRYPTED_FLAG = 1
EXTENDED_TIME = 0x5455
UNIX_SYSTEM = 3


def zip_members(source: BinaryIO, staging: Staging, zone: ZoneInfo) -> Iterator[ContainerMember]:
    """Unpack a ZIP file; DOS times, which name no zone, are read in `zone`.

    Raises:
        Protected: a member is encrypted.
        LimitBroken: it says of itself that it holds too much, or it does.
        zipfile.BadZipFile: it is no ZIP file.
    """
    with zipfile.ZipFile(source) as bundle:
        members = bundle.infolist()
        if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
            raise Protected
        if len(members) > staging.members_left:
            raise LimitBroken("members")
        if sum(member.file_size for member in members) > staging.bytes_left:
            raise LimitBroken("bytes")
        for member in members:
            if not member.is_dir():
                yield zip_member(bundle, member, staging, zone)


def zip_member(
    bundle: zipfile.ZipFile, member: zipfile.ZipInfo, staging: Staging, zone: ZoneInfo
) -> ContainerMember:
    """Unpack one member.

    Raises:
        LimitBroken, OSError: as `Staging.take`.
    """
    name = zip_name(member)
    kind = stat.S_IFMT(member.external_attr >> 16) if member.create_system == UNIX_SYSTEM else 0
    if kind not in (0, stat.S_IFREG):
        return staging.refuse(name, "it is a link or a device")
    try:
        content = bundle.open(member)
    except NotImplementedError:
        return staging.refuse(name, "it is packed in a way that is not known here")
    except (zipfile.BadZipFile, EOFError, ValueError, RuntimeError):
        return staging.refuse(name, "it is damaged")
    with content:
        return staging.take(name, content, time_of(member, zone))


def time_of(member: zipfile.ZipInfo, zone: ZoneInfo) -> float | None:
    """Seconds since 1970 (UTC) of the last change: the extended time stamp (Info-ZIP extra field
    0x5455) if there is one, else the DOS time in `zone`."""
    extra = member.extra
    while len(extra) >= 4:
        tag, size = struct.unpack_from("<HH", extra)
        if tag == EXTENDED_TIME and size >= 5 and len(extra) >= 9 and extra[4] & 1:
            return float(struct.unpack_from("<i", extra, 5)[0])
        extra = extra[4 + size :]
    try:
        return datetime(*member.date_time, tzinfo=zone).timestamp()
    except (ValueError, OverflowError):
        return None
