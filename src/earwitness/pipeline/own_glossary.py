"""The glossary of a case: its own entries, laid over the shipped ones."""

from earwitness.calls.translation.glossary import laid_over, read_glossary, shipped
from earwitness.pipeline.own_files import own_text
from earwitness.records.errors import CaseUnusable, InputUnusable
from earwitness.records.translation import GlossaryEntry
from earwitness.runtime.case import CaseFolder

MOST_BYTES = 64 * 2**20
"""Of a case's own glossary. Estimate."""


def glossary_of(folder: CaseFolder) -> tuple[GlossaryEntry, ...]:
    """The shipped glossary with the case's own laid over it.

    Raises:
        CaseUnusable: the case's `glossary.csv` cannot be read.
    """
    return laid_over(shipped(), own_glossary(folder))


def own_glossary(folder: CaseFolder) -> tuple[GlossaryEntry, ...]:
    """The case's own entries, none if it has no `glossary.csv`.

    Raises:
        CaseUnusable: it cannot be read.
    """
    try:
        text = own_text(folder.glossary, most_bytes=MOST_BYTES)
    except InputUnusable as error:
        raise CaseUnusable(
            f"The glossary {folder.glossary} cannot be read: {error.what}",
            remedy="Save it as CSV in UTF-8, or remove it.",
        ) from error
    return () if text is None else read_glossary(text, name=str(folder.glossary))
