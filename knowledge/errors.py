"""What can be wrong with a fact base, each with its place and its remedy.

``FactBaseError`` carries every ``Problem`` found in one pass; nothing else is raised on bad input.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: ``file`` relative to the base's parent, ``line`` from 1 (0: the file as a whole)."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}; {self.remedy}"


class FactBaseError(Exception):
    """A fact base that cannot be served; ``problems`` holds every reason, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{count} problem{'s' if count != 1 else ''} in the fact base:"
        return "\n".join([head, *(f"  {problem}" for problem in self.problems)])
