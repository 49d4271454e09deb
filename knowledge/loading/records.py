"""Entries of the YAML files that have passed their own checks."""

from dataclasses import dataclass
from typing import Any

LISTS = ("sources", "entities", "synonyms", "facts")
# What may stand beside the lists, once in a whole base, and the key of the records that they make.
SETTINGS = ("review_after",)
SETTING = "settings"


@dataclass
class Record:
    """A checked record with the place it came from and, for problems, the YAML behind it."""

    value: Any
    file: str
    line: int
    yaml: Any


Records = dict[str, list[Record]]

Ids = dict[str, set[str]]
