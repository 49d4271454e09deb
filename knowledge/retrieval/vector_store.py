"""Vectors kept by their text, so that a reload or a start encodes only what is new."""

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from knowledge.language.encoder import Encoder, Vectors
from knowledge.loading.sealed import read_sealed, write_sealed

# So much of a text's hash tells it from every other one (2^64 texts for an even chance that two are alike). In bytes.
KEY = 16


class VectorStore:
    """Vectors of one encoder's texts, in memory and, if there is a folder, in one file there."""

    def __init__(self, encoder: Encoder, folder: Path | None = None) -> None:
        self.encoder = encoder
        self._path = folder / f"vectors-{encoder.key[:16]}.npz" if folder else None
        self._kept: dict[bytes, NDArray[np.float16]] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return vars(self) | {"_kept": None}

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of ``texts``, shape (len(texts), dimensions); the new ones are encoded and kept."""
        kept = self._read() if self._kept is None else self._kept
        self._kept = kept
        keys = [hashlib.blake2b(text.encode(), digest_size=KEY).digest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
        if new:
            encoded = self.encoder.encode(list(new.values())).astype(np.float16)
            kept.update(zip(new, encoded, strict=True))
            self._write(kept)
        return np.array([kept[key] for key in keys], dtype=np.float32).reshape(len(texts), -1)

    def _read(self) -> dict[bytes, NDArray[np.float16]]:
        content = read_sealed(self._path) if self._path else None
        if content is None:
            return {}
        try:
            # Nothing in such a file can run: arrays of objects are refused.
            with np.load(io.BytesIO(content), allow_pickle=False) as file:
                keys, vectors = file["keys"], file["vectors"]
            return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return {}

    def _write(self, kept: dict[bytes, NDArray[np.float16]]) -> None:
        if self._path is None:
            return
        keys = np.frombuffer(b"".join(kept), dtype=np.uint8).reshape(-1, KEY)
        content = io.BytesIO()
        np.savez(content, keys=keys, vectors=np.array(list(kept.values())))
        try:
            write_sealed(self._path, content.getvalue())
        except OSError:
            # A store that can't be written costs time at the next start, nothing else.
            return
