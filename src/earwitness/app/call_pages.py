"""What the page of one call shows of one of its recordings, read for this call alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from earwitness.app.recording_claims import asserted_and_aside
from earwitness.app.translations import sentence_pairs
from earwitness.calls.versions import conflicts
from earwitness.pipeline.compare import comparisons
from earwitness.pipeline.leading import beneath_edits
from earwitness.pipeline.spoken_numbers import stored_spoken_numbers
from earwitness.pipeline.translated import turns_of
from earwitness.publication.restrictions import restrictions
from earwitness.records.attribution import Attribution
from earwitness.records.claim import LocatedClaim, ThemeMark
from earwitness.records.disagreement import Comparison
from earwitness.records.hearing import AudioFacts, Turn
from earwitness.records.release import RestrictionReason
from earwitness.records.spoken_number import SpokenNumber
from earwitness.records.translation import SentencePair
from earwitness.records.versions import EditConflict, TranscriptVersion
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results, transcript_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingTexts:
    """The leading turns of a recording with all that was found in them.

    `sentences` are by the number of the turn. `claims` are asserted, `asides` are asked, denied,
    planned, supposed or joked. `versions` are those that people made, `clashes` what a person
    should look at again. `reasons` say why the recording is restricted.
    """

    sha256: str
    turns: tuple[Turn, ...] = ()
    sentences: Mapping[int, Sequence[SentencePair]] = field(default_factory=dict)
    comparison: Comparison | None = None
    claims: tuple[LocatedClaim, ...] = ()
    asides: tuple[LocatedClaim, ...] = ()
    themes: tuple[ThemeMark, ...] = ()
    numbers: tuple[SpokenNumber, ...] = ()
    versions: tuple[TranscriptVersion, ...] = ()
    clashes: tuple[EditConflict, ...] = ()
    reasons: tuple[RestrictionReason, ...] = ()

    @property
    def version(self) -> int:
        """The newest version; 0: nobody has written yet."""
        return self.versions[-1].number if self.versions else 0


def texts_of(sha256: str) -> RecordingTexts:
    """All of a recording's texts, in the order of time."""
    turns = turns_of(sha256)
    claims, asides, themes = _claims(sha256)
    sentences: dict[int, list[SentencePair]] = {}
    for pair in sentence_pairs([sha256]).get(sha256, ()):
        sentences.setdefault(pair.sentence.turn, []).append(pair)
    versions = transcript_versions.of_recording(sha256)
    return RecordingTexts(
        sha256=sha256,
        turns=turns,
        sentences=sentences,
        comparison=comparisons([sha256]).get(sha256),
        claims=claims,
        asides=asides,
        themes=themes,
        numbers=tuple(stored_spoken_numbers([sha256])),
        versions=versions,
        clashes=_clashes(sha256, versions),
        reasons=restrictions(turns, (*claims, *asides), themes),
    )


def facts_of(hashes: Sequence[str]) -> dict[str, AudioFacts]:
    """What decoding showed of each of these that was decoded."""
    return {
        sha256: from_json(output, AudioFacts)
        for sha256, output in results.outputs("decode", hashes)
    }


def candidates_of(call_id: str) -> tuple[Attribution, ...]:
    """Who may speak in a call, the likeliest first."""
    found = from_json(results.output("cross", call_id) or [], tuple[Attribution, ...])
    return tuple(sorted(found, key=lambda one: -one.probability))


def _claims(
    sha256: str,
) -> tuple[tuple[LocatedClaim, ...], tuple[LocatedClaim, ...], tuple[ThemeMark, ...]]:
    """Asserted claims, the others, and themes."""
    first, second = results.output("claims", sha256), results.output("second_claims", sha256)
    claims, asides = asserted_and_aside(first, second)
    themes = from_json((first or {}).get("themes", ()), tuple[ThemeMark, ...])
    return claims, asides, themes


def _clashes(sha256: str, versions: Sequence[TranscriptVersion]) -> tuple[EditConflict, ...]:
    if not versions:
        return ()
    beneath = beneath_edits(sha256)
    return conflicts(beneath.turns, beneath.digest, versions)
