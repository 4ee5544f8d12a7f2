"""WhatsApp chats as its "Export chat" writes them: text, or a zip archive with text and media.

Formats: `_chat.txt` of iPhones and `WhatsApp Chat with Name.txt` of Android, in the date and clock
of the phone's language (https://faq.whatsapp.com, "How to save your chat history"). A chat says
who wrote: a saved name, or the number of somebody not saved, or the name that they chose
themselves (`~ Name`). Numbers of members stand in its notices, too. A shared contact is a `.vcf`
file beside the text, which the reader of vCards reads; of an archive it is read here.

Profile ids are `line 12`; `00000007-Димон.vcf#0` for contacts in an archive.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.chat_lines import ChatLine
from earwitness.crossing.sources.chat_texts import HEAD_BYTES, head_lines, read_chat
from earwitness.crossing.sources.entries import problem
from earwitness.crossing.sources.vcard import read_cards
from earwitness.crossing.sources.vcard_lines import content_lines
from earwitness.crossing.sources.zip_members import (
    OpenedZip,
    is_zip,
    member_head,
    member_stream,
    opened_zip,
)
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, SourceFacts

_PARTNER = re.compile(
    r"^(?:WhatsApp[- ]Chat(?: with| mit| -)|Чат WhatsApp (?:с контактом|с|із контактом|із|з)"
    r"|WhatsApp Chat)\s+(?P<partner>.+?)(?:\s?\(\d+\))?\.(?:txt|zip)$",
    re.IGNORECASE,
)
_ISO_SEPARATOR = "-"

LONGEST_CARDS = 16 * 1024 * 1024
"""Bytes of a file of shared contacts; one with a photograph has some hundred thousand."""


class WhatsAppSource:
    """Reader of exported WhatsApp chats; implements `ports.ProfileReader`."""

    name = "whatsapp"
    version = "1"
    resource: Literal["io", "cpu", "gpu"] = "io"

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether the text, or a text in the archive, begins with messages of WhatsApp."""
        try:
            if is_zip(untrusted_path):
                with opened_zip(untrusted_path) as archive:
                    return _chat_of(archive) is not None
            with untrusted_path.open("rb") as stream:
                return _is_whatsapp(stream.read(HEAD_BYTES))
        except (OSError, InputUnusable):
            return False

    def read(
        self, untrusted_path: Path, context: SourceContext
    ) -> Iterator[Profile | Problem | SourceFacts]:
        """Participants in order of appearance, then contacts in the archive."""
        name = untrusted_path.name
        try:
            if is_zip(untrusted_path):
                yield from _read_archive(untrusted_path, context)
            else:
                with io.FileIO(untrusted_path) as raw:
                    yield from read_chat(raw, name, partner_of(name), context)
        except InputUnusable as error:
            yield problem(name, error.what, error.remedy)
        except OSError as error:
            yield problem(
                name,
                f"{name} cannot be read: {error.strerror}.",
                "Check that the file is there and may be read.",
            )


def partner_of(file_name: str) -> str:
    """The name or number in "WhatsApp Chat with Name.txt"; "" if the file is called otherwise."""
    match = _PARTNER.match(file_name)
    return match["partner"] if match else ""


def _is_whatsapp(head: bytes) -> bool:
    lines = head_lines(head)
    return bool(lines) and all(_is_of_whatsapp(line) for line in lines[:20])


def _is_of_whatsapp(line: ChatLine) -> bool:
    """signal-export writes ISO dates without seconds or without a comma; logs of programs write
    dashed lines with seconds."""
    if line.in_brackets:
        is_iso = line.separator == _ISO_SEPARATOR and len(line.fields[0]) == 4
        return not is_iso or (line.has_comma and line.has_seconds)
    return not line.has_seconds


def _chat_of(archive: OpenedZip) -> zipfile.ZipInfo | None:
    """The text of the chat: the first `.txt` at the top that reads as one."""
    for member in archive.infolist():
        path = PurePosixPath(member.filename)
        is_text = path.suffix.lower() == ".txt" and len(path.parts) <= 2
        if is_text and _is_whatsapp(member_head(archive, member, HEAD_BYTES)):
            return member
    return None


def _read_archive(
    untrusted_path: Path, context: SourceContext
) -> Iterator[Profile | Problem | SourceFacts]:
    name = untrusted_path.name
    with opened_zip(untrusted_path) as archive:
        member = _chat_of(archive)
        if member is None:
            yield problem(name, f"{name} holds no chat of WhatsApp.", "Export the chat again.")
            return
        with member_stream(archive, member) as raw:
            inner = PurePosixPath(member.filename).name
            yield from read_chat(raw, name, partner_of(inner) or partner_of(name), context)
        cards = {m.filename: m for m in archive.infolist() if m.filename.lower().endswith(".vcf")}
        for card in cards.values():
            head = io.BytesIO(member_head(archive, card, LONGEST_CARDS))
            yield from read_cards(content_lines(head), card.filename, context)
