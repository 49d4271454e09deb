import hashlib
import pickle
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from shutil import copyfile

import numpy as np
import pytest
from tokenizers import BertWordPieceTokenizer

from knowledge.errors import Problem
from knowledge.language import encoder as module
from knowledge.language.encoder import (
    BATCH,
    LONGEST,
    SHA256,
    WORD_PIECES,
    Encoder,
    EncoderError,
    OnnxEncoder,
    WordEncoder,
    encoder_in,
    encoder_named,
    packaged_encoder,
)

PACKAGED = packaged_encoder()
ENCODERS = [pytest.param(PACKAGED, id="sentences"), pytest.param(WordEncoder(), id="words")]
TEXTS = ("what is the toll?", "when did the ferry first sail from the northern harbour?", "toll")


def linked(folder: Path, model: str, pieces: Sequence[str]) -> Path:
    """Lay out a folder with the packaged model under the name ``model``, and files of ``pieces`` beside it."""
    (folder / model).parent.mkdir(parents=True, exist_ok=True)
    (folder / model).symlink_to(PACKAGED._model)
    for name in pieces:
        if name.endswith(".json"):
            BertWordPieceTokenizer(str(WORD_PIECES), lowercase=True).save(str(folder / name))
        else:
            copyfile(WORD_PIECES, folder / name)
    return folder


@pytest.mark.parametrize("encoder", ENCODERS)
def test_each_text_gets_one_row_of_unit_length_in_its_place(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)

    assert np.linalg.norm(together, axis=1) == pytest.approx(1.0, abs=1e-3)
    for row, text in zip(together, TEXTS, strict=True):
        # Eight-bit weights round a little differently in a batch.
        assert float(row @ encoder.encode([text])[0]) > 0.98


@pytest.mark.parametrize("encoder", ENCODERS)
def test_no_text_gets_no_row(encoder: Encoder) -> None:
    assert len(encoder.encode([])) == 0


@pytest.mark.parametrize("encoder", ENCODERS)
@pytest.mark.parametrize("text", ["", " ", "\u200b", "?!", "\U0001f6a2"])
def test_a_text_without_words_is_no_fault(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.encode([text])).all()


@pytest.mark.parametrize("encoder", ENCODERS)
def test_ninety_words_are_read_to_their_end(encoder: Encoder) -> None:
    long = "toll " * 90

    assert encoder.encode([long])[0] != pytest.approx(encoder.encode([f"{long} ferry"])[0], abs=1e-3)


@pytest.mark.parametrize("encoder", ENCODERS)
def test_a_long_text_is_cut(encoder: Encoder) -> None:
    long = "toll " * LONGEST * 2

    assert encoder.encode([long])[0] == pytest.approx(encoder.encode([f"{long} ferry"])[0], abs=1e-5)


def test_more_texts_than_fit_in_one_go_keep_their_order() -> None:
    texts = [f"the {'very ' * (number % 5)}old pier number {number}" for number in range(BATCH + 3)]

    found = PACKAGED.encode(texts)

    assert found.shape[0] == len(texts)
    assert float(found[-1] @ PACKAGED.encode(texts[-1:])[0]) > 0.98


@pytest.mark.parametrize(
    ("text", "same", "other"),
    [
        pytest.param("how much is the toll?", "what do drivers have to pay?", "when did the ferry sink?", id="price"),
        pytest.param("why was she sacked?", "what was the reason for firing her?", "where does she live?", id="reason"),
    ],
)
def test_texts_that_mean_the_same_point_the_same_way(text: str, same: str, other: str) -> None:
    one, near, far = PACKAGED.encode([text, same, other])

    assert float(one @ near) > float(one @ far) + 0.1


def test_a_text_is_read_piece_by_piece_and_as_a_whole_at_once() -> None:
    vector, states = PACKAGED.read("what is the toll?")

    assert float(vector @ PACKAGED.encode(["what is the toll?"])[0]) == pytest.approx(1.0, abs=1e-3)
    assert states.states.shape == (len(states.ids), len(vector))
    assert len(PACKAGED.read("toll " * 300)[1].ids) == LONGEST


def test_another_model_than_was_measured_is_refused(tmp_path: Path) -> None:
    model = tmp_path / "model.onnx"
    model.write_bytes(b"something else")

    with pytest.raises(EncoderError) as refusal:
        OnnxEncoder(model, WORD_PIECES, SHA256).encode(["toll"])

    assert refusal.value.problems == (
        Problem(str(model), 0, "is not the model that was measured", "install factbot again with pip"),
    )
    assert "with the sentence encoder" in str(refusal.value)


