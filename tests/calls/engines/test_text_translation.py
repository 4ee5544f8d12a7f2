"""Text translation from folders: tiny random models, for there are none to be had in tests."""

from pathlib import Path

import pytest

from calls.translator_contract import TranslatorContract
from earwitness.calls.engines.text_translation import NllbTranslator, OpusTranslator
from earwitness.calls.ports import Translator
from earwitness.records.errors import EngineFailed, ModelDamaged
from fakes.tiny_translation_models import nllb_folder, opus_folder
from fakes.translators import FakeTranslator


@pytest.fixture(scope="module")
def opus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return opus_folder(tmp_path_factory.mktemp("models") / "opus")


@pytest.fixture(scope="module")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return nllb_folder(tmp_path_factory.mktemp("models") / "nllb")


class TestOpus(TranslatorContract):
    @pytest.fixture
    def translator(self, opus: Path) -> Translator:
        return OpusTranslator(opus, "0" * 64)


class TestNllb(TranslatorContract):
    @pytest.fixture
    def translator(self, nllb: Path) -> Translator:
        return NllbTranslator(nllb, "0" * 64)


class TestFake(TranslatorContract):
    @pytest.fixture
    def translator(self) -> Translator:
        return FakeTranslator()


def test_a_folder_that_adds_the_end_itself_is_not_given_two(tmp_path: Path, opus: Path) -> None:
    without = opus_folder(tmp_path / "opus", adds_end=False)
    said = [OpusTranslator(f, "0" * 64).translate(["мы стоим"], "ru") for f in (opus, without)]
    assert said[0] == said[1]
    assert said[0][0].text


def test_the_code_of_the_language_is_no_word_of_the_english(nllb: Path) -> None:
    (answer,) = NllbTranslator(nllb, "0" * 64).translate(["мы стоим под лесом"], "ru")
    assert "eng_Latn" not in answer.text
    assert answer.confidence is not None


def test_nllb_reads_another_language_by_its_code(nllb: Path) -> None:
    translator = NllbTranslator(nllb, "0" * 64)
    russian, ukrainian = (translator.translate(["мы стоим"], code) for code in ("ru", "uk"))
    assert len(ukrainian) == 1 and ukrainian != russian, "the code makes no difference"


def test_a_language_that_nllb_is_not_asked_for_is_told(nllb: Path) -> None:
    with pytest.raises(EngineFailed, match="'xx'") as caught:
        NllbTranslator(nllb, "0" * 64).translate(["?"], "xx")
    assert "ru" in caught.value.remedy


@pytest.mark.parametrize("file", ["model.bin", "source.spm", "target.spm", "config.json"])
def test_a_folder_that_lacks_a_file_is_told_with_its_name(tmp_path: Path, file: str) -> None:
    folder = opus_folder(tmp_path / "opus")
    (folder / file).unlink()
    with pytest.raises(ModelDamaged, match=file):
        OpusTranslator(folder, "0" * 64).translate(["мы"], "ru")


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    folder = opus_folder(tmp_path / "opus")
    (folder / "source.spm").write_bytes(b"no model at all")
    with pytest.raises(ModelDamaged, match=r"source\.spm"):
        OpusTranslator(folder, "0" * 64).translate(["мы"], "ru")
