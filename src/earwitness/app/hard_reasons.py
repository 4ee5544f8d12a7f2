"""Why recordings are hard to hear and to read, by what is said in all of each."""

from collections.abc import Sequence

from earwitness.app.recording_claims import asserted_and_aside
from earwitness.pipeline.translated import translated_turns
from earwitness.publication.restrictions import restrictions
from earwitness.records.claim import ThemeMark
from earwitness.records.release import RestrictionReason
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results

Reasons = tuple[RestrictionReason, ...]


def reasons_of(hashes: Sequence[str]) -> dict[str, Reasons]:
    """The reasons by recording; recordings of which nothing hard was found are left out."""
    turns = {one.sha256: one.turns for one in translated_turns(hashes)}
    first, second = (dict(results.outputs(one, hashes)) for one in ("claims", "second_claims"))
    found = {}
    for sha256 in dict.fromkeys(hashes):
        claims, asides = asserted_and_aside(first.get(sha256), second.get(sha256))
        themes = from_json(first.get(sha256, {}).get("themes", ()), tuple[ThemeMark, ...])
        found[sha256] = restrictions(turns.get(sha256, ()), (*claims, *asides), themes)
    return {sha256: reasons for sha256, reasons in found.items() if reasons}


def reasons_to_restrict(sha256: str) -> Reasons:
    """Those of one recording; empty if nothing was found."""
    return reasons_of([sha256]).get(sha256, ())
