"""Collections of bases -> the parts that are left out in turn: a collection is always in the same one, and whole."""

from pathlib import Path
from zlib import crc32

# One by one sixty collections take half an hour.
PARTS = 6


def collection(name: str) -> str:
    """Return the collection that a base belongs to: what stands before the hyphen in its name."""
    return name.split("-")[0]


def part_of(name: str) -> int:
    """Return the part that a base is left out with, from 0 to ``PARTS`` - 1, whichever others there are."""
    return crc32(collection(name).encode()) % PARTS


def apart(folder: Path, part: int) -> Path:
    """Return where the network lies that was fitted without a part."""
    return folder / f"{part}.npz"
