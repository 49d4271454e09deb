"""How an import is made: whether rows may be edits, and what its remedies name, which differs from place to place."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """The remedies that name a way to go.

    ``lacking`` is for a column that the spreadsheet lacks, ``uncited`` for a new fact on a sheet of its own,
    ``elsewhere`` for a setting that another file has otherwise.
    """

    lacking: str
    uncited: str
    elsewhere: str


IN_A_TERMINAL = Remedies(
    lacking="add it (empty to take it away), or import with --whole",
    uncited="a new fact needs its sources: hand in an .xlsx file, or a folder of .csv files, which holds both",
    elsewhere="change it there; or delete it there, and import again",
)


@dataclass(frozen=True, slots=True)
class Editing:
    """Who publishes what an import changes of facts in other files, and when."""

    by: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What an import may do.

    ``whole``: the spreadsheet is all there is, so what it lacks is removed. With ``editing`` a row that changes a fact
    of another file, or what editors have published, is an edit of it; without it is refused.
    """

    whole: bool = False
    editing: Editing | None = None
    remedies: Remedies = IN_A_TERMINAL


BY_ROWS = Manner()
