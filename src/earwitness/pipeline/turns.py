"""Turns: heard segments become turns of speakers, bare words with capitals and full stops."""

from collections.abc import Iterator, Sequence
from functools import cache

from earwitness.calls.casing import is_bare, restore
from earwitness.calls.turns import make_turns
from earwitness.claims.russian.gazetteer import places_by_form
from earwitness.records.custody import Provenance
from earwitness.records.hearing import AudioFacts, Segment
from earwitness.records.voices import Voices
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import results

VERSION = "7"


class TurnsStage:
    """Who speaks when, as far as channels and voices tell. What was heard stays as it was."""

    name = "turns"
    label = "Making turns"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording that was heard."""
        channels = {
            sha256: from_json(facts, AudioFacts).heard_channels
            for sha256, facts in results.outputs("decode")
        }
        languages = place.settings.case.languages
        declared = languages[0] if len(languages) == 1 else ""
        voices = results.digests("voices")
        works = []
        for sha256, digest in results.digests("hear").items():
            options = {
                "channels": channels.get(sha256, 1),
                "declared_language": declared,
                "restore_casing": place.settings.hearing.restore_casing,
            }
            provenance = Provenance(
                stage=self.name,
                engine="voices",
                version=VERSION,
                weights_digest="",
                options=canonical_json(options).decode(),
                input_digests=(digest, voices.get(sha256, "")),
            )
            works.append(Work(subject=sha256, provenance=provenance, input=options))
        return works

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Cut segments by voice and join them; without voices by channel."""
        for item in work:
            segments = from_json(results.output("hear", item.subject), tuple[Segment, ...])
            told = results.output("voices", item.subject)
            spans = from_json(told, Voices).spans if told else ()
            options = dict(item.input)
            if options.pop("restore_casing") and is_bare(segments):
                segments = restore(segments, known_places())
            made = to_json(make_turns(segments, spans=spans, **options))
            yield Outcome(work=item, output=made, more=item is not work[-1])


@cache
def known_places() -> frozenset[str]:
    """Every form of a place that is known from this war, one word each, lower case."""
    return frozenset(
        form
        for form, places in places_by_form().items()
        if any(place.known or place.region for place in places) and form.isalpha()
    )
