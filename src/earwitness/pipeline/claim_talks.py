"""What claims rest on besides the turns: the start of the call, tied sentences, names of units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from earwitness.claims.extraction import Talk
from earwitness.claims.named_units import read_named_units
from earwitness.pipeline.leading import as_they_were
from earwitness.pipeline.translated import translated, translated_turns
from earwitness.records.errors import InputUnusable
from earwitness.runtime.canonical import canonical_json, digest
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Work, Workplace
from earwitness.runtime.store import calls, results

MOST_BYTES = 1_000_000
"""Of a case's own list of named units. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the claims of one recording are made of; `options` and `inputs` are its provenance."""

    sha256: str
    talk: Talk
    inputs: tuple[str, ...]
    options: dict[str, Any]


def claim_sources(place: Workplace) -> Iterator[Source]:
    """One for every recording that has turns.

    Raises:
        InputUnusable: the case's own list of named units cannot be read.
    """
    named_units = named_units_text(place.folder)
    read_named_units(named_units)
    starts, tied = calls.starts(), results.digests("translate")
    for one in translated():
        talk = Talk(
            started_at=starts.get(one.sha256),
            time_zone=place.settings.case.time_zone,
            named_units=named_units,
        )
        yield Source(
            sha256=one.sha256,
            talk=talk,
            inputs=(one.digest, one.call_id, tied.get(one.sha256, "")),
            options=_options(talk),
        )


def claim_inputs(work: Sequence[Work]) -> Iterator[tuple[str, Any, Any] | None]:
    """Call id, turns and talk (JSON) of each work whose `input` is its talk; None where other
    turns lead by now."""
    for item, own in zip(work, as_they_were(work, translated_turns), strict=True):
        if own is None:
            yield None
            continue
        talk: Talk = replace(item.input, sentences=own.sentences)
        yield own.call_id, to_json(own.turns), to_json(talk)


def named_units_text(folder: CaseFolder) -> str:
    """The case's own list, or "" if there is none.

    Raises:
        InputUnusable: it is no text, or too long.
    """
    if not folder.named_units.is_file():
        return ""
    try:
        with folder.named_units.open("rb") as untrusted:
            found = untrusted.read(MOST_BYTES + 1)
        if len(found) > MOST_BYTES:
            raise ValueError
        return found.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise InputUnusable(
            "The list of named units of this case (units.toml) cannot be read.",
            remedy="Save it as UTF-8 text below one megabyte (docs/claims.md).",
        ) from error


def _options(talk: Talk) -> dict[str, Any]:
    """What the days and the names rest on: others make the claims anew."""
    found: dict[str, Any] = {"time_zone": talk.time_zone} if talk.started_at else {}
    if talk.started_at:
        found["started_at"] = talk.started_at.isoformat()
    if talk.named_units:
        found["named_units"] = digest(talk.named_units)
    return found


def as_text(options: dict[str, Any]) -> str:
    """Options as provenance keeps them."""
    return canonical_json(options).decode()
