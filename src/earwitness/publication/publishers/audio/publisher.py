"""Sound, captions and a plain text for each clip, and no page."""

from collections.abc import Iterator

from earwitness.publication.publishers.audio.transcript import transcript
from earwitness.publication.publishers.file_names import (
    caption_files,
    sound_file,
    transcript_file,
)
from earwitness.publication.publishers.webvtt import write_webvtt
from earwitness.publication.publishers.withdrawing import without_withdrawn
from earwitness.records.published import PublishedFile, PublishedRelease


class AudioPublisher:
    """What an editor needs who has a page of his own (`docs/publishers.md`)."""

    name = "audio"

    def publish(self, release: PublishedRelease) -> tuple[PublishedFile, ...]:
        """By clip `clip-ID.txt`, its sound and a `.vtt` for each text.

        Raises:
            InputUnusable: an id, a language or an ending cannot name a file.
        """
        return tuple(_files(without_withdrawn(release)))


def _files(release: PublishedRelease) -> Iterator[PublishedFile]:
    for clip in release.clips:
        yield PublishedFile(path=transcript_file(clip), data=transcript(release, clip).encode())
        if clip.audio is not None:
            yield PublishedFile(path=sound_file(clip), data=clip.audio.data)
        for track, name in caption_files(clip):
            yield PublishedFile(path=name, data=write_webvtt(track).encode())
