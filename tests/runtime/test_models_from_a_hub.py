"""Models of a hub: fetched from a mirror, checked, gone on with, and pinned as they arrive."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.records.errors import ModelDamaged, ModelMissing
from earwitness.runtime.models.catalogue import Catalogue, HubPin, Model, ModelFile, Origin
from earwitness.runtime.models.fetching import DOWNLOADS, fetch
from earwitness.runtime.models.receipts import RECEIPT
from earwitness.runtime.models.store import import_folder, require, verify
from fakes.hub import COMMIT, Hub, serving
from runtime.models_on_the_fly import model, sha256

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

WEIGHTS, SETTINGS = b"weights of nobody " * 40_000, b'{"a": 1}'
FILES = {"am/model.onnx": WEIGHTS, "config.json": SETTINGS}


def ear(*, pinned: bool = False) -> Model:
    files = tuple(
        ModelFile(path=path, size=len(content), sha256=sha256(content))
        if pinned
        else ModelFile(path=path)
        for path, content in FILES.items()
    )
    return replace(
        model("tiny-ear", files, ()),
        origin=Origin.HUB,
        hub=HubPin(repository="owner/model", revision=COMMIT),
    )


def catalogue(*, pinned: bool = False) -> Catalogue:
    return Catalogue(format=1, models=(ear(pinned=pinned),))


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EARWITNESS_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("HF_ENDPOINT", "HF_HUB_OFFLINE", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "models"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving(Hub(dict(FILES), large=frozenset({"am/model.onnx"}))) as served:
        yield served


def got(hub: Hub, known: Catalogue) -> list[str]:
    steps: list[str] = []
    fetch(
        ["tiny-ear"],
        progress=lambda _, step: steps.append(step),
        catalogue=known,
        mirror=hub.address,
    )
    return steps


def test_a_model_comes_from_the_mirror_at_its_pinned_commit(hub: Hub, models: Path) -> None:
    steps = got(hub, catalogue(pinned=True))
    installed = verify("tiny-ear", catalogue=catalogue(pinned=True))
    assert (installed.path / "am/model.onnx").read_bytes() == WEIGHTS
    assert installed.first_arrivals == () and not (installed.path / RECEIPT).exists()
    assert "pinned" not in " ".join(steps)
    assert all(f"/resolve/{COMMIT}/" in path for _, path, _ in hub.asked)
    assert list((models / DOWNLOADS).iterdir()) == []


def test_nothing_but_the_files_is_asked_for_and_nobody_is_named(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "a-secret-of-the-account")
    got(hub, catalogue(pinned=True))
    for _, path, headers in hub.asked:
        assert path.rpartition("/resolve/")[2].partition("/")[2] in FILES
        assert "a-secret-of-the-account" not in str(headers)


def test_what_nobody_published_is_pinned_when_it_arrives_and_that_is_said(hub: Hub) -> None:
    known = catalogue()
    steps = got(hub, known)
    installed = require("tiny-ear", catalogue=known)
    assert installed.first_arrivals == ("config.json",)
    assert any("config.json" in step and "nobody published" in step for step in steps)
    receipt = json.loads((installed.path / RECEIPT).read_text())
    assert {one["path"]: one["sha256"] for one in receipt["files"]} == {
        path: sha256(content) for path, content in FILES.items()
    }
    assert receipt["hub"]["revision"] == COMMIT
    (installed.path / "config.json").write_bytes(b'{"a": 2}')
    with pytest.raises(ModelDamaged, match=r"config\.json"):
        verify("tiny-ear", catalogue=known)


def test_a_model_without_its_receipt_is_damaged(hub: Hub) -> None:
    got(hub, catalogue())
    (require("tiny-ear", catalogue=catalogue()).path / RECEIPT).unlink()
    with pytest.raises(ModelDamaged):
        require("tiny-ear", catalogue=catalogue())


def test_a_large_file_that_is_not_what_the_hub_announced_is_refused(models: Path) -> None:
    lying = Hub(dict(FILES), large=frozenset({"am/model.onnx"}), lies=True)
    with serving(lying) as hub, pytest.raises(ModelDamaged, match="its source names"):
        got(hub, catalogue())
    assert not [path for path in models.iterdir() if path.name.startswith("tiny")]


def test_a_file_that_is_not_the_catalogues_is_refused(hub: Hub) -> None:
    hub.files["am/model.onnx"] = WEIGHTS.upper()
    with pytest.raises(ModelDamaged, match="the catalogue names"):
        got(hub, catalogue(pinned=True))


def test_a_connection_that_breaks_is_taken_up_where_it_broke(hub: Hub) -> None:
    """The library writes 10 MiB at a time; what it had written is not asked for again."""
    hub.files["am/model.onnx"] = bytes(24 * 2**20)
    hub.breaks_after = 23 * 2**20
    got(hub, catalogue())
    assert hub.broken == {"am/model.onnx"}
    starts = [
        int(headers["Range"].removeprefix("bytes=").partition("-")[0])
        for _, path, headers in hub.asked
        if path.endswith("model.onnx") and "Range" in headers
    ]
    assert max(starts) >= 20 * 2**20
    installed = verify("tiny-ear", catalogue=catalogue())
    assert (installed.path / "am/model.onnx").stat().st_size == 24 * 2**20


def test_a_file_that_the_hub_does_not_have_names_the_remedies(hub: Hub) -> None:
    del hub.files["config.json"]
    with pytest.raises(ModelMissing, match="404") as caught:
        got(hub, catalogue())
    assert "--mirror" in caught.value.remedy
    assert "models import FOLDER --as tiny-ear" in caught.value.remedy
    assert sum("config.json" in path for _, path, _ in hub.asked) == 1, "a sure answer asked twice"


def test_a_hub_that_is_not_there_is_said_so(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    from earwitness.runtime.models import hub as asking

    monkeypatch.setattr(asking, "MOST_ATTEMPTS", 1)
    nowhere = Hub({}, address="http://127.0.0.1:9")
    with pytest.raises(ModelMissing, match="could not be reached"):
        got(nowhere, catalogue())


def test_a_foreign_file_in_the_current_folder_is_not_run(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "ran"
    (tmp_path / "json.py").write_text(f"open({str(mark)!r}, 'w')\nraise SystemExit(1)\n")
    monkeypatch.chdir(tmp_path)
    got(hub, catalogue(pinned=True))
    assert not mark.exists()


def test_a_folder_is_imported_and_pinned(tmp_path: Path) -> None:
    for path, content in FILES.items():
        (tmp_path / "carried" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "carried" / path).write_bytes(content)
    installed = import_folder("tiny-ear", tmp_path / "carried", catalogue=catalogue())
    assert installed.first_arrivals == tuple(FILES)
    assert installed.size == len(WEIGHTS) + len(SETTINGS)
    assert verify("tiny-ear", catalogue=catalogue()) == installed


def test_other_weights_have_another_digest(tmp_path: Path) -> None:
    digests = set()
    for number in range(2):
        folder = tmp_path / str(number)
        for path, content in FILES.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content + bytes([number]))
        digests.add(import_folder("tiny-ear", folder, catalogue=catalogue()).weights_digest)
    assert len(digests) == 2
