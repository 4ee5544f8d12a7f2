"""Which transcript of a recording leads: a handed-in or human one before an engine's; and which
translation: that of the leading turns, newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from earwitness.records.hearing import Turn
from earwitness.records.translation import SPEECH, TranslatedSentence
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import calls, results, transcripts


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingTurns:
    """The turns that lead for one recording, the call it belongs to, and their digest.

    `handed_in`: people made them, not an engine of ours.
    """

    sha256: str
    call_id: str
    digest: str
    turns: tuple[Turn, ...]
    handed_in: bool = False


def source_turns(hashes: Sequence[str] | None = None) -> Iterator[LeadingTurns]:
    """For every recording (of these; None: of all) that has a transcript and a call.

    A turn's translation is what came with the transcript.
    """
    call_of = {sha256: call.id for call in calls.all_calls() for sha256 in call.recordings}
    handed_in = transcripts.leading(hashes)
    digests = {**results.digests("turns"), **transcripts.digests()}
    for sha256, transcript in handed_in.items():
        if sha256 in call_of:
            yield LeadingTurns(
                sha256=sha256,
                call_id=call_of[sha256],
                digest=digests[sha256],
                turns=transcript.turns,
                handed_in=True,
            )
    for sha256, output in results.outputs("turns", hashes):
        if sha256 in call_of and sha256 not in handed_in:
            yield LeadingTurns(
                sha256=sha256,
                call_id=call_of[sha256],
                digest=digests[sha256],
                turns=from_json(output, tuple[Turn, ...]),
            )


def leading_turns(hashes: Sequence[str] | None = None) -> Iterator[LeadingTurns]:
    """As `source_turns`, with the English of a text translation where one leads."""
    by_text = {
        made.subject: made
        for made in results.made("translate", hashes)
        if made.leads and made.provenance["engine"] != SPEECH
    }
    for leading in source_turns(hashes):
        made = by_text.get(leading.sha256)
        if made is None or made.provenance["input_digests"][0] != leading.digest:
            yield leading
            continue
        sentences = from_json(made.output, tuple[TranslatedSentence, ...])
        yield replace(
            leading,
            turns=with_translation(leading.turns, sentences),
            digest=digest([leading.digest, made.output_digest]),
        )


def with_translation(
    turns: Sequence[Turn], sentences: Sequence[TranslatedSentence]
) -> tuple[Turn, ...]:
    """The same turns, each with the English of its sentences."""
    english: dict[int, list[str]] = {}
    for sentence in sentences:
        english.setdefault(sentence.turn, []).append(sentence.translation)
    return tuple(
        replace(turn, translation=" ".join(filter(None, english.get(number, []))))
        for number, turn in enumerate(turns)
    )
