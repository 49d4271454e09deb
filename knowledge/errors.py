"""What can be wrong with a fact base, each with its place and its remedy.

``FactBaseError`` carries every ``Problem`` found in one pass; nothing else is raised on a bad base.
"""

from dataclasses import dataclass

# So many problems are shown, for nobody mends more in one go; a file in a wrong format has tens of thousands.
SHOWN = 50


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


class ProblemsError(Exception):
    """Something that cannot be used; ``problems`` holds every reason, by file and line."""

    where = ""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = [f"{count} problem{'s' if count != 1 else ''}{self.where}:"]
        lines += [f"  {problem}" for problem in self.problems[:SHOWN]]
        if count > SHOWN:
            lines.append(f"  ... and {count - SHOWN} more, which are shown when these are mended")
        return "\n".join(lines)


class FactBaseError(ProblemsError):
    """A fact base that cannot be served."""

    where = " in the fact base"
