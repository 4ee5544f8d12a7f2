"""7z archives give every member, or say why not."""

import io
from pathlib import Path

import py7zr

from earwitness.publication.gate.containers import seven_zip
from earwitness.publication.gate.containers.member import Shut, Source


def read(data: bytes, scratch: Path, start: int = 0) -> dict[str, bytes]:
    """What each member holds; what stays shut as its reason."""
    found = {}
    for one in seven_zip.KIND.open(Source(data=data, name="a.7z", scratch=scratch), start):
        shut = isinstance(one, Shut)
        found[one.name] = one.why.encode() if shut else b"".join(one.chunks() if one.chunks else ())
    return found


def archive(password: str | None = None) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password) as own:
        own.writestr("call +79552104417", "notes/Верхотоев.txt")
        own.writestr("second", "b.txt")
    return out.getvalue()


def test_members_and_their_names_are_read_wherever_the_archive_begins(tmp_path: Path) -> None:
    found = read(b"before" + archive(), tmp_path, start=6)
    assert found["notes/Верхотоев.txt"] == b"call +79552104417"
    assert found["b.txt"] == b"second"
    assert any("Верхотоев".encode() in told for told in found.values()), "names are packed too"
    assert not list(tmp_path.iterdir()), "nothing unpacked stays behind"


def test_an_encrypted_or_damaged_archive_is_shut(tmp_path: Path) -> None:
    assert list(read(archive("secret"), tmp_path).values()) == [b"is encrypted"]
    (why,) = read(archive()[:-10], tmp_path).values()
    assert b"damaged" in why
