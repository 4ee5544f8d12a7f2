"""Names of what is chosen, in the language of the page."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from earwitness.app.releases.needs import Need, NeedKind
from earwitness.app.releases.progress import ReleaseProgress, Stage
from earwitness.records.release import AudioChoice, CoverReason, CoverSound, TextChoice


def cover_reasons() -> dict[str, str]:
    """Why words are covered."""
    return {
        CoverReason.NUMBER: _("number"),
        CoverReason.SURNAME: _("surname"),
        CoverReason.NAME: _("name"),
        CoverReason.ADDRESS: _("address"),
        CoverReason.BIRTH_DATE: _("date of birth"),
        CoverReason.UNIT: _("unit"),
        CoverReason.PLACE: _("place"),
        CoverReason.OTHER: _("other"),
    }


def cover_sounds() -> dict[str, str]:
    """What is heard instead."""
    return {CoverSound.BLEEP: _("bleep"), CoverSound.SILENCE: _("silence")}


def audio_choices() -> dict[str, str]:
    """What of the sound goes out."""
    return {
        AudioChoice.NONE: _("No sound: the safest"),
        AudioChoice.DISGUISED: _("Disguised voice"),
        AudioChoice.PLAIN: _("Sound as it is"),
    }


def text_choices() -> dict[str, str]:
    """Texts that go along."""
    return {TextChoice.ORIGINAL: _("Original"), TextChoice.TRANSLATION: _("Translation")}


def fields() -> dict[str, str]:
    """Paragraphs around the clips."""
    return {
        "introduction": _("Introduction"),
        "method": _("How we worked"),
        "known": _("What we know"),
        "not_known": _("What we do not know"),
        "selection": _("How this was chosen"),
    }


def languages() -> dict[str, str]:
    """Languages of published pages, each in itself."""
    return {"en": "English", "uk": "Українська", "ru": "Русский"}


def restriction_reasons() -> dict[str, str]:
    """Why a clip is restricted."""
    return {
        "sexual_violence": _("sexual violence"),
        "dead_or_wounded": _("the dead or wounded"),
    }


def stage(one: ReleaseProgress) -> tuple[str, str]:
    """How far a release is: (words, class of the tag)."""
    if one.stage is Stage.GATE_OPEN:
        told = ngettext("Gate: %(number)d finding", "Gate: %(number)d findings", one.findings) % {
            "number": one.findings
        }
        return told, "alarm"
    if one.stage is Stage.CHANGED:
        is_public = one.public is not None
        return (_("Public, changed since") if is_public else _("Changed since it was built")), (
            "doubt"
        )
    return _stages()[one.stage]


def _stages() -> dict[Stage, tuple[str, str]]:
    return {
        Stage.DRAFT: (_("Draft"), ""),
        Stage.UNSIGNED: (_("Waits for the first signature"), "doubt"),
        Stage.HALF_SIGNED: (_("Waits for the second signature"), "doubt"),
        Stage.SIGNED: (_("Signed by two"), "good"),
        Stage.PUBLISHED: (_("Published"), "good"),
        Stage.CORRECTED: (_("Published, corrected"), "good"),
        Stage.WITHDRAWN: (_("Withdrawn"), "alarm"),
    }


def need(one: Need, titles: dict[str, str]) -> str:
    """What is missing, in words for the desk."""
    clip = ", ".join(f"“{titles.get(own, own)}”" for own in one.clips)
    about = ", ".join(restriction_reasons().get(name, name) for name in one.names)
    said = {"clip": clip, "number": one.number, "names": about}
    if one.kind is NeedKind.UNSAID:
        said["names"] = ", ".join(fields()[name] for name in one.names)
    if one.kind is NeedKind.NEVER_SAID:
        said |= {"said": one.names[0], "shown": one.names[1]}
    return _needs()[one.kind] % said


def _needs() -> dict[NeedKind, str]:
    return {
        NeedKind.NOTHING_CHOSEN: _("Nothing is chosen yet."),
        NeedKind.RECORDING_GONE: _("%(clip)s: its recording is not in the case any more. Drop it."),
        NeedKind.UNTITLED: _("%(clip)s has no title."),
        NeedKind.NOTHING_GOES_OUT: _("%(clip)s: neither sound nor text goes out."),
        NeedKind.RESTRICTED: _(
            "%(clip)s is restricted, for it tells of %(names)s. Somebody must decide."
        ),
        NeedKind.UNWARNED: _("%(clip)s: readers are not warned that it tells of %(names)s."),
        NeedKind.SUGGESTIONS: _(
            "%(clip)s: %(number)d suggested covers are neither taken nor dismissed."
        ),
        NeedKind.FINDING_UNJUDGED: _(
            "%(clip)s: a finding rests on %(names)s, which nobody judges to be so any more."
        ),
        NeedKind.GRADE_CHANGED: _(
            "%(clip)s: the grade of %(names)s was changed. Say the finding again."
        ),
        NeedKind.UNSAID: _("Nothing is said under: %(names)s."),
        NeedKind.UNNAMED: _("No speaker is named in %(clip)s."),
        NeedKind.SILENT_PUBLISHER: _(
            "%(names)s makes no file: it holds findings, and none is said."
        ),
        NeedKind.NEVER_SAID: _(
            "%(clip)s: «%(said)s» becomes «%(shown)s», but it stands nowhere in the text, so "
            "nothing is replaced and nothing covered. It may still be heard."
        ),
        NeedKind.ENGLISH_UNREAD: _(
            "%(clip)s: %(number)d English sentences are shown as […] until somebody has read them."
        ),
        NeedKind.UNTRANSLATED: _("The page is in English, but no translation goes with %(clip)s."),
    }
