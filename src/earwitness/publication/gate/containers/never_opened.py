"""Packed or encrypted files that are known, but not opened here. They keep a package from being
clean, by their name."""

from collections.abc import Callable

from earwitness.publication.gate.containers.member import Found, Kind, Shut, Source

_ANYWHERE = {
    b"Rar!\x1a\x07": "a RAR archive",
    b"MSCF\0\0\0\0": "a CAB archive",
    b"**ACE**": "an ACE archive",
    b"-----BEGIN PGP MESSAGE-----": "an encrypted message (PGP)",
    b"age-encryption.org/v1": "an encrypted file (age)",
    b"U2FsdGVkX1": "a text encrypted by OpenSSL",
    b"LUKS\xba\xbe": "an encrypted disk",
}
_AT_START = {
    b"\x04\x22\x4d\x18": "an LZ4 file",
    b"\xff\x06\0\0sNaPpY": "a Snappy file",
    b"\x1f\x9d": "a file packed by compress",
    b"LZIP": "an lzip file",
    b"\x89LZO\0": "an LZO file",
    b"Salted__": "a file encrypted by OpenSSL",
    b"\x03\xd9\xa2\x9a": "a KeePass database",
    b"PAR1": "a Parquet table",
    b"\x85\x01": "an encrypted message (PGP)",
    b"\x85\x02": "an encrypted message (PGP)",
    b"ITSF": "a compiled help file",
    b"xar!": "a XAR archive",
    b"hsqs": "a SquashFS image",
    b"wOF2": "a web font (WOFF2)",
}
_BY_NAME = {".iwa": "a part of an iWork document"}


def _shut(what: str) -> Callable[[Source, int], Found]:
    def opened(source: Source, start: int) -> Found:
        yield Shut(name="", why=f"is {what}, which is not opened here")

    return opened


def _by_name(source: Source, start: int) -> Found:
    for ending, what in _BY_NAME.items():
        if source.name.lower().endswith(ending):
            yield Shut(name="", why=f"is {what}, which is not opened here")


KINDS = (
    *(Kind(name=what, magic=magic, open=_shut(what)) for magic, what in _ANYWHERE.items()),
    *(
        Kind(name=what, magic=magic, open=_shut(what), at_start=True)
        for magic, what in _AT_START.items()
    ),
    Kind(name="by name", magic=b"", open=_by_name, at_start=True),
)
