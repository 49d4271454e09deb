"""Where a value stands in a spreadsheet, as its program shows it, and what is wrong with it there."""

from dataclasses import dataclass

from knowledge.errors import Problem


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell, a row (``column`` is 0) or a whole sheet (``row`` is 0); both count from 1."""

    sheet: str
    row: int = 0
    column: int = 0
    heading: str = ""

    def __str__(self) -> str:
        parts = [self.sheet]
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            # A bot that nobody gives a spreadsheet needs no eight megabytes to read one; so wherever it is imported.
            from openpyxl.utils.cell import get_column_letter

            heading = f" ({self.heading})" if self.heading else ""
            parts.append(f"column {get_column_letter(self.column)}{heading}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong at a place; ordered as the rows are, which the sentence of a problem would not be."""

    place: Place
    what: str
    remedy: str

    @property
    def problem(self) -> Problem:
        """The fault in the form that all problems have."""
        return Problem(str(self.place), 0, self.what, self.remedy)
