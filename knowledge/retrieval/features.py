"""Words -> hashed sparse features: words, synonym groups, neighbours and word pairs.

Features are numbers below ``2**bits`` (the hashing trick, Weinberger et al. 2009), so there is no dictionary to
grow with the base, and a feature that no phrasing has still counts in a question's length.
"""

import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Weights = NDArray[np.float32]

# What a feature weighs beside one word: that two words are neighbours says less than either, that they stand in one
# text less still. The last two doubled, or a concept halved, change no answer to 13 bases: the judgement weighs anew.
WORD, CONCEPT, NEIGHBOURS, PAIR = 1.0, 0.8, 0.7, 0.4
_MIX_ONE, _MIX_TWO, _MIX_PAIR = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)
_START, _END = zlib.crc32(b"^"), zlib.crc32(b"$")


@lru_cache(maxsize=131072)
def code(token: str) -> int:
    """Return the 32-bit code of a token, the same on every machine."""
    return zlib.crc32(token.encode())


@lru_cache(maxsize=8192)
def concept_code(group: int) -> int:
    """Return the 32-bit code of a synonym group."""
    return zlib.crc32(f"={group}".encode())


@lru_cache(maxsize=128)
def _pair_places(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    first, second = np.triu_indices(count, 1)
    return first, second


@dataclass(frozen=True, slots=True)
class Hasher:
    """Turns codes of words into feature numbers below ``2**bits``: words, neighbours, and every pair of words."""

    bits: int = 20

    def words(self, codes: Codes) -> tuple[Codes, Weights]:
        """Return the features of texts of equal length, and the weight of each column's kind.

        Args:
            codes: the codes of the words, shape (texts, words).
        """
        texts, length = codes.shape
        kinds = _kinds(length)
        ids = np.empty((texts, len(kinds)), dtype=np.uint32)
        ids[:, :length] = codes
        sequence = np.empty((texts, length + 2), dtype=np.uint32)
        sequence[:, 0], sequence[:, 1:-1], sequence[:, -1] = _START, codes, _END
        after = sequence[:, 1:]
        ids[:, length : 2 * length + 1] = sequence[:, :-1] * _MIX_ONE + (after ^ (after >> np.uint32(15))) * _MIX_TWO
        first, second = (codes.take(places, axis=1) for places in _pair_places(length))
        low, high = np.minimum(first, second), np.maximum(first, second)
        ids[:, 2 * length + 1 :] = (low ^ (low >> np.uint32(13))) * _MIX_PAIR + high * _MIX_ONE
        return self._fold(ids), kinds

    def concepts(self, codes: Codes) -> Codes:
        """Return the features of synonym groups, of any shape; their weight is ``CONCEPT``."""
        return self._fold(codes)

    def _fold(self, ids: Codes) -> Codes:
        return (ids ^ (ids >> np.uint32(16))) & np.uint32((1 << self.bits) - 1)


@lru_cache(maxsize=256)
def _kinds(length: int) -> Weights:
    pairs = length * (length - 1) // 2
    return np.repeat(np.array([WORD, NEIGHBOURS, PAIR], dtype=np.float32), [length, length + 1, pairs])
