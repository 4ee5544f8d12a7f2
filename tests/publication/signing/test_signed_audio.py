"""Sound is signed with the newsroom's key, says only what was published, and shows any change."""

import io
import json
import re
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import av
import c2pa
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.x509.oid import ExtendedKeyUsageOID

from earwitness.publication.publishers.audio.publisher import AudioPublisher
from earwitness.publication.publishers.html.publisher import HtmlPublisher
from earwitness.publication.signing.c2pa_audio import (
    signature_faults,
    signed_audio,
    signed_release,
)
from earwitness.publication.signing.keys import SigningKey, load_signing_key
from earwitness.records.errors import InputUnusable, ModelMissing
from earwitness.records.published import PublishedAudio
from fakes.newsroom_keys import key_files
from fakes.releases import CELLAR, RELEASE, SOUND, WITHDRAWN, WRITTEN
from fakes.sounds import encode, tone

RATE = 16_000
KINDS = {
    "mp3": ("libmp3lame", "audio/mpeg"),
    "wav": ("pcm_s16le", "audio/wav"),
    "flac": ("flac", "audio/flac"),
}


def sound(extension: str = "mp3") -> PublishedAudio:
    """Two seconds of a tone."""
    codec, media_type = KINDS[extension]
    with TemporaryDirectory() as folder:
        path = encode(
            Path(folder) / "tone", tone(2, rate=RATE), rate=RATE, codec=codec, container=extension
        )
        data = path.read_bytes()
    return replace(SOUND, data=data, extension=extension, media_type=media_type)


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    files = key_files(tmp_path)
    return load_signing_key(files.key, files.certificates)


def told(data: bytes, media_type: str = "audio/mpeg") -> Any:
    return json.loads(c2pa.Reader(media_type, io.BytesIO(data)).json())


def decoded(audio: PublishedAudio) -> bytes:
    with av.open(io.BytesIO(audio.data)) as container:
        return b"".join(frame.to_ndarray().tobytes() for frame in container.decode(audio=0))


@pytest.mark.parametrize("extension", sorted(KINDS))
def test_a_signed_sound_verifies_and_sounds_as_before(key: SigningKey, extension: str) -> None:
    plain = sound(extension)
    signed = signed_audio(RELEASE, CELLAR, plain, key)
    assert signature_faults(signed.data, signed.media_type) == ()
    assert decoded(signed) == decoded(plain)
    assert replace(signed, data=b"") == replace(plain, data=b"")


@pytest.mark.parametrize("extension", sorted(KINDS))
def test_one_changed_byte_of_the_sound_is_noticed(key: SigningKey, extension: str) -> None:
    signed = signed_audio(RELEASE, CELLAR, sound(extension), key)
    changed = bytearray(signed.data)
    place = signed.data.rfind(sound(extension).data[-900:-300]) + 300
    assert place > 300
    changed[place] ^= 1
    assert "assertion.dataHash.mismatch" in signature_faults(bytes(changed), signed.media_type)


def test_a_changed_title_is_noticed(key: SigningKey) -> None:
    signed = signed_audio(RELEASE, replace(CELLAR, title="Hungry men"), sound(), key)
    changed = signed.data.replace(b"Hungry men", b"Happy men!")
    assert changed != signed.data
    assert signature_faults(changed, signed.media_type)


def test_a_sound_that_was_not_signed_says_so() -> None:
    assert signature_faults(sound().data, "audio/mpeg")


@pytest.mark.parametrize(
    ("make", "algorithm"),
    [
        (lambda: ec.generate_private_key(ec.SECP256R1()), "Es256"),
        (lambda: ec.generate_private_key(ec.SECP384R1()), "Es384"),
        (lambda: ec.generate_private_key(ec.SECP521R1()), "Es512"),
        (lambda: rsa.generate_private_key(65537, 2048), "Ps256"),
        (ed25519.Ed25519PrivateKey.generate, "Ed25519"),
    ],
)
def test_every_kind_of_key_that_c2pa_knows_signs(
    tmp_path: Path, make: Callable[[], CertificateIssuerPrivateKeyTypes], algorithm: str
) -> None:
    files = key_files(tmp_path, make())
    signed = signed_audio(RELEASE, CELLAR, sound(), load_signing_key(files.key, files.certificates))
    (manifest,) = told(signed.data)["manifests"].values()
    assert manifest["signature_info"]["alg"] == algorithm


