"""A page for the release, one for each clip, and its sound and captions beside them."""

from collections.abc import Iterator

from earwitness.publication.publishers.file_names import caption_files, page_file, sound_file
from earwitness.publication.publishers.html.pages import clip_page, index_page
from earwitness.publication.publishers.webvtt import write_webvtt
from earwitness.publication.publishers.withdrawing import without_withdrawn
from earwitness.records.published import PublishedFile, PublishedRelease


class HtmlPublisher:
    """Opens from a disk or any web server; asks nothing of the network (`docs/publishers.md`)."""

    name = "html"

    def publish(self, release: PublishedRelease) -> tuple[PublishedFile, ...]:
        """`index.html`, and by clip `clip-ID.html`, its sound and a `.vtt` for each text.

        Raises:
            InputUnusable: an id, a language or an ending cannot name a file.
        """
        return tuple(_files(without_withdrawn(release)))


def _files(release: PublishedRelease) -> Iterator[PublishedFile]:
    yield PublishedFile(path="index.html", data=index_page(release).encode())
    for place, clip in enumerate(release.clips):
        yield PublishedFile(path=page_file(clip), data=clip_page(release, place).encode())
        if clip.audio is not None:
            yield PublishedFile(path=sound_file(clip), data=clip.audio.data)
        for track, name in caption_files(clip):
            yield PublishedFile(path=name, data=write_webvtt(track).encode())
