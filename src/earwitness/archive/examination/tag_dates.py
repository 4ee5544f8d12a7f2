"""Moments that tags state. A date without a time of day is no moment, and is passed over."""

from datetime import datetime, tzinfo

from earwitness.archive.written_times import aware, read_moment
from earwitness.records.examination import FileFacts, StatedTime

DATE_TAGS = frozenset(
    {
        "date", "creation_time", "date_recorded", "date_encoded", "recording_time", "icrd",
        "originationdate", "tdrc", "tden", "com.apple.quicktime.creationdate", "timestamp",
    }
)  # fmt: skip
"""Names under which FFmpeg gives dates of ID3v2, RIFF INFO, Vorbis comments and MP4."""

LIKELY_YEARS = range(1900, 2101)


def stated_in_tags(file: FileFacts, *, zone: tzinfo) -> tuple[StatedTime, ...]:
    """The moments of the tags of a file; those written without a zone are read in `zone`."""
    found: dict[datetime, StatedTime] = {}
    for tag in file.tags:
        if tag.untrusted_name.casefold() not in DATE_TAGS:
            continue
        written = read_moment(tag.untrusted_value)
        if written.day is None or written.clock is None or written.day.year not in LIKELY_YEARS:
            continue
        at = aware(written.day, written.clock, written.zone or zone)
        if at is not None:
            found.setdefault(at, StatedTime(source=f"tag {tag.untrusted_name.casefold()}", at=at))
    return tuple(found.values())
