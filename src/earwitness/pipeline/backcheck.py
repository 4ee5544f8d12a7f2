"""Backcheck: each sentence and its English are compared, and the glossary is laid over both."""

from collections.abc import Iterator, Sequence
from functools import cache

from earwitness.calls.translation.back_checks import VERSION, check
from earwitness.calls.translation.terms import Glossary
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.own_glossary import glossary_of
from earwitness.records.custody import Provenance
from earwitness.records.translation import GlossaryEntry, TranslatedSentence
from earwitness.runtime.canonical import canonical_json, digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import results

MOST_RECORDINGS, LEAST_RECORDINGS = 250.0, 20.0
"""In a task."""


class BackcheckStage:
    """Doubts about every translation; a changed glossary makes them anew, beside the earlier."""

    name = "backcheck"
    label = "Checking translations"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording that has a translation."""
        digests = results.digests("translate")
        if not digests:
            return []
        glossary = digest(to_json(glossary_of(place.folder)))
        options = canonical_json({"glossary": glossary}).decode()
        return [
            Work(
                subject=sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine="checks",
                    version=VERSION,
                    weights_digest="",
                    options=options,
                    input_digests=(made,),
                ),
            )
            for sha256, made in digests.items()
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Check, some hundred recordings a task."""
        inputs = results.outputs_in_turn("translate", [item.subject for item in work])
        task = GroupTask(items=(), engine=glossary_of(place.folder))
        return made_in_groups(
            self.name, check_group, work, inputs, task, place,
            most=MOST_RECORDINGS, least=LEAST_RECORDINGS,
        )  # fmt: skip


def check_group(task: GroupTask) -> dict[str, object]:
    """Runs in a worker: what speaks against each sentence of every item, by subject."""
    glossary = _glossary(task.engine)
    return {
        subject: to_json(check(from_json(sentences, tuple[TranslatedSentence, ...]), glossary))
        for subject, sentences in task.items
    }


@cache
def _glossary(entries: tuple[GlossaryEntry, ...]) -> Glossary:
    return Glossary.of(entries)
