import io
import os
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.language.encoder import Vectors
from knowledge.loading.sealed import read_sealed, write_sealed
from knowledge.retrieval.vector_store import VectorStore


class CountingEncoder:
    """Makes a vector of a text's length and checksum, and remembers what it was asked to encode."""

    def __init__(self, key: str = "a") -> None:
        self.key, self.encoded = key * 64, list[str]()

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.array([[len(text), zlib.crc32(text.encode()) % 2000] for text in texts], dtype=np.float32)


def row(text: str) -> list[float]:
    return [float(value) for value in CountingEncoder().encode([text])[0]]


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_vectors_come_in_the_order_of_the_texts() -> None:
    store = VectorStore(CountingEncoder())

    found = store.vectors(["toll", "ferry trip", "toll"])

    assert found.dtype == np.float32
    assert found.tolist() == [row("toll"), row("ferry trip"), row("toll")]


def test_only_what_is_new_is_encoded() -> None:
    encoder = CountingEncoder()
    store = VectorStore(encoder)
    store.vectors(["toll", "ferry", "toll"])

    store.vectors(["ferry", "mayor", "toll"])

    assert encoder.encoded == ["toll", "ferry", "mayor"]


def test_a_later_store_of_the_same_folder_encodes_only_what_is_new(tmp_path: Path) -> None:
    VectorStore(CountingEncoder(), tmp_path / "cache").vectors(["toll", "ferry"])
    later = CountingEncoder()

    found = VectorStore(later, tmp_path / "cache").vectors(["ferry", "mayor"])

    assert later.encoded == ["mayor"]
    assert found.tolist() == [row("ferry"), row("mayor")]


def test_another_encoder_takes_nothing_from_it(tmp_path: Path) -> None:
    VectorStore(CountingEncoder("a"), tmp_path).vectors(["toll"])
    other = CountingEncoder("b")

    VectorStore(other, tmp_path).vectors(["toll"])

    assert other.encoded == ["toll"]


def test_what_is_found_in_the_folder_is_not_written_again(tmp_path: Path) -> None:
    VectorStore(CountingEncoder(), tmp_path).vectors(["toll"])
    os.utime(only_file(tmp_path), ns=(0, 0))

    VectorStore(CountingEncoder(), tmp_path).vectors(["toll"])

    assert only_file(tmp_path).stat().st_mtime_ns == 0


def test_the_folder_is_made_for_nobody_else(tmp_path: Path) -> None:
    VectorStore(CountingEncoder(), tmp_path / "deep" / "cache").vectors(["toll"])

    assert (tmp_path / "deep" / "cache").stat().st_mode & 0o777 == 0o700


def saved(path: Path, **arrays: Any) -> None:
    content = io.BytesIO()
    np.savez(content, **arrays)
    write_sealed(path, content.getvalue())


def renamed(path: Path) -> None:
    content = read_sealed(path)
    assert content is not None
    write_sealed(path, content.replace(b"vectors", b"sectors"))


def of_another_encoder(path: Path) -> None:
    """Put the vectors of another encoder under this one's name."""
    VectorStore(CountingEncoder("b"), path.parent).vectors(["toll"])
    path.with_name(f"vectors-{'b' * 16}.npz").replace(path)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(b"not an archive"), id="text"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:100]), id="cut-short"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x"), id="changed-byte"),
        pytest.param(lambda path: path.chmod(0o666), id="others-may-write-it"),
        pytest.param(
            lambda path: np.savez(path, keys=np.zeros((1, 16), np.uint8), vectors=np.zeros((1, 2))), id="foreign"
        ),
        pytest.param(of_another_encoder, id="of-another-encoder"),
        pytest.param(renamed, id="renamed"),
        pytest.param(lambda path: saved(path, keys=np.zeros((2, 16), np.uint8)), id="without-vectors"),
        pytest.param(
            lambda path: saved(path, keys=np.zeros((2, 16), np.uint8), vectors=np.zeros((1, 2))), id="of-two-lengths"
        ),
        pytest.param(
            lambda path: saved(path, keys=np.array([{}]), vectors=np.array([{}])), id="objects-that-could-run"
        ),
    ],
)
def test_a_damaged_file_is_ignored_and_mended(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    VectorStore(CountingEncoder(), tmp_path).vectors(["toll"])
    spoil(only_file(tmp_path))
    first, second = CountingEncoder(), CountingEncoder()

    found = VectorStore(first, tmp_path).vectors(["toll"])
    VectorStore(second, tmp_path).vectors(["toll"])

    assert found.tolist() == [row("toll")]
    assert (first.encoded, second.encoded) == (["toll"], [])


def file_in_its_place(folder: Path) -> None:
    folder.write_text("", encoding="utf-8")


def link_to_nowhere(folder: Path) -> None:
    folder.symlink_to(folder.parent / "gone" / "away")


@pytest.mark.parametrize("prepare", [file_in_its_place, link_to_nowhere])
def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, prepare: Callable[[Path], None]) -> None:
    folder = tmp_path / "cache"
    prepare(folder)
    store = VectorStore(CountingEncoder(), folder)

    assert store.vectors(["toll"]).tolist() == [row("toll")]
    assert store.vectors(["ferry", "toll"]).tolist() == [row("ferry"), row("toll")]
