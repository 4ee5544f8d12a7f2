"""Small spreadsheets by hand, as the formats' standards describe them (ECMA-376, ODF 1.3)."""

import io
import zipfile
from collections.abc import Collection, Sequence
from xml.sax.saxutils import escape

HIDDEN = ' state="hidden"'
Cells = Sequence[Sequence[str | float | None]]

SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006"
STYLES = (
    f'<styleSheet xmlns="{SHEET_NS}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="dd.mm.yyyy hh:mm:ss"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return buffer.getvalue()


def xlsx_cell(value: str | float | None, style: int) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c s="{style}"><v>{value}</v></c>'


def xlsx_sheet(rows: Cells, styles: dict[int, int], first_row: int = 1) -> str:
    body = "".join(
        f'<row r="{number}">'
        + "".join(xlsx_cell(value, styles.get(column, 0)) for column, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=first_row)
    )
    return f'<worksheet xmlns="{SHEET_NS}"><sheetData>{body}</sheetData></worksheet>'


def xlsx_of_sheets(sheets: dict[str, str], hidden: Collection[str] = ()) -> bytes:
    """`sheets` are sheet XML by name. Styles: 1 is a date with time, 2 a duration."""
    entries = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"{HIDDEN if name in hidden else ""}/>'
        for at, name in enumerate(sheets, start=1)
    )
    targets = [
        f'<Relationship Id="rId{at}" Type="{OFFICE_NS}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    ]
    targets.append(f'<Relationship Id="rId0" Type="{OFFICE_NS}/styles" Target="styles.xml"/>')
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE_NS}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE_NS}/relationships"><Relationship '
            f'Id="r" Type="{OFFICE_NS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{SHEET_NS}" xmlns:r="{OFFICE_NS}">'
            f"<sheets>{entries}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE_NS}/relationships">'
            f"{''.join(targets)}</Relationships>",
            "xl/styles.xml": STYLES,
            **{f"xl/worksheets/s{at}.xml": sheet for at, sheet in enumerate(sheets.values(), 1)},
        }
    )


def xlsx_bytes(rows: Cells, styles: dict[int, int] | None = None) -> bytes:
    return xlsx_of_sheets({"calls": xlsx_sheet(rows, styles or {})})


def ods_bytes(rows: Cells, manifest: str = "") -> bytes:
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(value or ""))}'
            "</text:p></table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    office = "urn:oasis:names:tc:opendocument:xmlns"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<office:document-content xmlns:office="{office}:office:1.0" '
            f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="calls">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="content.xml" '
            f'manifest:media-type="text/xml">{manifest}</manifest:file-entry></manifest:manifest>',
        }
    )


def ole_with(stream: str) -> bytes:
    """An OLE2 file ([MS-CFB]) whose directory has one stream of this name."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (1).to_bytes(4, "little")
    directory = stream.encode("utf-16-le").ljust(512, b"\0")
    return bytes(header) + bytes(512) + directory
