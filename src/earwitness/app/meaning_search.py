"""Searching by meaning: the turns whose vectors are nearest to the query's. Suggestions alone."""

from dataclasses import dataclass

import numpy as np

from earwitness.app.meaning_vectors import STAGE, vectors_kept
from earwitness.pipeline.theme_meaning import made_encoder, meaning_of
from earwitness.runtime.runner import Workplace
from earwitness.runtime.search.likest import likest
from earwitness.runtime.store import results

NEAREST = 0.35
"""Cosine below which nothing is suggested. Estimate: docs/themes.md says how coarse it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """One turn: its recording, and where it begins."""

    sha256: str
    start_ms: int


def can_search_by_meaning(place: Workplace) -> bool:
    """Whether an encoder is installed, and turns were read with it."""
    return meaning_of(place) is not None and results.has_any(STAGE)


def nearest(place: Workplace, untrusted_query: str, most: int) -> list[tuple[Place, float]]:
    """The turns nearest in meaning with their cosine, best first. Empty if nothing reads by meaning
    here.

    Raises:
        CaseUnusable: the folder `index/` cannot be written.
    """
    meaning = meaning_of(place)
    if meaning is None or not untrusted_query.strip():
        return []
    query = np.asarray(made_encoder(meaning).encode([untrusted_query]), np.float32)[0]
    files = vectors_kept(place.folder, len(query))
    return [
        (Place(one.sha256, one.start_ms), round(one.likeness, 2))
        for one in likest(files, query, least=NEAREST, most=most)
    ]
