"""Translate: sentences of the leading turns are tied to their English."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from earwitness.calls.ports import Translator
from earwitness.calls.translation.translating import VERSION, Source, translate
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.leading import Leading, as_they_were, leading
from earwitness.records.custody import Provenance
from earwitness.records.errors import WrongUsage
from earwitness.records.hearing import Segment, Turn
from earwitness.records.translation import SPEECH
from earwitness.runtime import plugins
from earwitness.runtime.canonical import canonical_json, digest
from earwitness.runtime.models.folders import named_model
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import results, transcripts

MOST_RECORDINGS, LEAST_RECORDINGS = 250.0, 20.0
"""In a task."""

Models = tuple[tuple[str, str, str], ...]
"""(language, folder, weights digest) of each model of an engine."""


class TranslateStage:
    """English of each recording, sentence by sentence; another engine's stands beside it."""

    name = "translate"
    label = "Translating"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording that has turns."""
        found = list(leading())
        if not found:
            return []
        section = place.settings.translation
        models = _models(place)
        provenance = {
            "engine": section.engine,
            "version": _version(section.engine, models),
            "weights_digest": digest([list(own) for own in _weights(models)]) if models else "",
        }
        heard, handed_in = results.digests("hear"), transcripts.digests()
        return [
            self._work(one, provenance, heard.get(one.sha256, ""), one.sha256 in handed_in)
            for one in found
        ]

    def _work(self, one: Leading, maker: Mapping[str, str], heard: str, handed_in: bool) -> Work:
        inputs = (one.digest,) if handed_in else (one.digest, heard)
        options = canonical_json({"handed_in": handed_in}).decode()
        provenance = Provenance(stage=self.name, options=options, input_digests=inputs, **maker)
        return Work(subject=one.sha256, provenance=provenance, input=handed_in)

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Translate, some hundred recordings a task."""
        task = GroupTask(items=(), engine=(place.settings.translation.engine, _models(place)))
        heard = results.outputs_in_turn("hear", [item.subject for item in work])
        inputs = (
            own and (to_json(own.turns), item.input, segments or [])
            for item, own, segments in zip(work, as_they_were(work), heard, strict=True)
        )
        return made_in_groups(
            self.name, translate_group, work, inputs, task, place,
            most=MOST_RECORDINGS, least=LEAST_RECORDINGS,
        )  # fmt: skip


def translate_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: sentences of every item, by subject."""
    engine, models = task.engine
    sources = [
        Source(
            turns=from_json(turns, tuple[Turn, ...]),
            handed_in=handed_in,
            segments=() if handed_in else from_json(segments, tuple[Segment, ...]),
        )
        for _, (turns, handed_in, segments) in task.items
    ]
    translated = translate(sources, _translators(engine, models))
    return {
        subject: to_json(sentences)
        for (subject, _), sentences in zip(task.items, translated, strict=True)
    }


@cache
def _translators(engine: str, models: Models) -> Mapping[str, Translator]:
    if engine == SPEECH:
        return {}
    made = plugins.load("translators", engine)
    return {language: made(Path(folder), weights) for language, folder, weights in models}


def _version(engine: str, models: Models) -> str:
    """Of the cutting and aligning, and of the engine that translates text."""
    translators = {one.version for one in _translators(engine, models).values()}
    return "+".join([VERSION, *sorted(translators)])


def _models(place: Workplace) -> Models:
    section = place.settings.translation
    if section.engine == SPEECH:
        return ()
    if not section.models:
        raise WrongUsage(
            f"The translation engine {section.engine!r} has no model.",
            remedy="Name one in case.toml: [translation] models, see docs/translation.md.",
        )
    found = {
        language: named_model(name, beside=place.folder.root)
        for language, name in sorted(section.models.items())
    }
    return tuple((lang, str(model.path), model.weights_digest) for lang, model in found.items())


def _weights(models: Models) -> Iterator[tuple[str, str]]:
    return ((language, weights) for language, _, weights in models)
