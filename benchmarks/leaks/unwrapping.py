"""Takes wrappers off again: what was planted must be there, with the name of its file."""

import base64
import bz2
import email
import gzip
import html
import io
import json
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from typing import cast

import py7zr

from leaks.wrappers import EMBEDDED

Named = tuple[str, bytes]


def _zip(name: str, data: bytes) -> Named:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        last = archive.namelist()[-1]
        return last, archive.read(last)


def _tar(name: str, data: bytes) -> Named:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        (member,) = archive.getmembers()
        file = archive.extractfile(member)
        return member.name, file.read() if file else b""


def _seven_zip(name: str, data: bytes) -> Named:
    factory = py7zr.io.BytesIOFactory(2**30)
    with py7zr.SevenZipFile(io.BytesIO(data)) as archive:
        archive.extractall(factory=factory)
    ((inner, file),) = factory.products.items()
    file.seek(0)
    return inner, file.read()


def _mail_part(name: str, data: bytes) -> Named:
    message = cast(EmailMessage, email.message_from_bytes(data, policy=policy.SMTP))
    (part,) = message.iter_attachments()
    return part.get_filename() or "", part.get_content()


def _in_page(name: str, data: bytes) -> Named:
    found = re.search(r"download=(['\"])(.*?)\1 href='.*?,(.*?)'", data.decode(), re.DOTALL)
    assert found
    return html.unescape(found[2]), base64.b64decode(found[3])


def _in_json(name: str, data: bytes) -> Named:
    own = json.loads(data)
    return own["name"], zlib.decompress(base64.b64decode(own["blob"]))


def _in_pdf(name: str, data: bytes) -> Named:
    told = re.search(rb"/UF <feff(\w+)>", data)
    own = re.search(rb"/Type /EmbeddedFile\b.*?/Length (\d+).*?stream\r?\n", data, re.DOTALL)
    assert told
    assert own
    held = data[own.end() : own.end() + int(own[1])]
    return bytes.fromhex(told[1].decode()).decode("utf-16-be"), zlib.decompress(held)


def _in_word(name: str, data: bytes) -> Named:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (inner,) = (one for one in archive.namelist() if one.startswith(EMBEDDED))
        return inner.removeprefix(EMBEDDED), archive.read(inner)


def _bare(name: str) -> str:
    return name.rpartition(".")[0]


UNWRAPPERS: dict[str, Callable[[str, bytes], Named]] = {
    "zip": _zip,
    "tar": _tar,
    "7z": _seven_zip,
    "gzip": lambda name, data: (_bare(name), gzip.decompress(data)),
    "bzip2": lambda name, data: (_bare(name), bz2.decompress(data)),
    "xz": lambda name, data: (_bare(name), lzma.decompress(data)),
    "zlib": lambda name, data: (_bare(name), zlib.decompress(data)),
    "base64 file": lambda name, data: (_bare(name), base64.decodebytes(data)),
    "hex file": lambda name, data: (_bare(name), bytes.fromhex(data.decode())),
    "mail attachment": _mail_part,
    "data address": _in_page,
    "zlib in base64 in JSON": _in_json,
    "PDF attachment": _in_pdf,
    "Word embedding": _in_word,
    "wrong ending": lambda name, data: (_bare(name), data),
}
"""By the name of the wrapper. A wrong ending takes the right one away."""
