"""Bombs: little that unpacks to much, and archives without an end."""

import base64
import bz2
import io
import lzma
import os
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import brotli
import py7zr

from bad_inputs.quine import quine

try:
    from compression import zstd
except ImportError:
    from backports import zstd

MIB = 2**20
GIB = 2**30
NOUGHTS = bytes(4 * MIB)


def zip_of_10_gb(path: Path) -> None:
    """One member of noughts."""
    packed = _deflated_10_gb()
    head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(packed), 2**32 - 1, 1, 0)
    path.write_bytes(head + b"n" + packed)


def gzip_of_10_gb(path: Path) -> None:
    """A stream of noughts."""
    path.write_bytes(b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + _deflated_10_gb() + bytes(8))


def _deflated_10_gb() -> bytes:
    """The same block again and again. What stands behind it is never reached."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(NOUGHTS) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (10 * GIB // len(NOUGHTS)) + packer.flush()


def sparse_10_gb(path: Path) -> None:
    """A file that is one hole, with words at both ends."""
    with path.open("wb") as file:
        file.write(b"first words")
        file.seek(10 * GIB)
        file.write(b"last words")


def xz_bomb(path: Path) -> None:
    """2 GiB of noughts, in streams one behind the other."""
    path.write_bytes(lzma.compress(NOUGHTS * 16, preset=0) * 32)


def bz2_bomb(path: Path) -> None:
    """2 GiB of noughts, in streams one behind the other."""
    path.write_bytes(bz2.compress(NOUGHTS * 16, 9) * 32)


def zstd_bomb(path: Path) -> None:
    """10 GiB of noughts, in frames one behind the other."""
    path.write_bytes(zstd.compress(NOUGHTS * 64) * 40)


def brotli_bomb(path: Path) -> None:
    """2 GiB of noughts."""
    packer = brotli.Compressor(quality=5)
    with path.open("wb") as file:
        for _ in range(512):
            file.write(packer.process(NOUGHTS))
        file.write(packer.finish())


def seven_zip_bomb(path: Path) -> None:
    """2 GiB of noughts in one member."""
    sparse = path.with_suffix(".noughts")
    with sparse.open("wb") as file:
        file.truncate(2 * GIB)
    with py7zr.SevenZipFile(path, "w", filters=[{"id": py7zr.FILTER_ZSTD, "level": 3}]) as bundle:
        bundle.write(sparse, "noughts.bin")
    sparse.unlink()


def nested_zip(path: Path) -> None:
    """A hundred, one in the other."""
    data = b"words at the bottom"
    for depth in range(100):
        data = _zipped({f"{depth}.zip": data})
    path.write_bytes(data)


def zips_of_zips(path: Path) -> None:
    """Six layers of sixteen: 16 million at the bottom (42.zip)."""
    data = bytes(MIB)
    for _ in range(6):
        data = _zipped({f"{number}.zip": data for number in range(16)})
    path.write_bytes(data)


def overlapping_zip(path: Path) -> None:
    """Members that share one packed core, each quoting the headers of those behind it
    (D. Fifield, "A better zip bomb", WOOT 2019)."""
    core = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = core.compress(bytes(64 * MIB)) + core.flush()
    unpacked, body, central, header = 64 * MIB, packed, b"", b""
    sizes: list[tuple[int, int]] = []
    for number in range(200):
        name = b"%04d" % number
        if number:
            quote = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF)
            body, unpacked = quote + body, unpacked + len(header)
        head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(body), unpacked, 4, 0)
        header = head + name
        body = header + body
        sizes.append((len(body), unpacked))
    for number, (size, whole) in enumerate(sizes):
        place = len(body) - size
        central += struct.pack(
            "<4s6H3I5H2I",
            *(b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, size - 34, whole, 4, 0, 0, 0, 0, 0, place),
        ) + (b"%04d" % number)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 200, 200, len(central), len(body), 0)
    path.write_bytes(body + central + end)


def quine_in_zip(path: Path) -> None:
    """A gzip stream that unpacks to itself, as a member."""
    path.write_bytes(_zipped({"r.gz": quine()}))


def quine_gzip(path: Path) -> None:
    """A gzip stream that unpacks to itself."""
    path.write_bytes(quine())


def ring_of_zips(path: Path) -> None:
    """Two hundred stored copies of one archive within itself."""
    data = _zipped({"a.txt": b"words"})
    for _ in range(12):
        data = _zipped({"one.zip": data, "two.zip": data}, zipfile.ZIP_STORED)
    path.write_bytes(data)


def lzma_member_of_4_gib(path: Path) -> None:
    """A ZIP member whose LZMA properties ask for a dictionary of 4 GiB."""
    body = struct.pack("<2sH", b"\x09\x14", 5) + b"\x5d" + struct.pack("<I", 2**32 - 1)
    body += b"\0" * 64
    head = struct.pack("<4s5H3I2H", b"PK\3\4", 63, 2, 14, 0, 0, 0, len(body), 1000, 5, 0)
    path.write_bytes(head + b"a.txt" + body)


def xz_dictionary(path: Path) -> None:
    """xz that asks for a dictionary of 1.5 GiB."""
    small = lzma.compress(b"words", filters=[{"id": lzma.FILTER_LZMA2, "preset": 0}])
    head = bytearray(small)
    head[16] = 39
    head[20:24] = struct.pack("<I", zlib.crc32(bytes(head[12:20])))
    path.write_bytes(bytes(head))


def seven_zip_dictionary(path: Path) -> None:
    """7z whose member asks for a dictionary of 4 GiB."""
    held = io.BytesIO()
    with py7zr.SevenZipFile(held, "w", filters=[{"id": py7zr.FILTER_LZMA2, "preset": 0}]) as bundle:
        bundle.set_encoded_header_mode(False)
        bundle.writestr(b"words", "a.txt")
    data = bytearray(held.getvalue())
    at = data.rindex(b"\x21\x21\x01") + 3
    data[at] = 40
    size = struct.unpack_from("<Q", data, 20)[0]
    offset = struct.unpack_from("<Q", data, 12)[0]
    header = bytes(data[32 + offset : 32 + offset + size])
    struct.pack_into("<I", data, 28, zlib.crc32(header))
    struct.pack_into("<I", data, 8, zlib.crc32(bytes(data[12:32])))
    path.write_bytes(bytes(data))


def zstd_window(path: Path) -> None:
    """A frame that asks for a window of 2 GiB."""
    path.write_bytes(b"\x28\xb5\x2f\xfd\x00" + bytes([(31 - 10) << 3]) + b"\x03\0\0\0")


def tar_of_100000(path: Path) -> None:
    """Headers of small files."""
    with tarfile.open(path, "w") as bundle:
        for number in range(100_000):
            member = tarfile.TarInfo(f"folder/{number}.txt")
            member.size, member.mtime = 5, 1_600_000_000 + number
            bundle.addfile(member, io.BytesIO(b"words"))


def png_bombs(path: Path) -> None:
    """Texts and a colour profile of 64 MiB each, and 2^31 pixels in each direction."""
    packed = zlib.compress(bytes(64 * MIB), 9)
    chunks = [
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 2, 0, 0, 0)),
        _chunk(b"iCCP", b"profile\0\0" + packed),
        *[_chunk(b"zTXt", b"Comment\0\0" + packed)] * 4,
        *[_chunk(b"iTXt", b"Comment\0\1\0\0\0" + packed)] * 4,
        _chunk(b"IDAT", packed),
        _chunk(b"IEND", b""),
    ]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def base64_of_base64(path: Path) -> None:
    """Fifty times."""
    data = b"words at the bottom of it all, over and over. "
    for _ in range(50):
        data = base64.b64encode(data)
        if len(data) > 8 * MIB:
            break
    path.write_bytes(data)


def alphabets(path: Path) -> None:
    """8 MiB of signs that any writing could take for its own."""
    path.write_bytes(base64.b85encode(os.urandom(6 * MIB)))


def zlib_heads(path: Path) -> None:
    """Beginnings of streams, one behind the other."""
    path.write_bytes(b"\x78\x9c\x78\x01\x1f\x8b\x08\0BZh91AY&SY\x28\xb5\x2f\xfd" * 200_000)


def _zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as bundle:
        for name, data in members.items():
            bundle.writestr(name, data)
    return held.getvalue()
