"""What the first bytes of a file say it is.

Sources: the specifications of the formats, and the magic numbers that file(1) and FFmpeg's
probes use for them.
"""

from enum import StrEnum

HEAD_BYTES = 4096


class FileKind(StrEnum):
    """What intake can do with a file. `archive` holds files, `protected` needs a password."""

    RECORDING = "recording"
    CALL_LIST = "call_list"
    TRANSCRIPT = "transcript"
    ARCHIVE = "archive"
    PROTECTED = "protected"
    OTHER = "other"


# (offset, bytes, kind); the first that fits decides.
SIGNATURES: tuple[tuple[int, bytes, FileKind], ...] = (
    (0, b"ID3", FileKind.RECORDING),  # MP3 or AAC with an ID3v2 tag
    (0, b"OggS", FileKind.RECORDING),
    (0, b"fLaC", FileKind.RECORDING),
    (0, b"#!AMR", FileKind.RECORDING),  # AMR-NB, AMR-WB, RFC 4867
    (0, b"#!SILK_V3", FileKind.RECORDING),
    (0, b"\x02#!SILK_V3", FileKind.RECORDING),
    (0, b"#!iLBC", FileKind.RECORDING),  # RFC 3952
    (0, b".snd", FileKind.RECORDING),  # Sun AU
    (0, b"caff", FileKind.RECORDING),
    (0, b"\x1aE\xdf\xa3", FileKind.RECORDING),  # EBML: Matroska, WebM
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", FileKind.RECORDING),  # ASF: WMA
    (0, b"riff\x2e\x91\xcf\x11", FileKind.RECORDING),  # Sony Wave64
    (0, b"Creative Voice File\x1a", FileKind.RECORDING),
    (0, b"NIST_1A\n", FileKind.RECORDING),  # SPHERE
    (0, b"MAC ", FileKind.RECORDING),  # Monkey's Audio
    (0, b"wvpk", FileKind.RECORDING),
    (0, b"TTA1", FileKind.RECORDING),
    (0, b"FLV\x01", FileKind.RECORDING),
    (0, b"\x00\x00\x01\xba", FileKind.RECORDING),  # MPEG program stream
    (0, b"\x02dss", FileKind.RECORDING),  # dictation machines
    (0, b"\x03ds2", FileKind.RECORDING),
    (0, b"-----BEGIN PGP MESSAGE", FileKind.PROTECTED),
    (0, b"age-encryption.org/", FileKind.PROTECTED),
    (0, b"Salted__", FileKind.PROTECTED),  # openssl enc
    (0, b"LUKS\xba\xbe", FileKind.PROTECTED),
    (0, b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (0, b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (0, b"\x1f\x8b", FileKind.ARCHIVE),  # gzip
    (0, b"BZh", FileKind.ARCHIVE),
    (0, b"\xfd7zXZ\x00", FileKind.ARCHIVE),
    (0, b"\x28\xb5\x2f\xfd", FileKind.ARCHIVE),  # Zstandard
    (0, b"MSCF", FileKind.ARCHIVE),
    (257, b"ustar", FileKind.ARCHIVE),
    (0, b"\x89PNG", FileKind.OTHER),
    (0, b"\xff\xd8\xff", FileKind.OTHER),  # JPEG
    (0, b"GIF8", FileKind.OTHER),
    (0, b"%PDF", FileKind.OTHER),
    (0, b"MThd", FileKind.OTHER),  # MIDI carries no voice
    (0, b"SQLite format 3\x00", FileKind.OTHER),
    (0, b"\x7fELF", FileKind.OTHER),
    (0, b"\xd4\xc3\xb2\xa1", FileKind.OTHER),  # packet captures
    (0, b"\xa1\xb2\xc3\xd4", FileKind.OTHER),
    (0, b"\x0a\x0d\x0d\x0a", FileKind.OTHER),
)

RIFF_FORMS = frozenset({b"WAVE", b"AVI ", b"QLCM"})
PICTURE_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis"})

# MPEG audio frame header, ISO/IEC 11172-3 and 13818-3: kbit/s of layers I to III.
BIT_RATES = {
    (1, 1): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def kind_by_signature(head: bytes) -> FileKind | None:
    """The kind that the first bytes prove, or None. `head` holds up to `HEAD_BYTES`."""
    for offset, magic, kind in SIGNATURES:
        if head[offset : offset + len(magic)] == magic:
            return kind
    if head[:4] in (b"RIFF", b"RIFX", b"RF64", b"FORM"):
        known = RIFF_FORMS | {b"AIFF", b"AIFC"}
        return FileKind.RECORDING if head[8:12] in known else FileKind.OTHER
    if head[4:8] == b"ftyp":
        return FileKind.OTHER if head[8:12] in PICTURE_BRANDS else FileKind.RECORDING
    if begins_with_frames(head) or is_transport_stream(head):
        return FileKind.RECORDING
    return None


def begins_with_frames(head: bytes) -> bool:
    """Whether MPEG audio or ADTS frames follow each other from the first byte.

    Two headers at the right distance are asked for, since one alone occurs in raw telephone
    sound by chance. A file that ends before the second header counts with one.
    """
    length = frame_length(head)
    return length > 0 and (len(head) < length + 4 or frame_length(head[length:]) > 0)


def frame_length(head: bytes) -> int:
    """The length in bytes of the frame that begins here, 0 if none does."""
    if len(head) < 6 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    if layer == 4:
        is_adts = head[1] & 0xF6 == 0xF0 and head[2] >> 2 & 15 < 13
        return ((head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5) if is_adts else 0
    rate_index, sample_index = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate_index in (0, 15) or sample_index == 3:
        return 0
    sample_rate = SAMPLE_RATES[version][sample_index]
    bits = BIT_RATES[1 if version == 3 else 2, layer][rate_index - 1] * 1000
    padding = head[2] >> 1 & 1
    if layer == 1:
        return (12 * bits // sample_rate + padding) * 4
    samples = 576 if layer == 3 and version != 3 else 1152
    return samples // 8 * bits // sample_rate + padding


def is_transport_stream(head: bytes) -> bool:
    """Whether MPEG-TS packets of 188 bytes begin here (ISO/IEC 13818-1)."""
    return len(head) >= 377 and head[0] == head[188] == head[376] == 0x47
