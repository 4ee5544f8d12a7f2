"""What the case knows of a clip: what is said in it, and whether it is restricted."""

from earwitness.app.judged_claims import STAGES_OF_CLAIMS
from earwitness.pipeline.translated import turns_of
from earwitness.publication.restrictions import restrictions
from earwitness.records.claim import LocatedClaim, ThemeMark
from earwitness.records.hearing import Turn
from earwitness.records.release import ClipChoice, RestrictionReason
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results


def turns_in(sha256: str, start_ms: int, end_ms: int) -> tuple[Turn, ...]:
    """Those that touch a span."""
    own = turns_of(sha256)
    return tuple(turn for turn in own if turn.start_ms < end_ms and turn.end_ms > start_ms)


def restrictions_of(clip: ClipChoice) -> tuple[RestrictionReason, ...]:
    """Why a clip is restricted, by what the case knows now."""
    span = (clip.start_ms, clip.end_ms)
    claims, themes = [], []
    for stage in STAGES_OF_CLAIMS:
        output = results.output(stage, clip.sha256) or {}
        for told in (*output.get("claims", ()), *output.get("unasserted", ())):
            claims.append(from_json(told, LocatedClaim))
        themes += [from_json(told, ThemeMark) for told in output.get("themes", ())]
    return restrictions(
        turns_in(clip.sha256, *span),
        [one for one in claims if _touches(one, span)],
        [one for one in themes if _touches(one, span)],
    )


def persons_said(sha256: str) -> tuple[str, ...]:
    """Names of persons that are said in a recording, in dictionary form."""
    output = results.output("claims", sha256) or {}
    themes = [from_json(told, ThemeMark) for told in output.get("themes", ())]
    return tuple(dict.fromkeys(mark.value for mark in themes if mark.kind == "person"))


def _touches(one: LocatedClaim | ThemeMark, span: tuple[int, int]) -> bool:
    return one.start_ms < span[1] and one.end_ms > span[0]
