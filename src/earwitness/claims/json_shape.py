"""Claims as JSON: the document of the command `extract` (plan, section 5)."""

from dataclasses import fields
from typing import Any

from earwitness.records.claim import Claim, ClaimUnit, Extraction, LocatedClaim, TimeMeant


def to_json(extraction: Extraction) -> dict[str, Any]:
    """One text with what was found in it; absent fields of claims are left out."""
    return {
        "text": extraction.text,
        "claims": [claim_to_json(claim) for claim in extraction.claims],
        "themes": list(extraction.themes),
        "places": list(extraction.places),
        "persons": list(extraction.persons),
        "unasserted": [claim_to_json(claim) for claim in extraction.unasserted],
        "language": extraction.language,
    }


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """The fields of a claim that are said."""
    return {
        name: units_to_json(claim.units) if name == "units" else value
        for name, value in _said(claim).items()
    }


def units_to_json(units: tuple[ClaimUnit, ...]) -> list[dict[str, Any]]:
    """Units small to large, each with the parts that are said."""
    return [_said(unit) for unit in units]


def context_to_json(located: LocatedClaim) -> dict[str, Any]:
    """When it was said, the days that are meant, and what its context adds; absent fields are
    left out."""
    times = {
        "said_at": located.said_at,
        "meant_from": located.meant_from,
        "meant_to": located.meant_to,
    }
    added = {
        "unit_in_context": located.unit_in_context,
        "units_in_context": units_to_json(located.units_in_context),
        "place_in_context": located.place_in_context,
        "hearsay_in_context": located.hearsay_in_context,
        "context": located.context,
    }
    return {
        **{name: at.isoformat() for name, at in times.items() if at is not None},
        **{name: value for name, value in added.items() if value},
    }


def _said(record: Claim | ClaimUnit | TimeMeant) -> dict[str, Any]:
    values = {entry.name: getattr(record, entry.name) for entry in fields(record)}
    return {
        name: _said(value) if isinstance(value, TimeMeant) else value
        for name, value in values.items()
        if value is not None and value not in ("", ())
    }
