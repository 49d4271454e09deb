"""Memory that was freed goes back to the system, where the C library would keep it for later.

glibc keeps what is freed in small pieces, and to open a model or to build a matcher takes a hundred megabytes for a
moment: a bot that has done so once would hold them for as long as it runs.
"""

import ctypes


def give_back() -> None:
    """Return what is free to the system, others going on meanwhile; where that can't be, it stays."""
    # Only glibc has it: elsewhere nothing of the kind is there to be called.
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
