"""Meaning: what each leading turn means, as a vector, so that it is found by other words."""

from collections.abc import Iterator, Sequence

import numpy as np

from earwitness.claims.themes.packed import packed
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.leading import LeadingTurns, as_they_were
from earwitness.pipeline.theme_meaning import Meaning, made_encoder, meaning_of
from earwitness.pipeline.translated import translated, translated_turns
from earwitness.records.custody import Provenance
from earwitness.runtime.runner import Outcome, Work, Workplace

MOST_RECORDINGS, LEAST_RECORDINGS = 250.0, 20.0
"""In a task."""
VERSION = "1"
NOT_READ = ("uk",)
"""Languages that the encoder does not know; of these it reads the English."""


class MeaningStage:
    """Vectors of turns, in worker processes; nothing if no sentence encoder is installed."""

    name = "meaning"
    label = "Reading meanings"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording that has turns."""
        meaning = meaning_of(place)
        if meaning is None:
            return []
        encoder = made_encoder(meaning)
        return [
            Work(
                subject=leading.sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine=encoder.name,
                    version=f"{encoder.version}/{VERSION}",
                    weights_digest=meaning.weights_digest,
                    options="{}",
                    input_digests=(leading.digest,),
                ),
            )
            for leading in translated()
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Encode, some hundred recordings a task."""
        task = GroupTask(items=(), engine=meaning_of(place))
        inputs = (own and _texts(own) for own in as_they_were(work, translated_turns))
        return made_in_groups(
            self.name, encode_group, work, inputs, task, place,
            most=MOST_RECORDINGS, least=LEAST_RECORDINGS,
        )  # fmt: skip


def encode_group(task: GroupTask) -> dict[str, object]:
    """Runs in a worker: starts of turns in ms with their vectors, by subject."""
    meaning: Meaning = task.engine
    encoder, outputs = made_encoder(meaning), dict[str, object]()
    for subject, texts in task.items:
        vectors = encoder.encode([text for _, text in texts])
        outputs[subject] = {
            "starts_ms": [start for start, _ in texts],
            "vectors": packed(np.asarray(vectors)),
        }
    return outputs


def _texts(leading: LeadingTurns) -> list[tuple[int, str]]:
    return [
        (turn.start_ms, turn.translation if turn.language in NOT_READ else turn.text)
        for turn in leading.turns
    ]
