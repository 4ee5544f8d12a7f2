"""The leading turns with the English that leads: of a text translation where there is one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from earwitness.pipeline.leading import AT_ONCE, Leading, LeadingTurns, leading, leading_turns
from earwitness.records.hearing import Flag, Turn
from earwitness.records.translation import SPEECH, TranslatedSentence
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results
from earwitness.runtime.store.chunks import in_chunks


def translated(hashes: Sequence[str] | None = None) -> Iterator[Leading]:
    """As `leading`; the digest is that of the leading text translation too, if it was made of
    these very turns."""
    texts = _texts(hashes)
    for one in leading(hashes):
        made = texts.get((one.sha256, one.digest))
        yield one if made is None else replace(one, digest=digest([one.digest, made]))


def translated_turns(hashes: Sequence[str] | None = None) -> Iterator[LeadingTurns]:
    """The same with the turns and that English, `AT_ONCE` in memory."""
    for part in in_chunks(leading_turns(hashes), AT_ONCE):
        own = [one.sha256 for one in part]
        texts, tied = _texts(own), ties(own)
        outputs = dict(results.outputs("translate", own))
        for one in part:
            if (one.sha256, one.digest) not in tied or one.sha256 not in outputs:
                yield one
                continue
            sentences = from_json(outputs[one.sha256], tuple[TranslatedSentence, ...])
            made = texts.get((one.sha256, one.digest))
            if made is None:  # the recogniser's own English, which the turns have already
                yield replace(one, sentences=sentences)
                continue
            yield replace(
                one,
                turns=with_translation(one.turns, sentences),
                digest=digest([one.digest, made]),
                sentences=sentences,
            )


def turns_of(sha256: str) -> tuple[Turn, ...]:
    """The leading turns of one recording, with their English; none if it was not heard."""
    return next((own.turns for own in translated_turns([sha256])), ())


def ties(hashes: Sequence[str] | None = None) -> dict[tuple[str, str], str]:
    """The digest of each leading translation, the recogniser's own too, by recording and digest of
    the turns that it was made of."""
    return {
        (sha256, provenance["input_digests"][0]): output_digest
        for sha256, provenance, output_digest in results.origins("translate", hashes)
    }


def _texts(hashes: Sequence[str] | None) -> dict[tuple[str, str], str]:
    """The digest of each leading text translation, by recording and digest of its turns."""
    return {
        (sha256, provenance["input_digests"][0]): output_digest
        for sha256, provenance, output_digest in results.origins("translate", hashes)
        if provenance["engine"] != SPEECH
    }


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
