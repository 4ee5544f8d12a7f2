"""The dossier as PDF: everything can be read in it, and nothing breaks it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.dossier.pdf import pdf
from earwitness.records.dossier import Dossier, Paragraph, Section, Table


def dossier(*blocks: Paragraph | Table) -> Dossier:
    section = Section(heading="Запис «перший» — ґ, є, і, ї", level=1, blocks=blocks)
    return Dossier(title="Release A", subtitle="", notice="Inside use only.", sections=(section,))


def pages(raw: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", raw))


def test_the_same_dossier_gives_the_same_bytes_and_says_no_moment() -> None:
    one = dossier(Paragraph(text="Слово"))
    raw = pdf(one)
    assert raw == pdf(one)
    assert raw.startswith(b"%PDF-") and raw.rstrip().endswith(b"%%EOF")
    dates = re.findall(rb"/(?:Creation|Mod)Date \(D:(\d{4})", raw)
    assert set(dates) <= {b"2000"}


def test_cyrillic_letters_are_embedded_so_that_any_reader_shows_them() -> None:
    raw = pdf(dossier(Paragraph(text="Верхотоев, ґанок, їжак")))
    assert b"OpenSans" in raw and b"/FontFile2" in raw


def test_a_cell_longer_than_a_page_goes_on_in_further_rows() -> None:
    table = Table(head=("what", "text"), rows=(("evidence", "слово " * 4000),), widths=(0.2, 0.8))
    assert pages(pdf(dossier(table))) > 3


def test_a_table_without_rows_says_so_in_words() -> None:
    one = dossier(Table(head=("finding",), rows=(), empty="Nothing was found."))
    assert pages(pdf(one)) == 1


def test_a_letter_that_the_face_lacks_is_shown_by_its_code() -> None:
    from earwitness.publication.dossier.typeface import writable

    assert writable("Оля \U0001f600\x07") == "Оля [U+1F600]"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_the_page(one: str, other: str) -> None:
    table = Table(head=("a", "b"), rows=((one, other),))
    raw = pdf(dossier(Paragraph(text=one), table))
    assert raw.startswith(b"%PDF-") and pages(raw) >= 1
