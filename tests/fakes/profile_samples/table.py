"""Tables of people as text and as a workbook."""

import io
import zipfile
from xml.sax.saxutils import escape

SOCIAL = """profile_id,name,city,birth_date,relatives,groups,phone
sp1,Сергей Верхотоев,Кинешма,14.06.1996,жена: Ольга Верхотоева; мать: Галина Верхотоева,А | Б,
sp2,Ольга Верхотоева,Кинешма,,муж: Сергей Верхотоев,,+79552634791
sp3,=HYPERLINK("http://x"),Шуя,,,,"8 (955) 207-55-32, 89552143018"
"""

PEOPLE: list[list[str | int]] = [
    ["Имя", "Фамилия", "Телефон"],
    ["Оля", "Верхотоева", 79552634791],
    ["Роза", "", "8-955-236-84-29"],
    ["Костя", "Костромовцев", "+79552721684"],
]


def workbook(sheets: dict[str, list[list[str | int]]], *, top: int = 1) -> bytes:
    """The smallest XLSX that readers accept."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entries = relations = ""
        for i, (name, rows) in enumerate(sheets.items(), start=1):
            entries += f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}"/>'
            target = f'Target="worksheets/sheet{i}.xml"'
            relations += f'<Relationship Id="r{i}" Type="{office}/worksheet" {target}/>'
            body = "".join(
                f'<row r="{y}">'
                + "".join(_cell(x, y, cell) for x, cell in enumerate(row))
                + "</row>"
                for y, row in enumerate(rows, start=top)
            )
            archive.writestr(
                f"xl/worksheets/sheet{i}.xml",
                f'{head}<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
            )
        archive.writestr(
            "xl/workbook.xml",
            f'{head}<workbook xmlns="{main}" xmlns:r="{office}">'
            f"<sheets>{entries}</sheets></workbook>",
        )
        archive.writestr(
            "_rels/.rels",
            f'{head}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{head}<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        )
        archive.writestr(
            "[Content_Types].xml", f'{head}<Types xmlns="{package}/content-types"></Types>'
        )
    return buffer.getvalue()


def _cell(x: int, y: int, value: str | int) -> str:
    place = f"{chr(65 + x)}{y}"
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


SAMPLES = {"social.csv": SOCIAL.encode(), "social.xlsx": workbook({"Люди": PEOPLE})}
