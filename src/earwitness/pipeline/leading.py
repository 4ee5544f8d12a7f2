"""Which transcript of a recording leads: a handed-in one before an engine's, and over both of them
what people wrote."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from earwitness.calls.versions import standing, turns_at
from earwitness.records.hearing import Turn
from earwitness.records.translation import TranslatedSentence
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json
from earwitness.runtime.runner import Work
from earwitness.runtime.store import calls, results, transcript_versions, transcripts
from earwitness.runtime.store.chunks import in_chunks

AT_ONCE = 50
"""Transcripts held at a time, where one comes after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """The digest of the turns that lead for one recording, and the call it belongs to."""

    sha256: str
    call_id: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingTurns(Leading):
    """The same with the turns. `editors` are the people whose edits are in force, `sentences`
    those of a translation that was made of these turns, where it was asked for."""

    turns: tuple[Turn, ...]
    editors: tuple[str, ...] = ()
    sentences: tuple[TranslatedSentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beneath:
    """The turns of a recording without people's edits, and their digest."""

    turns: tuple[Turn, ...] = ()
    digest: str = ""


def leading(hashes: Sequence[str] | None = None) -> Iterator[Leading]:
    """For every recording (of these; None: of all) that has a transcript and a call, what leads;
    no transcript is read."""
    call_of = calls.call_ids(hashes)
    beneath, edits = _digests_beneath(hashes), transcript_versions.digests(hashes)
    for sha256 in dict.fromkeys([*beneath, *edits]):
        if sha256 in call_of:
            below, above = beneath.get(sha256, ""), edits.get(sha256)
            own = digest([below, *above]) if above else below
            yield Leading(sha256=sha256, call_id=call_of[sha256], digest=own)


def leading_turns(hashes: Sequence[str] | None = None) -> Iterator[LeadingTurns]:
    """The same with the turns, `AT_ONCE` in memory."""
    for part in in_chunks(leading(hashes), AT_ONCE):
        own = [one.sha256 for one in part]
        beneath, written = _turns_beneath(own), transcript_versions.lines(own)
        for one in part:
            versions = written.get(one.sha256, ())
            yield LeadingTurns(
                sha256=one.sha256,
                call_id=one.call_id,
                digest=one.digest,
                turns=turns_at(beneath.get(one.sha256, ()), versions),
                editors=tuple(dict.fromkeys(version.author for version in standing(versions))),
            )


def as_they_were(
    work: Sequence[Work],
    find: Callable[[Sequence[str]], Iterator[LeadingTurns]] = leading_turns,
) -> Iterator[LeadingTurns | None]:
    """The turns of which each work is to be made, one after the other, `AT_ONCE` in memory: those
    whose digest is its first input. None where others lead by now."""
    for part in in_chunks(work, AT_ONCE):
        found = {one.sha256: one for one in find([item.subject for item in part])}
        for item in part:
            one = found.get(item.subject)
            yield one if one and one.digest == item.provenance.input_digests[0] else None


def beneath_edits(sha256: str) -> Beneath:
    """What leads for a recording where no person wrote; nothing if it was not heard yet."""
    own = _digests_beneath([sha256]).get(sha256, "")
    return Beneath(turns=_turns_beneath([sha256]).get(sha256, ()), digest=own)


def _digests_beneath(hashes: Sequence[str] | None) -> dict[str, str]:
    handed_in = transcripts.digests(hashes)
    return {**handed_in, **results.digests("turns", hashes), **handed_in}


def _turns_beneath(hashes: Sequence[str]) -> dict[str, tuple[Turn, ...]]:
    handed_in = transcripts.leading(hashes)
    heard = results.outputs("turns", [own for own in hashes if own not in handed_in])
    return {
        **{sha256: transcript.turns for sha256, transcript in handed_in.items()},
        **{sha256: from_json(output, tuple[Turn, ...]) for sha256, output in heard},
    }