def test_the_packaged_model_is_the_one_that_was_measured() -> None:
    assert hashlib.sha256(PACKAGED._model.read_bytes()).hexdigest() == SHA256
    assert PACKAGED.key == SHA256


@pytest.mark.parametrize("spec", [None, ModuleSpec(module.PACKAGE, None)], ids=["missing", "no-package"])
def test_a_missing_model_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, spec: ModuleSpec | None) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: spec)

    with pytest.raises(EncoderError) as refusal:
        packaged_encoder()

    (problem,) = refusal.value.problems
    assert problem == Problem(
        module.PACKAGE, 0, "the package with the sentence encoder is missing", "install factbot again with pip"
    )


@pytest.mark.parametrize(
    ("model", "pieces"),
    [
        pytest.param("model.onnx", ("vocab.txt",), id="vocabulary"),
        pytest.param("onnx/model.onnx", ("tokenizer.json",), id="model-in-a-folder-and-tokenizer"),
        pytest.param("model.onnx", ("tokenizer.json", "vocab.txt"), id="both"),
    ],
)
def test_a_folder_in_the_usual_layout_stands_in(tmp_path: Path, model: str, pieces: tuple[str, ...]) -> None:
    found = encoder_in(linked(tmp_path, model, pieces)).encode(TEXTS)

    assert found == pytest.approx(PACKAGED.encode(TEXTS), abs=1e-4)


@pytest.mark.parametrize(
    ("model", "pieces", "lacking"),
    [
        pytest.param("weights.bin", ("tokenizer.json",), "model.onnx", id="no-model"),
        pytest.param("model.onnx", (), "tokenizer.json", id="no-word-pieces"),
        pytest.param("weights.bin", (), "model.onnx", id="neither"),
    ],
)
def test_a_folder_that_lacks_something_says_what(
    tmp_path: Path, model: str, pieces: tuple[str, ...], lacking: str
) -> None:
    folder = linked(tmp_path, model, pieces)

    with pytest.raises(EncoderError) as refusal:
        encoder_in(folder)

    (problem,) = refusal.value.problems
    assert problem.file == str(folder)
    assert problem.what == f"there is no {lacking} in it"
    assert problem.remedy == "name a folder with an ONNX sentence encoder"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"gone: there is no model\.onnx in it; name a folder"):
        encoder_in(tmp_path / "gone")


def test_an_encoder_is_stored_without_its_model() -> None:
    stored = pickle.dumps(PACKAGED)

    assert len(stored) < 2000
    assert pickle.loads(stored).encode(TEXTS) == pytest.approx(PACKAGED.encode(TEXTS))  # noqa: S301  our own bytes


def test_who_reads_a_stored_encoder_back_needs_no_file_of_the_installation_that_stored_it(tmp_path: Path) -> None:
    stored = pickle.dumps(OnnxEncoder(tmp_path / "gone.onnx", tmp_path / "gone.txt", SHA256))

    assert pickle.loads(stored).encode(TEXTS) == pytest.approx(PACKAGED.encode(TEXTS))  # noqa: S301  our own bytes


def test_the_bases_of_one_process_share_the_packaged_encoder() -> None:
    assert packaged_encoder() is PACKAGED
    assert pickle.loads(pickle.dumps(PACKAGED)) is PACKAGED  # noqa: S301  our own bytes


@pytest.mark.parametrize(("name", "kind"), [("none", WordEncoder), ("packaged", OnnxEncoder)])
def test_an_encoder_is_named_by_a_configuration(name: str, kind: type[Encoder]) -> None:
    assert isinstance(encoder_named(name), kind)


def test_an_encoder_is_named_by_its_folder(tmp_path: Path) -> None:
    assert encoder_named(str(linked(tmp_path, "model.onnx", ("vocab.txt",)))).key != SHA256
    with pytest.raises(EncoderError):
        encoder_named(str(tmp_path / "gone"))


def test_a_model_that_is_replaced_has_another_key(tmp_path: Path) -> None:
    keys = []
    for content in (b"one", b"another"):
        (tmp_path / "model.onnx").write_bytes(content)
        keys.append(OnnxEncoder(tmp_path / "model.onnx", WORD_PIECES).key)

    assert len(set(keys)) == 2
