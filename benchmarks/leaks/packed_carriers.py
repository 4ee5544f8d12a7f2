"""Documents that are containers: Office, PDF, e-books, databases, fonts, archives' own fields."""

import gzip
import io
import json
import plistlib
import sqlite3
import struct
import tarfile
import tempfile
import zipfile
import zlib
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from leaks.plants import Carrier, Files, fitting
from leaks.text_carriers import FILLER, filler

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zipped(members: dict[str, str | bytes], *, comment: bytes = b"") -> bytes:
    """A zip file, deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.comment = comment
    return out.getvalue()


def _word(where: str) -> Carrier:
    def carry(text: str, random: Random) -> Files:
        runs = f"<w:r><w:t>{escape(text)}</w:t></w:r>" if where == "text" else ""
        if where == "runs":
            runs = "".join(f"<w:r><w:rPr/><w:t>{escape(sign)}</w:t></w:r>" for sign in text)
        if where == "deleted":
            runs = (
                f'<w:del w:author="desk"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'
            )
        body = f"<w:p><w:r><w:t>{FILLER[0]}</w:t></w:r>{runs}</w:p>"
        members: dict[str, str | bytes] = {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        }
        if where == "author":
            own = f"<dc:creator>{escape(text)}</dc:creator>"
            members["docProps/core.xml"] = f"<cp:coreProperties {CORE}>{own}</cp:coreProperties>"
        if where == "comment":
            own = f"<w:comment><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:comment>"
            members["word/comments.xml"] = f"<w:comments {WORD}>{own}</w:comments>"
        return {"statement.docx": zipped(members)}

    return carry


def _sheet(where: str) -> Carrier:
    def carry(text: str, random: Random) -> Files:
        own, digits = escape(text), "".join(sign for sign in text if sign.isdigit())
        cell = '<c r="A1" t="s"><v>0</v></c>'
        if where == "inline":
            cell = f'<c r="A1" t="inlineStr"><is><t>{own}</t></is></c>'
        if where == "number" and len(digits) >= 10 and text.isascii():
            cell = (
                f'<c r="A1"><v>{int(digits) / 10 ** (len(digits) - 1)!r}E{len(digits) - 1}</v></c>'
            )
        state = ' state="veryHidden"' if where == "hidden" else ""
        return {
            "table.xlsx": zipped(
                {
                    "[Content_Types].xml": "<Types/>",
                    "xl/workbook.xml": f'<workbook><sheets><sheet name="a"{state}/></sheets>'
                    "</workbook>",
                    "xl/worksheets/sheet1.xml": f"<worksheet><sheetData><row>{cell}</row>"
                    "</sheetData></worksheet>",
                    "xl/sharedStrings.xml": f"<sst><si><t>{own}</t></si></sst>",
                }
            )
        }

    return carry


def _open_document(where: str) -> Carrier:
    def carry(text: str, random: Random) -> Files:
        body = escape(text) if where == "text" else FILLER[0]
        meta = escape(text) if where == "meta" else "desk"
        return {
            "note.odt": zipped(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "content.xml": f"<office:document-content><text:p>{body}</text:p>"
                    "</office:document-content>",
                    "meta.xml": f"<office:document-meta><dc:creator>{meta}</dc:creator>"
                    "</office:document-meta>",
                }
            )
        }

    return carry


def _slides(text: str, random: Random) -> Files:
    return {
        "talk.pptx": zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "ppt/slides/slide1.xml": f"<p:sld><a:t>{FILLER[0]}</a:t></p:sld>",
                "ppt/notesSlides/notesSlide1.xml": f"<p:notes><a:t>{escape(text)}</a:t></p:notes>",
            }
        )
    }


def _book(text: str, random: Random) -> Files:
    return {
        "book.epub": zipped(
            {
                "mimetype": "application/epub+zip",
                "OEBPS/content.opf": "<package><dc:title>Calls</dc:title>"
                f"<!-- {escape(text)} --></package>",
                "OEBPS/a.xhtml": f"<html><body><p>{FILLER[0]}</p></body></html>",
            }
        )
    }


def _zip_field(where: str) -> Carrier:
    def carry(text: str, random: Random) -> Files:
        if where == "comment":
            return {
                "clips.zip": zipped(
                    {"a.txt": filler(random)}, comment=fitting(text, 60_000).encode()
                )
            }
        if where == "name":
            return {"clips.zip": zipped({fitting(text.replace("\0", ""), 2000): filler(random)})}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            info = zipfile.ZipInfo("a.txt")
            if where == "extra":
                info.extra = (
                    struct.pack("<HH", 0x6375, len(text.encode())) + fitting(text, 60_000).encode()
                )
            else:
                info.comment = text.encode()
            archive.writestr(info, filler(random))
        return {"clips.zip": out.getvalue()}

    return carry


def _beside_zip(before: bool) -> Carrier:
    def carry(text: str, random: Random) -> Files:
        own = zipped({"a.txt": filler(random)})
        extra = b"\n" + text.encode() + b"\n"
        return {"clips.zip": extra + own if before else own + extra}

    return carry


def _gzip_field(text: str, random: Random) -> Files:
    flag_name, flag_comment = 8, 16
    flag = random.choice([flag_name, flag_comment])
    packed = gzip.compress(filler(random).encode())
    head = packed[:3] + bytes([flag]) + packed[4:10]
    return {"a.txt.gz": head + text.encode().replace(b"\0", b"") + b"\0" + packed[10:]}


def _tar_name(text: str, random: Random) -> Files:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a.txt")
        info.pax_headers = {"comment": text}
        info.uname = random.choice(["desk", text[:30]])
        archive.addfile(info)
    return {"clips.tar.gz": out.getvalue()}


def _database(where: str) -> Carrier:
    def carry(text: str, random: Random) -> Files:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "clips.sqlite"
            base = sqlite3.connect(path)
            base.execute("PRAGMA synchronous = OFF")
            if where == "utf-16":
                base.execute("PRAGMA encoding = 'UTF-16le'")
            base.execute("CREATE TABLE clips (id INTEGER, note)")
            own: str | bytes = text.encode() if where == "blob" else text
            if where == "long":
                own = "x " * 9000 + text + " y" * 9000
            base.executemany(
                "INSERT INTO clips VALUES (?, ?)", [(1, FILLER[0]), (2, own), (3, FILLER[1])]
            )
            base.commit()
            if where == "deleted":
                base.execute("PRAGMA secure_delete = OFF")
                base.execute("DELETE FROM clips WHERE id = 2")
                base.commit()
            base.close()
            return {"clips.sqlite": path.read_bytes()}

    return carry


def _name_table(text: str) -> bytes:
    """A font's name table (OpenType, `name`): one record, Windows, UTF-16BE."""
    own = text.encode("utf-16-be")
    return struct.pack(">HHH", 0, 1, 18) + struct.pack(">HHHHHH", 3, 1, 0x409, 0, len(own), 0) + own


