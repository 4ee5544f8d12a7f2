"""Cellebrite reports: `report.xml` of UFED Physical Analyzer, alone or in a `.ufdr` archive.

Read are contacts, accounts of the phone, and the parties of calls, messages and chats, deleted
ones too (their profile ids end with "deleted"). Namespace `http://pa.cellebrite.com/report/2.0`.
Profile ids count models of a type: `Contact[12]`, `Party[340]`.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path
from typing import IO, Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.cellebrite_models import OWNER_ITEMS, Model, ModelTaker
from earwitness.crossing.sources.cellebrite_people import day_of, entries_of, owner_numbers_of
from earwitness.crossing.sources.entries import cut_off, problem, profile_from, read_numbers
from earwitness.crossing.sources.xml_stream import XmlBroken, take_xml
from earwitness.crossing.sources.zip_members import ZipLimits, member_stream, opened_zip
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, SourceFacts

_MARK = b"pa.cellebrite.com/report"
_HEAD_BYTES = 16 * 1024
_REPORT = "report.xml"

OF_REPORTS = ZipLimits(members=4_000_000, directory_bytes=256 * 1024**2, total_ratio=200)
"""A whole phone has 10^5 to 10^6 files, with some 150 bytes each in the table of contents. Of them
the report alone is read; deflate packs its XML to a tenth or twentieth. Estimate."""


class _NoReport(Exception):
    """An archive without a report."""


class CellebriteSource:
    """Reader of Cellebrite reports; implements `ports.ProfileReader`."""

    name = "cellebrite"
    version = "1"
    resource: Literal["io", "cpu", "gpu"] = "io"

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether the file, or the report in the archive, names Cellebrite's namespace."""
        try:
            with ExitStack() as stack:
                head = _opened(untrusted_path, stack).read(_HEAD_BYTES)
        except (OSError, InputUnusable, _NoReport):
            return False
        return _MARK in head.replace(b"\x00", b"")

    def read(
        self, untrusted_path: Path, context: SourceContext
    ) -> Iterator[Profile | Problem | SourceFacts]:
        """Profiles in the order of the report; a damaged report ends with a Problem."""
        name, count = untrusted_path.name, 0
        try:
            with ExitStack() as stack:
                head = _opened(untrusted_path, stack).read(_HEAD_BYTES)
            with ExitStack() as stack:
                stream = _opened(untrusted_path, stack)
                for result in _results(stream, head, name, context):
                    count += isinstance(result, Profile)
                    yield result
        except XmlBroken as trouble:
            yield cut_off(name, count) if trouble.cut_off else _damaged(name, trouble.what, count)
        except _NoReport:
            yield problem(name, f"{name} holds no report.xml.", "Give the report or the UFDR file.")
        except InputUnusable as error:
            yield problem(name, f"{error.what} Entries read before that: {count}.", error.remedy)
        except OSError as error:
            yield problem(
                name,
                f"{name} cannot be read: {error.strerror}. Entries read before that: {count}.",
                "Check that it may be read, or export it again.",
            )


def _opened(untrusted_path: Path, stack: ExitStack) -> IO[bytes]:
    """The report: the file itself, or the one in the archive that lies least deep."""
    stream = stack.enter_context(untrusted_path.open("rb"))
    if stream.read(2) != b"PK":
        stream.seek(0)
        return stream
    archive = stack.enter_context(opened_zip(untrusted_path, OF_REPORTS))
    reports = (info for info in archive.infolist() if _file_name(info).lower() == _REPORT)
    report = min(reports, key=lambda info: (info.filename.count("/"), info.filename), default=None)
    if report is None:
        raise _NoReport
    return io.BufferedReader(stack.enter_context(member_stream(archive, report)))


def _file_name(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").rpartition("/")[2]


def _results(
    stream: IO[bytes], head: bytes, name: str, context: SourceContext
) -> Iterator[Profile | Problem | SourceFacts]:
    taker = ModelTaker()
    seen: set[bytes] = set()
    for trouble in _steps(take_xml(stream, head, taker)):
        models, taker.done = taker.done, []
        items, taker.items = taker.items, []
        for item, text in items:
            yield from _said(item, text, context)
        for model in models:
            yield from _of_model(model, name, context, seen)
        if trouble is not None:
            raise trouble


def _steps(steps: Iterator[None]) -> Iterator[XmlBroken | None]:
    """Each step, and the trouble that ends them: what came before it is to be handed on first."""
    try:
        for _ in steps:
            yield None
    except XmlBroken as trouble:
        yield trouble


def _said(item: str, text: str, context: SourceContext) -> Iterator[SourceFacts]:
    """What the description of the phone says: its number, the day of the extraction."""
    if item in OWNER_ITEMS:
        numbers, _ = read_numbers((text,), context.region)
        if numbers:
            yield SourceFacts(owner_numbers=numbers)
    elif day := day_of(item, text):
        yield SourceFacts(as_of=day)


MOST_REMEMBERED = 500_000
"""Different parties remembered, so that one who is in many calls is one profile. Estimate."""


def _of_model(
    model: Model, name: str, context: SourceContext, seen: set[bytes]
) -> Iterator[Profile | Problem | SourceFacts]:
    owners, _ = read_numbers(owner_numbers_of(model), context.region)
    if owners:
        yield SourceFacts(owner_numbers=owners)
    for entry in entries_of(model):
        profile = profile_from(entry, context)
        if profile is None:
            continue
        if entry.profile_id.startswith("Party"):
            told = (profile.name, profile.numbers, profile.untrusted_numbers, profile.account_id)
            key = blake2b(repr(told).encode(errors="replace"), digest_size=16).digest()
            if key in seen:
                continue
            if len(seen) < MOST_REMEMBERED:
                seen.add(key)
        yield profile
    if model.is_cut:
        yield problem(
            name,
            f"{name}: {model.type} holds more entries than are read of one.",
            "Look at it in the report itself; nobody can be called absent from this source.",
        )


def _damaged(name: str, what: str, count: int) -> Problem:
    return problem(
        name,
        f"{name} {what}; entries read before that: {count}, the rest is lost.",
        "Export it again; until then nobody can be called absent from this source.",
    )
