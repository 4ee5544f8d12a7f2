"""Suggested themes for lines of text, without a case."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from earwitness.claims.themes.marking import suggestions
from earwitness.claims.themes.meaning import MeaningReader
from earwitness.pipeline.theme_meaning import Meaning, made_reader
from earwitness.records.errors import ModelMissing
from earwitness.runtime.models.folders import named_model
from earwitness.runtime.settings import ClaimsSection
from earwitness.runtime.store.chunks import in_chunks

AT_ONCE = 64
"""Lines that go through the encoder together."""


def suggesting_reader() -> tuple[MeaningReader | None, str]:
    """The reader of an installation, or None and why there is none."""
    claims = ClaimsSection()
    try:
        model = named_model(claims.sentence_model, beside=Path())
    except ModelMissing as missing:
        return None, f"Themes are found by rules alone. {missing.what} {missing.remedy}"
    meaning = Meaning(claims.sentence_encoder, str(model.path), model.weights_digest, ())
    return made_reader(meaning), ""


def with_suggestions(
    documents: Iterable[dict[str, Any]], reader: MeaningReader | None
) -> Iterator[dict[str, Any]]:
    """The documents of `extract`, each with `suggested_themes`; unchanged without a reader."""
    if reader is None:
        yield from documents
        return
    for group in in_chunks(documents, AT_ONCE):
        found = reader.read([document["text"] for document in group])
        for document, own in zip(group, found, strict=True):
            yield {**document, "suggested_themes": list(suggestions(own, document["themes"]))}
