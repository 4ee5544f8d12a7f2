"""The leading turns with the English that leads: of a text translation where there is one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from earwitness.pipeline.leading import LeadingTurns, leading_turns
from earwitness.records.hearing import Flag, Turn
from earwitness.records.translation import SPEECH, TranslatedSentence
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results


def translated_turns(hashes: Sequence[str] | None = None) -> Iterator[LeadingTurns]:
    """As `leading_turns`; the English and the digest are those of the leading text translation,
    if it was made of these very turns."""
    by_text = {
        made.subject: made
        for made in results.made("translate", hashes)
        if made.leads and made.provenance["engine"] != SPEECH
    }
    for leading in leading_turns(hashes):
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
    """The same turns, each with the English of its sentences, which is as new as the text.

    A turn in a language that no text engine translated keeps what English it has, and its flags.
    """
    english: dict[int, list[str]] = {}
    for sentence in sentences:
        if sentence.engine not in ("", SPEECH):
            english.setdefault(sentence.turn, []).append(sentence.translation)
    return tuple(
        replace(
            turn,
            translation=" ".join(filter(None, english[number])),
            flags=tuple(flag for flag in turn.flags if flag is not Flag.OUTDATED_TRANSLATION),
        )
        if number in english
        else turn
        for number, turn in enumerate(turns)
    )
