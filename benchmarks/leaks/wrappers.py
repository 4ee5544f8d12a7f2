"""Files in files: packed, enclosed, encoded as a whole. Each carries the name of its file along,
since the leak may be planted in it; `unwrapping` takes them off again."""

import base64
import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from email import policy
from email.message import EmailMessage
from pathlib import PurePosixPath
from random import Random
from xml.sax.saxutils import quoteattr

import py7zr

from leaks.packed_carriers import zipped
from leaks.pdf_carriers import LATIN_FONT, PLAIN, pdf, stream
from leaks.plants import Wrapper

Named = tuple[str, bytes]

EMBEDDED = "word/embeddings/"

SMALL = [{"id": py7zr.FILTER_LZMA2, "preset": 0}]
"""A small dictionary: making thousands of large ones takes longer than all else."""


def _zip(name: str, data: bytes, random: Random) -> Named:
    out = io.BytesIO()
    how = random.choice(
        [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
    )
    with zipfile.ZipFile(out, "w", how) as archive:
        archive.writestr("a.txt", "clips")
        archive.writestr(name, data)
    return "clips.zip", out.getvalue()


def _tar(name: str, data: bytes, random: Random) -> Named:
    how = random.choice(["", "gz", "bz2", "xz"])
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=f"w:{how}") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return "clips.tar" + (f".{how}" if how else ""), out.getvalue()


def _seven_zip(name: str, data: bytes, random: Random) -> Named:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", filters=SMALL) as archive:
        archive.writef(io.BytesIO(data), name)
    return "clips.7z", out.getvalue()


def _mail_part(name: str, data: bytes, random: Random) -> Named:
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = "clips"
    coding = "quoted-printable" if random.random() < 0.3 else "base64"
    message.add_attachment(
        data, maintype="application", subtype="octet-stream", filename=name, cte=coding
    )
    message.set_boundary("b")  # a random one would make other bytes of the same seed
    return "mail.eml", message.as_bytes()


def _in_page(name: str, data: bytes, random: Random) -> Named:
    own = base64.b64encode(data).decode()
    link = f"<a download={quoteattr(name)} href='data:application/x;base64,{own}'>a</a>"
    return "index.html", link.encode()


def _in_json(name: str, data: bytes, random: Random) -> Named:
    packed = base64.b64encode(zlib.compress(data)).decode()
    return "state.json", json.dumps({"v": 1, "name": name, "blob": packed}).encode()


def _in_pdf(name: str, data: bytes, random: Random) -> Named:
    told = ("\ufeff" + name).encode("utf-16-be").hex().encode()
    objects = [
        b"<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles <</Names [(a) 6 0 R]>>>>>>",
        b"<</Type /Pages /Kids [] /Count 0>>",
        PLAIN,
        LATIN_FONT,
        stream(data, keys=b"/Type /EmbeddedFile"),
        b"<</Type /Filespec /F (a) /UF <" + told + b"> /EF <</F 5 0 R>>>>",
    ]
    return "dossier.pdf", pdf(objects)


def _in_word(name: str, data: bytes, random: Random) -> Named:
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": "<w:document/>",
        EMBEDDED + name: data,
    }
    return "letter.docx", zipped(members)


WRAPPERS: dict[str, Wrapper] = {
    "zip": _zip,
    "tar": _tar,
    "7z": _seven_zip,
    "gzip": lambda name, data, _: (f"{name}.gz", gzip.compress(data)),
    "bzip2": lambda name, data, _: (f"{name}.bz2", bz2.compress(data)),
    "xz": lambda name, data, _: (f"{name}.xz", lzma.compress(data)),
    "zlib": lambda name, data, _: (f"{name}.z", zlib.compress(data)),
    "base64 file": lambda name, data, _: (f"{name}.b64", base64.encodebytes(data)),
    "hex file": lambda name, data, _: (f"{name}.hex", data.hex().encode()),
    "mail attachment": _mail_part,
    "data address": _in_page,
    "zlib in base64 in JSON": _in_json,
    "PDF attachment": _in_pdf,
    "Word embedding": _in_word,
    "wrong ending": lambda name, data, _: (str(PurePosixPath(name).with_suffix(".dat")), data),
}
