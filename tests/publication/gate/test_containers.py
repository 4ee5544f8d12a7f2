"""Containers with a structure of their own: what they hold is found, and what is shut is told."""

import io
import sqlite3
import zlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import py7zr
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from publication.gate.test_walking import NUMBER, SMALL, checked, found_in, in_words, kinds


def seven_zip(data: bytes, name: str = "inner.txt", password: str | None = None) -> bytes:
    held = io.BytesIO()
    with py7zr.SevenZipFile(held, "w", password=password) as bundle:
        bundle.writef(io.BytesIO(data), name)
    return held.getvalue()


def a_pdf(text: str, *, note: str = "", password: str = "") -> bytes:
    """One page that shows a text letter by letter, as typesetting programs do."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    shown = " -250 ".join(f"({letter})" for letter in text)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 200 Td [{shown}] TJ ET".encode())
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if note:
        writer.add_metadata({"/Title": note})
    if password:
        writer.encrypt(password)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def a_database(folder: Path) -> bytes:
    with sqlite3.connect(folder / "made.sqlite") as store:
        store.execute("create table calls (line integer, words text, sound blob)")
        store.execute(
            "insert into calls values (?, ?, ?)",
            (int(NUMBER), "nothing", zlib.compress(in_words(NUMBER))),
        )
        store.commit()
    return (folder / "made.sqlite").read_bytes()


def test_a_number_in_a_7z_archive_is_found(tmp_path: Path) -> None:
    found = found_in(seven_zip(in_words(NUMBER)), tmp_path)
    assert kinds(found) == {"number"}
    assert found.findings[0].where.startswith("inner.txt")
    assert not found.unopened


def test_a_name_of_a_member_of_a_7z_archive_is_searched(tmp_path: Path) -> None:
    found = found_in(seven_zip(b"nothing", f"call {NUMBER}.txt"), tmp_path)
    assert kinds(found) == {"number"}
    assert NUMBER[-7:] not in found.findings[0].where


def test_an_encrypted_7z_archive_is_unopened(tmp_path: Path) -> None:
    found = found_in(seven_zip(in_words(NUMBER), password="secret"), tmp_path)
    assert ["encrypted" in one.why for one in found.unopened] == [True]


@pytest.mark.parametrize("is_noted", [False, True])
def test_a_number_in_a_pdf_is_found(is_noted: bool, tmp_path: Path) -> None:
    data = a_pdf("Nothing", note=NUMBER) if is_noted else a_pdf(NUMBER)
    found = found_in(data, tmp_path)
    assert kinds(found) == {"number"}
    assert not found.unopened


def test_a_pdf_that_a_password_shuts_is_unopened(tmp_path: Path) -> None:
    found = found_in(a_pdf("Nothing", password="secret"), tmp_path)
    assert any("encrypted" in one.why for one in found.unopened)


def test_an_earlier_version_of_a_pdf_is_read(tmp_path: Path) -> None:
    later = a_pdf("Nothing")
    found = found_in(a_pdf(NUMBER) + later, tmp_path)
    assert kinds(found) == {"number"}


def test_a_number_in_a_database_is_found_as_integer_and_in_packed_bytes(tmp_path: Path) -> None:
    found = found_in(a_database(tmp_path), tmp_path)
    assert {one.where.split(",")[0].split(" › ")[0] for one in found.findings} >= {"table calls"}
    assert len(found.findings) >= 2


@cache
def samples() -> tuple[bytes, ...]:
    """One file of each kind."""
    with TemporaryDirectory() as folder:
        database = a_database(Path(folder))
    compound = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(256)) * 8
    return seven_zip(in_words(NUMBER)), a_pdf(NUMBER), database, compound


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damaged_files_end_without_a_traceback(data: st.DataObject, tmp_path: Path) -> None:
    whole = bytearray(data.draw(st.sampled_from(samples())))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / "file").write_bytes(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    checked(tmp_path / "file", SMALL)
