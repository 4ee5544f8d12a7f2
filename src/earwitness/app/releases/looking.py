"""Letting the gate look again at what was built."""

from earwitness.app.release_packages import changes_since, edition_folder
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.gating import look_again, refuse_other_bytes, refuse_unrecorded
from earwitness.app.releases.standing import newest_edition
from earwitness.app.releases.tools import Tools
from earwitness.records.release import GateLook
from earwitness.runtime.runner import Workplace


def look_at_newest(place: Workplace, tools: Tools, name: str) -> GateLook:
    """The look that counts at the newest edition; the gate looks now if there is none.

    Raises:
        WrongUsage: nothing was built, or there is no such release.
        CaseUnusable: the bytes or the store were changed, or it cannot be written.
    """
    edition = newest_edition(name)
    refuse_unrecorded(name)
    refuse_other_bytes(changes_since(place.folder, edition), edition)
    folder = edition_folder(place.folder, name, edition.number)
    return look_again(place, tools, draft_of(name), folder, edition)
