"""Which archives can be opened, by their first bytes."""

BLOCK = 512
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
SEVEN_ZIP_MAGIC = b"7z\xbc\xaf\x27\x1c"
COMPRESSED = {"gz": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ\x00"}
CHECKSUM = slice(148, 156)


def bundle_format(head: bytes) -> str | None:
    """`zip`, `7z`, `tar`, `gz`, `bz2` or `xz`; None for what is not opened (RAR, CAB, Zstandard).

    A compressed tar is `gz`, `bz2` or `xz` here; `head` holds at least one tar block of 512 bytes
    if the file does.
    """
    if head.startswith(ZIP_MAGIC):
        return "zip"
    if head.startswith(SEVEN_ZIP_MAGIC):
        return "7z"
    for name, magic in COMPRESSED.items():
        if head.startswith(magic):
            return name
    return "tar" if is_tar(head) else None


def is_tar(head: bytes) -> bool:
    """Whether a tar header stands at the beginning: its checksum is right (POSIX.1-1988, ustar
    and the older form, which has no other mark)."""
    block = head[:BLOCK]
    if len(block) < BLOCK or not any(block):
        return False
    written = block[CHECKSUM].strip(b" \0")
    if not written or not written.isdigit() or b"8" in written or b"9" in written:
        return False
    return int(written, 8) == sum(block) - sum(block[CHECKSUM]) + 8 * ord(" ")
