"""What reads themes by meaning in a case: its encoder and its own themes."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from earwitness.claims.ports import SentenceEncoder
from earwitness.claims.themes.likeness import ExampleTheme
from earwitness.claims.themes.meaning import VERSION, MeaningReader, fitted_for
from earwitness.claims.themes.own_themes import read_own_themes
from earwitness.pipeline.own_files import own_text
from earwitness.records.errors import CaseUnusable, InputUnusable, ModelMissing, WrongUsage
from earwitness.runtime import plugins
from earwitness.runtime.canonical import digest
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.models.folders import named_model
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace

RULES, BOTH = "rules", "rules+meaning"

MOST_BYTES = 64 * 2**20
"""Of a case's own themes; no more is written. Estimate."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """An encoder that is there, and the themes of the case's own; it travels to workers."""

    encoder: str
    folder: str
    weights_digest: str
    own: tuple[ExampleTheme, ...]

    def provenance(self) -> dict[str, Any]:
        """What the marks rest on; part of a result's key."""
        made = made_encoder(self)
        fitted = fitted_for(made)
        return {
            "meaning": {
                "version": VERSION,
                "encoder": f"{made.name} {made.version}",
                "weights_digest": self.weights_digest,
                "themes": digest([fitted, to_json(self.own)]),
            }
        }


def meaning_of(place: Workplace) -> Meaning | None:
    """What reads by meaning in the case; None if its settings want rules alone, or the model is
    not installed (`missing_model` tells).

    Raises:
        WrongUsage: the setting `themes` is none of the two.
        CaseUnusable: the case's `themes.toml` cannot be read.
        ModelDamaged: a file of the model is missing.
    """
    claims = place.settings.claims
    if claims.themes not in {RULES, BOTH}:
        raise WrongUsage(
            f"The setting themes = {claims.themes!r} is unknown.",
            remedy=f'Write themes = "{RULES}" or "{BOTH}" under [claims] in case.toml.',
        )
    if claims.themes == RULES or missing_model(place) is not None:
        return None
    model = named_model(claims.sentence_model, beside=place.folder.root)
    own = own_themes(place.folder)
    return Meaning(claims.sentence_encoder, str(model.path), model.weights_digest, own)


def missing_model(place: Workplace) -> ModelMissing | None:
    """Why nothing is read by meaning though the settings want it."""
    claims = place.settings.claims
    if claims.themes == RULES:
        return None
    try:
        named_model(claims.sentence_model, beside=place.folder.root)
    except ModelMissing as missing:
        return missing if type(missing) is ModelMissing else None
    return None


def own_themes(folder: CaseFolder) -> tuple[ExampleTheme, ...]:
    """The case's own themes, none if it has no `themes.toml`.

    Raises:
        CaseUnusable: the file cannot be read.
    """
    try:
        text = own_text(folder.themes, most_bytes=MOST_BYTES)
    except InputUnusable as error:
        raise CaseUnusable(
            f"The themes {folder.themes} cannot be read: {error.what}",
            remedy="Correct the file, or remove it and add the themes again.",
        ) from error
    return () if text is None else read_own_themes(text, name=str(folder.themes))


@cache
def made_encoder(meaning: Meaning) -> SentenceEncoder:
    """The encoder."""
    made: SentenceEncoder = plugins.load("sentence_encoders", meaning.encoder)(
        Path(meaning.folder), meaning.weights_digest
    )
    return made


@cache
def made_reader(meaning: Meaning) -> MeaningReader:
    """The reader, its themes encoded and calibrated once a process."""
    return MeaningReader(made_encoder(meaning), meaning.own)
