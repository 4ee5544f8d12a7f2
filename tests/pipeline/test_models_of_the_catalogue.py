"""Text translators and speaker encoders of the catalogue: fetched from a hub, then set to work.

The hub is on loopback and the weights are random; names of files, the files that the catalogue
itself holds, and the settings are those that a newsroom would use.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from earwitness.app.processing import process
from earwitness.calls.engines.onnx_fbank import OnnxFbankEncoder
from earwitness.pipeline import groups, translate, voices
from earwitness.runtime.models import folders, store
from earwitness.runtime.models.catalogue import Catalogue, HubPin, Model, built_in
from earwitness.runtime.models.fetching import fetch
from earwitness.runtime.models.store import import_folder, verify
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from fakes.hub import COMMIT, Hub, serving
from fakes.tiny_encoders import fbank_network
from fakes.tiny_translation_models import nllb_folder, opus_folder

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TRANSLATORS: dict[str, tuple[str, str, Callable[[Path], Path]]] = {
    "opus-mt-ru-en": ("opus-mt", "ru", opus_folder),
    "opus-mt-uk-en": ("opus-mt", "uk", opus_folder),
    "nllb-200-distilled-600m": ("nllb", "any", nllb_folder),
}
ENCODERS = {"wespeaker-resnet34": ("feats", "embs", 256), "campplus": ("x", "embedding", 512)}


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Models lie in a folder of this test; workers stay in this process."""
    monkeypatch.setenv("EARWITNESS_MODELS", str(tmp_path / "models"))
    for name in ("HF_ENDPOINT", "HF_HUB_OFFLINE", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))
    caches = (translate._translators, voices._encoder)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def here(model_id: str, monkeypatch: pytest.MonkeyPatch) -> Model:
    """The entry of the catalogue, with the hub of the test and without hashes of real weights."""
    model = built_in().get(model_id)
    files = tuple(f if f.text else replace(f, size=0, sha256="") for f in model.files)
    pin = HubPin(repository="owner/model", revision=COMMIT)
    changed = replace(model, hub=pin, files=files, download_mb=0)
    catalogue = Catalogue(format=1, models=(changed,))
    for module in (folders, store):
        monkeypatch.setattr(module, "built_in", lambda: catalogue)
    return changed


def fetched(model: Model, files: dict[str, bytes]) -> None:
    catalogue = Catalogue(format=1, models=(model,))
    with serving(Hub(files, large=frozenset(files))) as hub:
        fetch([model.id], progress=lambda *_: None, catalogue=catalogue, mirror=hub.address)
    verify(model.id, catalogue=catalogue)


@pytest.mark.parametrize("model_id", TRANSLATORS)
def test_a_translator_is_fetched_by_its_id_and_translates_a_case(
    model_id: str, spoken: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, language, made = TRANSLATORS[model_id]
    folder = made(tmp_path / "made")
    model = here(model_id, monkeypatch)
    fetched(model, {file.path: (folder / file.path).read_bytes() for file in model.files})
    reads = "any" if language == "uk" else language  # the case is Russian
    section = replace(spoken.settings.translation, engine=engine, models={reads: model_id})
    place = replace(spoken, settings=replace(spoken.settings, translation=section))
    assert process(place, ("translate",), progress=SilentProgress())["translate"] == (3, 0)
    assert {one.provenance["engine"] for one in results.made("translate") if one.leads} == {engine}


@pytest.mark.parametrize("model_id", ENCODERS)
def test_an_encoder_gets_the_names_and_the_declaration_that_its_hub_lacks(
    model_id: str, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = here(model_id, monkeypatch)
    (weights,) = (file for file in model.files if not file.text)
    assert weights.hub_path.endswith(".onnx") and weights.path == "encoder.onnx"
    fetched(model, {weights.hub_path: fbank_network(*ENCODERS[model_id])})
    section = replace(place.settings.voices, encoder="onnx-fbank", model=model_id)
    ready = replace(place, settings=replace(place.settings, voices=section))
    encoder = voices._encoder(*voices._engine(ready))
    assert isinstance(encoder, OnnxFbankEncoder) and encoder.size == ENCODERS[model_id][2]
    noise = np.random.default_rng(1).normal(0, 0.1, 32_000).astype(np.float32)
    vectors = encoder.embed(noise, [(0, 1000), (500, 2000)])
    assert vectors.shape == (2, encoder.size)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_carried_folder_is_imported_under_the_names_of_the_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = here("campplus", monkeypatch)
    (tmp_path / "carried").mkdir()
    network = fbank_network("x", "embedding", 512)
    (tmp_path / "carried" / model.files[0].hub_path).write_bytes(network)
    installed = import_folder("campplus", tmp_path / "carried")
    assert (installed.path / "encoder.onnx").read_bytes() == network
    assert OnnxFbankEncoder(installed.path, installed.weights_digest).size == 512
