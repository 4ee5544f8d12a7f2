"""Pages from templates. Whatever a release says is text: it is escaped wherever it stands."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from earwitness.publication.caption_pieces import SIGNS, marks_of_whole, pieces, shown_marks
from earwitness.publication.publishers.caption_rows import in_columns, rows
from earwitness.publication.publishers.file_names import caption_files, page_file, sound_file
from earwitness.publication.publishers.labels import (
    clock,
    day,
    grade_code,
    grade_meaning,
    labels_for,
    sound_change,
)
from earwitness.records.printable import xml_text
from earwitness.records.published import PublishedClip, PublishedGrade, PublishedRelease


def index_page(release: PublishedRelease) -> str:
    """The page that says everything of a release but its clips."""
    return _render("index.html", release, graded=any(True for _ in _grades(release)))


def clip_page(release: PublishedRelease, place: int) -> str:
    """The page of the clip at this place of the release."""
    clips = release.clips
    return _render(
        "clip.html",
        release,
        clip=clips[place],
        before=clips[place - 1] if place else None,
        after=clips[place + 1] if place + 1 < len(clips) else None,
        corrections=[one for one in release.corrections if one.clip_id == clips[place].id],
    )


def content_policy() -> str:
    """The Content-Security-Policy of every page (https://www.w3.org/TR/CSP3/).

    Style and script stand in the page and are named by their hash: opened from a disk a page has
    no origin of its own, and what `'self'` is there is left to the browser. For the same reason
    sound may come from `file:`, which no browser allows to a page from a server.
    """
    return (
        "default-src 'none'; "
        f"script-src {_hash(_own('player.js'))}; style-src {_hash(_own('page.css'))}; "
        "media-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _render(template: str, release: PublishedRelease, **more: Any) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            release=release,
            labels=labels_for(release.language),
            policy=content_policy(),
            style=Markup(_own("page.css")),
            script=Markup(_own("player.js")),
            **more,
        )
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_storable,
        auto_reload=False,
    )
    made.filters.update(
        clock=clock,
        day=day,
        grade_code=grade_code,
        grade_meaning=grade_meaning,
        sound_change=sound_change,
        page_file=page_file,
        sound_file=sound_file,
        caption_files=caption_files,
        in_columns=in_columns,
        rows=rows,
        pieces=pieces,
        marks_of_whole=marks_of_whole,
        shown_marks=shown_marks,
        sign=SIGNS.__getitem__,
    )
    return made


def _storable(value: Any) -> Any:
    """Text without the control characters that no page can hold."""
    return xml_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _own(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _grades(release: PublishedRelease) -> Iterator[PublishedGrade]:
    for clip in _public(release):
        yield from clip.grades
    for finding in release.findings:
        if finding.grade:
            yield finding.grade


def _public(release: PublishedRelease) -> Iterator[PublishedClip]:
    return (clip for clip in release.clips if not clip.withdrawn)
