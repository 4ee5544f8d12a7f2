"""Random leaks: any identifier × any spelling × any encodings × any carrier × any wrappers."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from random import Random

from earwitness.records.gate import Identifier, IdentifierKind
from leaks import (
    media_carriers,
    names,
    numbers,
    others,
    packed_carriers,
    pdf_carriers,
    text_carriers,
)
from leaks.encodings import ENCODINGS
from leaks.plants import Carrier, DoesNotFit, Files, Plant, Spelling
from leaks.wrappers import WRAPPERS

SPELLINGS: dict[IdentifierKind, dict[str, Spelling]] = {
    IdentifierKind.NUMBER: numbers.SPELLINGS,
    IdentifierKind.NAME: names.SPELLINGS,
    IdentifierKind.PROTECTED: names.SPELLINGS,
    **others.BY_KIND,
}

CARRIERS: dict[str, Carrier] = {
    **text_carriers.CARRIERS,
    **packed_carriers.CARRIERS,
    **pdf_carriers.CARRIERS,
    **media_carriers.CARRIERS,
}

NAMING = text_carriers.NAMING
BREAKS_NAMES = re.compile(r"[/\0\n]")
"""What no name of a file has. In a plain text "_" may stand for it; an encoded one would break."""

TEARING = text_carriers.TEARING | packed_carriers.TEARING

KIND_WEIGHTS = {
    IdentifierKind.NUMBER: 45,
    IdentifierKind.NAME: 20,
    IdentifierKind.PROTECTED: 7,
    IdentifierKind.DEVICE: 4,
    IdentifierKind.USER_NAME: 4,
    IdentifierKind.PROFILE_ID: 4,
    IdentifierKind.FILE_NAME: 5,
    IdentifierKind.RECORDING: 5,
    IdentifierKind.CALL_TIME: 5,
    IdentifierKind.MACHINE: 3,
    IdentifierKind.NOTE: 3,
}
"""How often each kind is drawn, where the case has it: what leaked in the case this is built for
comes first."""

CONTEXTS = (
    "{}",
    "call {} again",
    "звонил {}",
    "caller: {}",
    "id={}",
    "номер {}.",
    "({})",
    "см. {};",
    "to {}, twice",
    "> {} <",
    "«{}»",
    "line/{}/clip",
)

ENCODINGS_DEPTH = (0, 0, 0, 1, 1, 2)
WRAPPERS_DEPTH = (0, 0, 0, 0, 1, 1, 2, 3)


def plants(identifiers: Sequence[Identifier], random: Random) -> Iterator[Plant]:
    """Leaks without end. The same random numbers give the same leaks."""
    by_kind: dict[IdentifierKind, list[Identifier]] = {}
    for identifier in identifiers:
        by_kind.setdefault(identifier.kind, []).append(identifier)
    kinds = [kind for kind in KIND_WEIGHTS if kind in by_kind]
    weights = [KIND_WEIGHTS[kind] for kind in kinds]
    while True:
        (kind,) = random.choices(kinds, weights)
        yield plant(random.choice(by_kind[kind]), random)


def plant(identifier: Identifier, random: Random) -> Plant:
    """One leak of this identifier."""
    spellings = SPELLINGS[identifier.kind]
    spelling = random.choice(list(spellings))
    written = spellings[spelling](identifier.value, random)
    carrier, encodings, files = _carried(random.choice(CONTEXTS).format(written), random)
    wrappers = random.sample(list(WRAPPERS), random.choice(WRAPPERS_DEPTH))
    for wrapper in wrappers:
        files = _wrapped(wrapper, files, random)
    return Plant(
        identifier=identifier,
        steps={
            "identifier": (str(identifier.kind),),
            "spelling": (f"{identifier.kind}: {spelling}",),
            "encoding": encodings,
            "carrier": (carrier,),
            "wrapper": tuple(wrappers),
        },
        written=written,
        files=files,
    )


def _wrapped(wrapper: str, files: Files, random: Random) -> Files:
    """Each file in another one. Those of the same name get a folder each."""
    wrapped: Files = {}
    for name, data in files.items():
        outer, packed = WRAPPERS[wrapper](name, data, random)
        wrapped[f"{len(wrapped) + 1}/{outer}" if outer in wrapped else outer] = packed
    return wrapped


def _carried(text: str, random: Random) -> tuple[str, tuple[str, ...], Files]:
    """A carrier with the text, encoded or not."""
    while True:
        carrier = random.choice(list(CARRIERS))
        depth = 0 if carrier in TEARING else random.choice(ENCODINGS_DEPTH)
        encodings = random.sample(list(ENCODINGS), depth)
        encoded = text
        for name in encodings:
            encoded = ENCODINGS[name](encoded, random)
        if depth and carrier in NAMING and BREAKS_NAMES.search(encoded):
            continue
        with suppress(DoesNotFit):
            return carrier, tuple(encodings), CARRIERS[carrier](encoded, random)
