"""Signs sound by C2PA (c2pa-python), and checks what was signed. Nothing is asked of a network:
no time stamp, no revocation list, no manifest kept elsewhere."""

import importlib
import io
import json
from dataclasses import replace
from typing import Any

from earwitness.publication.signing.keys import SigningKey
from earwitness.publication.signing.manifest import manifest
from earwitness.records.errors import InputUnusable, ModelMissing
from earwitness.records.published import PublishedAudio, PublishedClip, PublishedRelease

_QUIET = {
    "version": 1,
    "core": {"allowed_network_hosts": []},
    "verify": {"ocsp_fetch": False, "remote_manifest_fetch": False, "verify_trust": False},
    "builder": {"thumbnail": {"enabled": False}},
}


def signed_release(release: PublishedRelease, key: SigningKey) -> PublishedRelease:
    """The release with every sound signed; done before any publisher sees it.

    Raises:
        InputUnusable: a sound is of a kind that cannot be signed, or the certificate does not
            allow it.
        ModelMissing: c2pa-python is not installed.
    """
    clips = tuple(
        clip
        if clip.audio is None or clip.withdrawn
        else replace(clip, audio=signed_audio(release, clip, clip.audio, key))
        for clip in release.clips
    )
    return replace(release, clips=clips)


def signed_audio(
    release: PublishedRelease, clip: PublishedClip, audio: PublishedAudio, key: SigningKey
) -> PublishedAudio:
    """The sound with a manifest inside, in the same format.

    The library draws a random id (UUID 4) for each manifest, so no two signed files are the same.

    Raises:
        InputUnusable, ModelMissing: as `signed_release`.
    """
    library = _library()
    if audio.media_type not in library.Builder.get_supported_mime_types():
        raise InputUnusable(
            f"Sound of the kind {audio.media_type!r} cannot be signed.",
            remedy="Encode the clip as MP3, WAV or FLAC, or build without a key.",
        )
    try:
        signed = _signed(library, manifest(release, clip, audio), audio, key)
    except library.C2paError as error:
        raise _refused(str(error)) from error
    if faults := signature_faults(signed, audio.media_type):
        raise _refused(", ".join(faults))
    return replace(audio, data=signed)


def signature_faults(untrusted_data: bytes, media_type: str) -> tuple[str, ...]:
    """What is wrong with a signed sound, in codes of C2PA (specification 2.2, section 15.2);
    nothing if it is as it was signed. Whether to trust the certificate is not looked at.

    Raises:
        ModelMissing: c2pa-python is not installed.
    """
    library = _library()
    try:
        context = library.Context.from_dict(_QUIET)
        with library.Reader(media_type, io.BytesIO(untrusted_data), context=context) as reader:
            state, told = reader.get_validation_state(), json.loads(reader.json())
    except library.C2paError as error:
        return (str(error),)
    if state in ("Valid", "Trusted"):
        return ()
    return tuple(sorted({one["code"] for one in told.get("validation_status", ())})) or (
        str(state),
    )


def _signed(
    library: Any, definition: dict[str, Any], audio: PublishedAudio, key: SigningKey
) -> bytes:
    algorithm = library.C2paSigningAlg[key.algorithm.upper()]
    context = library.Context.from_dict(_QUIET)
    target = io.BytesIO()
    with (
        library.Signer.from_callback(key.sign, algorithm, key.certificates) as signer,
        library.Builder(json.dumps(definition), context) as builder,
    ):
        builder.sign(signer, audio.media_type, io.BytesIO(audio.data), target)
    return target.getvalue()


def _library() -> Any:
    try:
        return importlib.import_module("c2pa")
    except ImportError as error:
        raise ModelMissing(
            "Signing sound needs c2pa-python, which is not installed.",
            remedy="Install it with `pip install 'earwitness[sign]'`, or build without a key.",
        ) from error


def _refused(why: str) -> InputUnusable:
    return InputUnusable(
        f"The sound could not be signed: {why}.",
        remedy="Check the certificate: C2PA asks for one that may sign documents, in a chain.",
    )
