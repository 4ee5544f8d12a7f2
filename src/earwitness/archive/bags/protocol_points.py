"""The points of protocols that a bag answers, partly answers, or does not answer.

Only points that could be read are named. ISO/IEC 27037 and the SWGDE papers are cited by their
subjects, without clause numbers, since their full text was not at hand.
"""

from dataclasses import dataclass
from enum import StrEnum


class Answered(StrEnum):
    """How far."""

    YES = "answered"
    PARTLY = "partly answered"
    NO = "not answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point, how far it is answered, and by what. `needs` names a fact of the case without
    which it is not answered at all."""

    name: str
    how_far: Answered
    by: str
    needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """One protocol, where it can be read, and the points of it that were looked at."""

    name: str
    source: str
    points: tuple[Point, ...]


YES, PARTLY, NO = Answered.YES, Answered.PARTLY, Answered.NO


def _point(name: str, how_far: Answered, by: str, needs: str = "") -> Point:
    return Point(name=name, how_far=how_far, by=by, needs=needs)


BERKELEY = Protocol(
    name="Berkeley Protocol on Digital Open Source Investigations (OHCHR, HR/PUB/20/2)",
    source="Its qualities of preservation, chain of custody, copies, and verification.",
    points=(
        _point("Authenticity", YES, "SHA-256 of every file in the manifest; the ledger's chain."),
        _point("Availability", PARTLY, "Plain files that need no program. Copies are yours."),
        _point("Identity", YES, "A recording is its SHA-256; its file has that name."),
        _point("Persistence", PARTLY, "A changed bit is found. It is not mended."),
        _point("Renderability", PARTLY, "Originals keep their format, which may be rare."),
        _point("Understandability", PARTLY, "Names, lists, transcripts lie in `data/tables`."),
        _point("Chain of custody", PARTLY, "`data/ledger.jsonl`, from intake on. Not before it."),
        _point(
            "Evidentiary and working copy", YES, "Originals are sealed; work is on decoded copies."
        ),
        _point("Time from outside", YES, "Stamps by an authority are in the tables.", "anchors"),
        _point("Verification of the source", PARTLY, "The delivery is described.", "deliveries"),
        _point("Technical verification", PARTLY, "Examinations are in the tables.", "examinations"),
        _point(
            "Verification of the content", NO, "Transcripts by machines are drafts, no finding."
        ),
        _point("Who acted", PARTLY, "The account name on that machine; nobody was authenticated."),
    ),
)

ISO_27037 = Protocol(
    name="ISO/IEC 27037",
    source="Identification, collection, acquisition and preservation of digital evidence.",
    points=(
        _point(
            "Identification, collection", PARTLY, "Only as the delivery tells it.", "deliveries"
        ),
        _point("Acquisition", YES, "Copied bit by bit and hashed at intake; see action `intake`."),
        _point("Preservation", YES, "Hashes, a chained log, and this bag's manifests."),
        _point("Competence of those who act", NO, "The program cannot know it."),
    ),
)

SWGDE = Protocol(
    name="SWGDE Best Practices for Forensic Audio (08-A-001), Digital Audio Authentication",
    source="swgde.org",
    points=(
        _point("The native file is kept", YES, "`data/originals`, never opened for writing."),
        _point(
            "Lossless working copies", YES, "Decoded to PCM; not in the bag, as remade at will."
        ),
        _point("Steps are logged", YES, "Every result names engine, version, options, input."),
        _point("Authentication", PARTLY, "Hints, no expert's opinion.", "examinations"),
    ),
)

HALA = Protocol(
    name="Hala Protocol on the Collection, Processing, and Transfer of Audio Data (2025)",
    source="protocol.halasystems.com. Of its 29 practices only these were looked at; BP 11 and 14 "
    "were read there, the others are named as the Fenix Foundation's checklist names them.",
    points=(
        _point("BP 2, 5: privacy and minimisation", NO, "This bag holds everything. Your choice."),
        _point("BP 3: collection is documented", PARTLY, "The delivery says how.", "deliveries"),
        _point(
            "BP 8: errors, and what was done", PARTLY, "`data/tables/problem.jsonl`: open ones."
        ),
        _point("BP 11: findable, verifiable, reviewable", YES, "Hashes, tables, one id each."),
        _point("BP 12: vulnerabilities", NO, "Nothing is said of the security of that machine."),
        _point("BP 14: audio and its metadata are preserved", PARTLY, "Hash list; one copy."),
        _point("BP 15: changes only to a duplicate", YES, "Nothing writes to an original."),
        _point("BP 16: deletion is documented", YES, "`data/tables/tombstone.jsonl`, `forget`."),
        _point("BP 18: original copies keep their integrity", YES, "Hashed again for this bag."),
    ),
)

PROTOCOLS = (BERKELEY, ISO_27037, SWGDE, HALA)
