"""Freed memory goes back to the system."""

import ctypes
from pathlib import Path

import pytest

from bot.process.memory import give_back

PIECE, PIECES = 512, 200_000


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only glibc keeps what is freed")
def test_what_small_pieces_took_is_given_back() -> None:
    allocate, free = ctypes.CDLL(None).malloc, ctypes.CDLL(None).free
    allocate.restype, free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    pieces = [allocate(PIECE) for _ in range(PIECES)]
    for piece in pieces:
        ctypes.memset(piece, 1, PIECE)
    # The last one keeps the end of the heap from being given back unasked.
    for piece in pieces[:-1]:
        free(piece)
    before = _resident_mb()

    give_back()

    assert before - _resident_mb() > 0.8 * PIECE * PIECES / 1e6
    free(pieces[-1])
