"""A publisher written by hand: one line a clip."""

from earwitness.publication.publishers.file_names import transcript_file
from earwitness.records.published import PublishedFile, PublishedRelease


class TitlePublisher:
    """A text file for each clip that holds its title."""

    name = "titles"

    def publish(self, release: PublishedRelease) -> tuple[PublishedFile, ...]:
        """One file a clip."""
        return tuple(
            PublishedFile(path=transcript_file(clip), data=clip.title.encode())
            for clip in release.clips
        )
