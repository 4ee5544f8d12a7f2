"""Anchors: time stamps of an authority over the ledger's head, asked for, taken in, checked."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from earwitness.archive.engines.timestamp_http import ask_authority
from earwitness.archive.foreign_files import read_foreign, shown
from earwitness.archive.timestamps import (
    MAX_ANSWER_BYTES,
    MAX_ROOTS_BYTES,
    check_stamp,
    matching_request,
    new_request,
    read_roots,
)
from earwitness.records.custody import LedgerHead, Stamp, StampRequest, VerificationProblem
from earwitness.records.errors import CaseUnusable, InputUnusable, WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import anchors, foreign_stamps, journal
from earwitness.runtime.store.connection import writing

Answer = dict[str, Any]


def request_stamp(place: Workplace, target: Path) -> StampRequest:
    """Write a query over the ledger's head to `target`, to be carried to an authority.

    Raises:
        WrongUsage: there is a file at `target`.
        CaseUnusable: it cannot be written, or the ledger is empty.
    """
    with writing(place.folder.database):
        request = _new_request(place)
        try:
            with target.open("xb") as file:
                file.write(base64.b64decode(request.query))
        except FileExistsError as error:
            raise WrongUsage(
                f"{shown(target)} is there already.", remedy="Choose another name for the query."
            ) from error
        except OSError as error:
            raise CaseUnusable(
                f"The query cannot be written to {shown(target)}: {error.strerror}.",
                remedy="Choose a folder that you may write, on a disk with free space.",
            ) from error
    return request


def take_answer(place: Workplace, untrusted_path: Path, ca: Path | None) -> Answer:
    """Take an authority's answer in, if it fits a query of this case and, with the roots in the
    PEM file `ca`, its signature does; as `list_anchors` tells it.

    Raises:
        InputUnusable: it is no answer, refuses, fits no query, or its signature does not fit.
        WrongUsage: it is in the case already.
    """
    return _keep(place, read_foreign(untrusted_path, max_bytes=MAX_ANSWER_BYTES), _roots(ca))


def ask(place: Workplace, url: str, ca: Path) -> Answer:
    """Send a query over the ledger's head to an authority, and take its answer in.

    Raises:
        EngineFailed: the authority cannot be reached, or answers with none of the kind.
        InputUnusable, WrongUsage: as `take_answer`.
    """
    roots = _roots(ca)
    with writing(place.folder.database):
        request = _new_request(place)
    return _keep(place, ask_authority(url, base64.b64decode(request.query)), roots)


def _new_request(place: Workplace) -> StampRequest:
    entry = journal.latest()
    if entry is None:
        raise CaseUnusable(
            "The ledger of this case is empty.", remedy="Restore the store from a copy."
        )
    request = new_request(entry)
    anchors.add_request(request, actor=place.actor)
    return request


def _keep(place: Workplace, untrusted_answer: bytes, roots: str) -> Answer:
    request, stamp = matching_request(untrusted_answer, tuple(anchors.requests()))
    if roots:
        stamp = _with_roots(stamp, roots)
        if reason := check_stamp(request, stamp, roots):
            raise InputUnusable(
                f"The answer proves nothing: {reason}.",
                remedy="Nothing was stored. See that --ca holds this authority's root certificate.",
            )
    with writing(place.folder.database):
        anchors.add_stamp(request, stamp, actor=place.actor)
    return _answer(request, stamp)


def _with_roots(stamp: Stamp, roots: str) -> Stamp:
    return Stamp(
        stamped_at=stamp.stamped_at,
        authority=stamp.authority,
        policy=stamp.policy,
        serial=stamp.serial,
        response=stamp.response,
        roots=roots,
    )


def _roots(ca: Path | None) -> str:
    return read_roots(read_foreign(ca, max_bytes=MAX_ROOTS_BYTES)) if ca else ""


def roots_of(ca: Path | None) -> str:
    """The certificates of a PEM file, as PEM; empty without a file.

    Raises:
        InputUnusable: it cannot be read, or holds none.
    """
    return _roots(ca)


def list_anchors() -> list[Answer]:
    """Every query, with its stamps; a query without an answer has one item with `state` pending.
    Then those over the ledgers of other cases, which came in bags: `chain` is the head of such a
    ledger, None for the own one."""
    own = [
        _answer(request, stamp)
        for request, stamps in anchors.with_stamps()
        for stamp in (stamps or (None,))
    ]
    others = foreign_stamps.all_stamps()
    return own + [_answer(other.request, other.stamp, other.chain) for other in others]


def _answer(request: StampRequest, stamp: Stamp | None, chain: str = "") -> Answer:
    answer: Answer = {
        "sequence": request.sequence,
        "hash": request.head_hash,
        "chain": chain or None,
        "state": "pending" if stamp is None else "checked" if stamp.roots else "unchecked",
        "stamped_at": stamp.stamped_at if stamp else None,
        "authority": stamp.authority if stamp else None,
    }
    return answer


def anchored_heads() -> Iterator[LedgerHead]:
    """The heads that stamps and queries in the case name, for `check_chain`."""
    for request, stamps in anchors.with_stamps():
        source = f"stamp of {stamps[0].stamped_at}" if stamps else "query for a stamp"
        yield LedgerHead(
            sequence=request.sequence, hash=request.head_hash, source=f"{source} in this case"
        )


def check_anchors(roots: str) -> Iterator[VerificationProblem]:
    """Stamps that prove nothing, and as notices those that were not checked, or wait; those over
    ledgers of other cases too, whose stamped entries are compared besides."""
    for request, stamps in anchors.with_stamps():
        subject = f"ledger entry {request.sequence}"
        if not stamps:
            yield VerificationProblem(
                kind="stamp_pending",
                subject=subject,
                detail="a query for a time stamp was made; no answer was taken in",
            )
        for stamp in stamps:
            yield from _check(subject, request, stamp, roots or stamp.roots)
    for other in foreign_stamps.all_stamps():
        subject = f"entry {other.request.sequence} of the ledger {other.chain[:12]}…"
        if foreign_stamps.hash_at(other.chain, other.request.sequence) != other.request.head_hash:
            yield VerificationProblem(
                kind="head_differs",
                subject=subject,
                detail="is not the entry that the other case had stamped, or is gone: that ledger "
                "was rewritten at this entry or before it",
            )
        if other.stamp is not None:
            yield from _check(subject, other.request, other.stamp, roots or other.stamp.roots)


def proven_stamps(roots: str) -> list[Answer]:
    """The stamps that hold: each says that its entry, and so all before it, existed at or before
    `stamped_at`, if the authority is to be believed. Roots of other cases are those that their
    people trusted."""
    return [
        _answer(request, stamp, chain)
        for request, stamp, chain in _all_stamps()
        if (roots or stamp.roots) and not check_stamp(request, stamp, roots or stamp.roots)
    ]


def _all_stamps() -> Iterator[tuple[StampRequest, Stamp, str]]:
    for request, stamps in anchors.with_stamps():
        for stamp in stamps:
            yield request, stamp, ""
    for other in foreign_stamps.all_stamps():
        if other.stamp is not None:
            yield other.request, other.stamp, other.chain


def _check(
    subject: str, request: StampRequest, stamp: Stamp, roots: str
) -> Iterator[VerificationProblem]:
    if not roots:
        yield VerificationProblem(
            kind="anchor_unchecked",
            subject=subject,
            detail="has a time stamp whose signature was not checked: give the authority's root "
            "certificate with --ca",
        )
    elif reason := check_stamp(request, stamp, roots):
        yield VerificationProblem(
            kind="anchor_invalid",
            subject=subject,
            detail=f"its time stamp proves nothing: {reason}",
        )
