"""ELAN's annotation format, EAF 3.0."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from earwitness.calls.writers.lines import one_line, tiers
from earwitness.records.hearing import Turn

TRANSLATION = " (translation)"

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<ANNOTATION_DOCUMENT AUTHOR="" DATE="{date}" FORMAT="3.0" VERSION="3.0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">\n'
    '    <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>\n'
)
TAIL = (
    '    <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="speech" '
    'TIME_ALIGNABLE="true"/>\n'
    '    <LINGUISTIC_TYPE CONSTRAINTS="Symbolic_Association" GRAPHIC_REFERENCES="false" '
    'LINGUISTIC_TYPE_ID="translation" TIME_ALIGNABLE="false"/>\n'
    '    <CONSTRAINT DESCRIPTION="1-1 association with a parent annotation" '
    'STEREOTYPE="Symbolic_Association"/>\n'
    "</ANNOTATION_DOCUMENT>\n"
)


def write_elan(turns: Sequence[Turn]) -> str:
    """A tier for each speaker and language, and one of translations that depends on it.

    Annotations of a tier must not overlap; what does goes to a further tier of the same
    participant. No medium is named: ELAN asks for the sound. Source: the schema of the format,
    http://www.mpi.nl/tools/elan/EAFv3.0.xsd.
    """
    slots: list[str] = []
    body: list[str] = []
    names: set[str] = set()
    languages: dict[str, None] = {}
    last_id = 0
    for language in dict.fromkeys(turn.language for turn in turns):
        for label, own in tiers([turn for turn in turns if turn.language == language]):
            name = _free_name(label, names)
            first_id, last_id = last_id + 1, last_id + len(own)
            languages.update({language: None} if language else {})
            body += _speech(name, label, language, own, first_id, slots)
            if any(turn.translation for turn in own):
                told, last_id = _translations(name, label, own, first_id, last_id)
                body += told
    date = datetime.now(UTC).isoformat(timespec="seconds")
    known = [
        f"    <LANGUAGE LANG_DEF={quoteattr(one)} LANG_ID={quoteattr(one)} "
        f"LANG_LABEL={quoteattr(one)}/>\n"
        for one in languages
    ]
    order = ["    <TIME_ORDER>\n", *slots, "    </TIME_ORDER>\n"]
    types, rest = TAIL.split("    <CONSTRAINT", 1)
    return "".join([HEAD.format(date=date), *order, *body, types, *known, "    <CONSTRAINT", rest])


def _free_name(label: str, names: set[str]) -> str:
    """The id of a tier: the label, with a number where it is taken."""
    name, number = label, 1
    while name in names:
        number += 1
        name = f"{label} ({number})"
    names.add(name)
    return name


def _speech(
    name: str, label: str, language: str, own: Sequence[Turn], first_id: int, slots: list[str]
) -> Iterator[str]:
    spoken = f" LANG_REF={quoteattr(language)}" if language else ""
    yield (
        f'    <TIER{spoken} LINGUISTIC_TYPE_REF="speech" PARTICIPANT={quoteattr(label)} '
        f"TIER_ID={quoteattr(name)}>\n"
    )
    for number, turn in enumerate(own, start=first_id):
        first, last = f"ts{len(slots) + 1}", f"ts{len(slots) + 2}"
        for slot, time in ((first, turn.start_ms), (last, max(turn.start_ms + 1, turn.end_ms))):
            slots.append(f'        <TIME_SLOT TIME_SLOT_ID="{slot}" TIME_VALUE="{time}"/>\n')
        yield (
            f'        <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{number}" '
            f'TIME_SLOT_REF1="{first}" TIME_SLOT_REF2="{last}"><ANNOTATION_VALUE>'
            f"{escape(one_line(turn.text))}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>\n"
        )
    yield "    </TIER>\n"


def _translations(
    name: str, label: str, own: Sequence[Turn], first_id: int, last_id: int
) -> tuple[list[str], int]:
    """The tier of translations, and the last id that is taken."""
    lines = [
        f'    <TIER LINGUISTIC_TYPE_REF="translation" PARENT_REF={quoteattr(name)} '
        f"PARTICIPANT={quoteattr(label)} TIER_ID={quoteattr(name + TRANSLATION)}>\n"
    ]
    for number, turn in enumerate(own, start=first_id):
        if not turn.translation:
            continue
        last_id += 1
        lines.append(
            f'        <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a{last_id}" '
            f'ANNOTATION_REF="a{number}"><ANNOTATION_VALUE>{escape(one_line(turn.translation))}'
            "</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>\n"
        )
    return [*lines, "    </TIER>\n"], last_id