def test_the_manifest_holds_published_fields_and_random_ids_alone(key: SigningKey) -> None:
    signed = signed_audio(RELEASE, CELLAR, sound(), key)
    (name, manifest), *others = told(signed.data)["manifests"].items()
    assert others == []
    ids = [name.removeprefix("urn:c2pa:"), manifest["instance_id"].removeprefix("xmp.iid:")]
    assert [UUID(one).version for one in ids] == [4, 4]
    assert manifest == {
        "claim_generator_info": [
            {"name": "Earwitness", "org.contentauth.c2pa_rs": c2pa.sdk_version()}
        ],
        "title": CELLAR.title,
        "instance_id": manifest["instance_id"],
        "assertions": [
            {
                "label": "c2pa.actions.v2",
                "data": {
                    "actions": [
                        {
                            "action": "c2pa.created",
                            "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits",
                        },
                        {"action": "c2pa.edited", "description": "words covered by a tone"},
                        {"action": "c2pa.edited", "description": "voices disguised"},
                    ]
                },
            },
            {
                "label": "cawg.metadata",
                "kind": "Json",
                "data": {
                    "@context": {"dc": "http://purl.org/dc/elements/1.1/"},
                    "dc:title": CELLAR.title,
                    "dc:source": RELEASE.title,
                    "dc:publisher": RELEASE.newsroom,
                    "dc:date": RELEASE.published_on,
                },
            },
        ],
        "signature_info": {
            "alg": "Es256",
            "issuer": "The Fictional Courier",
            "common_name": "Signer",
            "cert_serial_number": manifest["signature_info"]["cert_serial_number"],
        },
        "label": name,
        "claim_version": 2,
    }


def test_no_byte_tells_of_the_machine_the_moment_or_the_key_file(
    key: SigningKey, tmp_path: Path
) -> None:
    signed = signed_audio(RELEASE, CELLAR, sound(), key)
    today = datetime.now(UTC)
    for trace in (
        *(socket.gethostname(), str(Path.cwd()), str(tmp_path), "newsroom.key", "night desk"),
        *(f"{today:%Y-%m-%d}", f"{today:%Y%m%d}", f"{today:%Y:%m:%d}", f"{today:%y%m%d}"),
    ):
        assert trace.encode() not in signed.data, trace
    assert not re.search(
        rb"(?<![0-9a-f])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![0-9a-f])", signed.data
    )


def test_a_release_is_signed_before_publishers_see_it(key: SigningKey) -> None:
    clips = (replace(CELLAR, audio=sound()), WRITTEN, replace(WITHDRAWN, audio=sound()))
    release = signed_release(replace(RELEASE, clips=clips), key)
    assert release.clips[1:] == clips[1:]
    for publisher in (HtmlPublisher(), AudioPublisher()):
        (data,) = (one.data for one in publisher.publish(release) if one.path.endswith(".mp3"))
        assert signature_faults(data, "audio/mpeg") == ()


def test_a_sound_that_cannot_be_signed_is_refused(key: SigningKey) -> None:
    with pytest.raises(InputUnusable, match="audio/ogg"):
        signed_audio(RELEASE, CELLAR, replace(sound(), media_type="audio/ogg"), key)
    with pytest.raises(InputUnusable, match="could not be signed"):
        signed_audio(RELEASE, CELLAR, replace(sound("wav"), data=b"no sound"), key)


def test_a_certificate_for_something_else_is_refused(tmp_path: Path) -> None:
    files = key_files(tmp_path, usage=(ExtendedKeyUsageOID.SERVER_AUTH,))
    key = load_signing_key(files.key, files.certificates)
    with pytest.raises(InputUnusable, match="could not be signed"):
        signed_audio(RELEASE, CELLAR, sound(), key)


def test_without_the_library_the_error_says_what_to_install(
    key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)
    with pytest.raises(ModelMissing, match=r"earwitness\[sign\]"):
        signed_audio(RELEASE, CELLAR, sound(), key)
