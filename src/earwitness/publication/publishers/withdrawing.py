"""What is left of a withdrawn clip, whatever else it still holds."""

from dataclasses import replace

from earwitness.records.published import PublishedClip, PublishedRelease


def without_withdrawn(release: PublishedRelease) -> PublishedRelease:
    """The release, whose withdrawn clips have nothing but id, title and reason."""
    return replace(release, clips=tuple(_left(clip) for clip in release.clips))


def _left(clip: PublishedClip) -> PublishedClip:
    if not clip.withdrawn:
        return clip
    return PublishedClip(id=clip.id, title=clip.title, duration_ms=0, withdrawn=clip.withdrawn)