def _font(text: str, random: Random) -> Files:
    table = _name_table(text)
    head = struct.pack(">IHHHH", 0x00010000, 1, 16, 0, 0)
    record = b"name" + struct.pack(">III", 0, 28, len(table))
    return {"type.ttf": head + record + table}


def _web_font(text: str, random: Random) -> Files:
    table = _name_table(text + " " * 40)
    packed = zlib.compress(table)
    total = 44 + 20 + len(packed)
    head = b"wOFF" + struct.pack(">IIHHIHHIIIII", 0x00010000, total, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    record = b"name" + struct.pack(">IIII", 64, len(packed), len(table), 0)
    return {"type.woff": head[:44] + record + packed}


def _property_list(text: str, random: Random) -> Files:
    form = random.choice([plistlib.FMT_BINARY, plistlib.FMT_XML])
    clean = "".join(sign for sign in text if sign >= " " or sign == "\n")
    return {"Info.plist": plistlib.dumps({"note": clean, "n": 3}, fmt=form)}


def _git_object(text: str, random: Random) -> Files:
    own = f"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor desk\n\n{text}\n".encode()
    body = zlib.compress(b"commit %d\0" % len(own) + own)
    return {".git/objects/3f/9c2b71d0aa3e4c5b6d7e8f90123456789abcde": body}


def _finder_file(text: str, random: Random) -> Files:
    own = fitting(text, 60).encode("utf-16-be")
    return {".DS_Store": b"\0\0\0\1Bud1" + struct.pack(">I", len(own) // 2) + own + bytes(64)}


def _recorded_traffic(text: str, random: Random) -> Files:
    import base64

    body = base64.b64encode(gzip.compress(json.dumps({"n": text}).encode())).decode()
    entry = {"response": {"content": {"encoding": "base64", "text": body}}}
    return {"site.har": json.dumps({"log": {"entries": [entry]}}).encode()}


CARRIERS: dict[str, Carrier] = {
    "Word text": _word("text"),
    "Word, a run a sign": _word("runs"),
    "Word, deleted text": _word("deleted"),
    "Word author": _word("author"),
    "Word comment": _word("comment"),
    "Excel shared string": _sheet("shared"),
    "Excel inline string": _sheet("inline"),
    "Excel hidden sheet": _sheet("hidden"),
    "OpenDocument text": _open_document("text"),
    "OpenDocument author": _open_document("meta"),
    "PowerPoint notes": _slides,
    "EPUB comment": _book,
    "zip comment": _zip_field("comment"),
    "zip member name": _zip_field("name"),
    "zip member comment": _zip_field("member comment"),
    "zip extra field": _zip_field("extra"),
    "before a zip": _beside_zip(True),
    "behind a zip": _beside_zip(False),
    "gzip header": _gzip_field,
    "tar header": _tar_name,
    "SQLite text": _database("text"),
    "SQLite blob": _database("blob"),
    "SQLite UTF-16": _database("utf-16"),
    "SQLite long row": _database("long"),
    "SQLite deleted row": _database("deleted"),
    "font name": _font,
    "web font name": _web_font,
    "property list": _property_list,
    "git object": _git_object,
    "Finder file": _finder_file,
    "recorded traffic": _recorded_traffic,
}

TEARING = {"Word, a run a sign"}
"""As of `text_carriers`."""
