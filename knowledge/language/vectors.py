"""Meanings of English words as vectors, so that "sacked" is near "fired" though no editor wrote it.

The table is the static one that the wordllama package ships (32,000 word pieces, 256 dimensions, MIT licence;
https://github.com/dleemiller/WordLlama). It is read from the package's files: nothing is ever downloaded.
"""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

DIMENSIONS = 256
# In letters: such short pieces of the table begin words more often than they are some. At 1 no answer to 13 bases
# changes: what it tells apart, "lik" and "the", is hardly ever all that a question has.
LONGEST_FRAGMENT = 3
# Questions come back to the same words, and a word's pieces are looked up anew for each that the base lacks.
CACHED = 8192
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_WORD_START = "\u2581"

Vector = NDArray[np.float32]


class WordVectors:
    """Vectors for any word; words that are one piece of the table count as common English."""

    def __init__(self, tokenizer: Tokenizer, table: NDArray[np.float16]) -> None:
        self._tokenizer = tokenizer
        self._table = table
        self.vector = lru_cache(CACHED)(self._vector)
        self.unit = lru_cache(CACHED)(self._unit)

    def is_common(self, word: str) -> bool:
        """Whether ``word`` is frequent in lower case in general English, so no name and no typo.

        Among the short pieces many are no words; those that are also stand at the beginning of sentences.
        """
        piece = self._tokenizer.token_to_id
        if piece(_WORD_START + word) is None:
            return False
        return len(word) > LONGEST_FRAGMENT or piece(_WORD_START + word.capitalize()) is not None

    def is_name(self, word: str) -> bool:
        """Whether ``word`` is frequent in general English with a capital and never without: "Obama", "Paris"."""
        piece = self._tokenizer.token_to_id
        return piece(_WORD_START + word.capitalize()) is not None and piece(_WORD_START + word) is None

    @property
    def size(self) -> int:
        """How many pieces the table has."""
        return int(self._tokenizer.get_vocab_size())

    def rank(self, word: str) -> int:
        """Return how far down a word stands among those of general English: the higher, the rarer."""
        found = self._tokenizer.token_to_id(_WORD_START + word)
        return self._tokenizer.get_vocab_size() if found is None else int(found)

    def common_words(self) -> list[str]:
        """Return the frequent words of general English of more than four letters, sorted."""
        pieces = (piece[1:] for piece in self._tokenizer.get_vocab() if piece.startswith(_WORD_START))
        return sorted(word for word in pieces if len(word) > 4 and word.isascii() and word.isalpha() and word.islower())

    def _vector(self, word: str) -> Vector:
        """Return the vector of a folded word, shape (256,): the longer, the more the word means."""
        pieces = self._tokenizer.encode(word, add_special_tokens=False).ids
        total: Vector = self._table[pieces].astype(np.float32).sum(axis=0)
        total.flags.writeable = False
        return total

    def _unit(self, word: str) -> Vector:
        """Return the vector of a folded word at unit length, shape (256,)."""
        vector = self._vector(word)
        unit: Vector = vector / np.float32(np.linalg.norm(vector) + 1e-9)
        unit.flags.writeable = False
        return unit

    def vectors(self, words: list[str]) -> Vector:
        """Return one row for each word, shape (len(words), 256)."""
        encoded = self._tokenizer.encode_batch(words, add_special_tokens=False)
        rows = np.zeros((len(words), DIMENSIONS), dtype=np.float32)
        for row, pieces in zip(rows, encoded, strict=True):
            row += self._table[pieces.ids].sum(axis=0, dtype=np.float32)
        return rows


@cache
def word_vectors() -> WordVectors:
    """Return the table, read on first use."""
    spec = find_spec("wordllama")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the package wordllama is missing; install factbot again with pip")
    folder = Path(spec.submodule_search_locations[0])
    with safe_open(folder / _WEIGHTS, framework="numpy") as file:
        (name,) = file.keys()
        table = file.get_tensor(name)
    return WordVectors(Tokenizer.from_file(str(folder / _TOKENIZER)), table)
