"""The dossier of a release, for lawyers: a document as headings, paragraphs and tables.

It is kept inside: unlike everything in `records/published.py` it says all that is known.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A few sentences. `is_quiet`: a remark in small print."""

    text: str
    is_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under `head`; every row has as many cells. `widths` are shares of the page,
    in sum 1; none: all columns are equally wide. Without rows, `empty` is said instead."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    empty: str = "None."


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of `level` 1 (a new page) to 3, and what stands under it."""

    heading: str
    level: int
    blocks: tuple[Paragraph | Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A whole dossier; `notice` stands at the foot of every page."""

    title: str
    subtitle: str
    notice: str
    sections: tuple[Section, ...]
