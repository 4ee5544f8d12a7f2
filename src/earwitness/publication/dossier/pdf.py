"""A dossier becomes a PDF: A4, numbered pages, a notice at the foot of each."""

from collections.abc import Iterator
from html import escape
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Spacer
from reportlab.platypus import LongTable as PdfTable
from reportlab.platypus import Paragraph as PdfParagraph

from earwitness.publication.dossier.typeface import BOLD, TEXT, register, writable
from earwitness.records.dossier import Dossier, Paragraph, Section, Table

MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
LONGEST_CELL = 1_800
"""Characters of a cell; what is longer goes on in the next row, for a row must fit on one page.
Estimate: a page has about 2,500 characters of one column."""


def pdf(dossier: Dossier) -> bytes:
    """The dossier as PDF. The same dossier gives the same bytes; no moment is written into it."""
    register()
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, invariant=1, title=writable(dossier.title), author="", creator="",
        leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
    )  # fmt: skip

    def foot(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont(TEXT, 7.5)
        canvas.setFillColor(colors.HexColor("#444444"))
        canvas.drawString(MARGIN, 10 * mm, writable(dossier.notice)[:150])
        canvas.drawRightString(A4[0] - MARGIN, 10 * mm, f"page {canvas.getPageNumber()}")

    frame = Frame(MARGIN, MARGIN, WIDTH, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=foot))
    document.build(list(_flow(dossier)))
    return out.getvalue()


def _style(name: str, size: float, *, font: str = TEXT, before: float = 0, after: float = 2) -> (
    ParagraphStyle
):  # fmt: skip
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=size * 1.35, spaceBefore=before * mm,
        spaceAfter=after * mm, splitLongWords=1,
    )  # fmt: skip


_TITLE = _style("title", 20, font=BOLD, after=3)
_SUBTITLE = _style("subtitle", 11, after=8)
_HEADINGS = {
    1: _style("one", 15, font=BOLD, after=3),
    2: _style("two", 12, font=BOLD, before=4),
    3: _style("three", 10, font=BOLD, before=3, after=1.5),
}
_TEXT, _QUIET = _style("text", 9.5), _style("quiet", 8)
_CELL, _HEAD = _style("cell", 8, after=0), _style("head", 8, font=BOLD, after=0)


def _flow(dossier: Dossier) -> Iterator[Flowable]:
    yield _paragraph(dossier.title, _TITLE)
    yield _paragraph(dossier.subtitle, _SUBTITLE)
    for place, section in enumerate(dossier.sections):
        if section.level == 1 and place:
            yield PageBreak()
        yield from _section(section)


def _section(section: Section) -> Iterator[Flowable]:
    yield _paragraph(section.heading, _HEADINGS[section.level])
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _table(block)
        else:
            yield from _paragraphs(block)


def _paragraphs(block: Paragraph) -> Iterator[Flowable]:
    yield _paragraph(block.text, _QUIET if block.is_quiet else _TEXT)


def _paragraph(text: str, style: ParagraphStyle) -> PdfParagraph:
    return PdfParagraph(escape(writable(text)).replace("\n", "<br/>"), style)


def _table(table: Table) -> Iterator[Flowable]:
    if not table.rows:
        yield _paragraph(table.empty, _TEXT)
        return
    shares = table.widths or tuple(1 / len(table.head) for _ in table.head)
    cells = [[_paragraph(name, _HEAD) for name in table.head]]
    for row in table.rows:
        cells.extend([_paragraph(cell, _CELL) for cell in part] for part in _cut(row))
    yield PdfTable(
        cells,
        colWidths=[share * WIDTH for share in shares],
        repeatRows=1,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.HexColor("#999999")),
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#eeeeee")),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ],
    )
    yield Spacer(1, 3 * mm)


def _cut(row: tuple[str, ...]) -> Iterator[list[str]]:
    """A row as as many rows as its longest cell needs."""
    for start in range(0, max(1, *(len(cell) for cell in row)), LONGEST_CELL):
        yield [cell[start : start + LONGEST_CELL] for cell in row]
