"""A town whose files a test changes day by day, and what its readers are to be told by the files alone."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bot.wording.facts import day_in_words

REVIEW_AFTER = timedelta(days=20)
QUESTIONS = {
    "toll": "How much is the toll on North Bridge?",
    "ferry": "When did the ferry make its first trip?",
    "lind": "Why did Anna Berg dismiss Tom Lind?",
    "lamp": "Who painted the old lighthouse?",
}
CITED = {"toll": ("gazette",), "ferry": ("gazette", "herald"), "lind": ("herald", "courier"), "lamp": ("courier",)}
SOURCES = ("gazette", "herald", "courier")


@dataclass
class AgingTown:
    """What stands in the files: of each fact when it was checked and is due, of each source why it was taken back."""

    folder: Path
    begun: date
    as_of: dict[str, date] = field(default_factory=dict)
    review_by: dict[str, date | None] = field(default_factory=dict)
    # The same as the curated files go on having it, whatever the desk has published.
    curated_by: dict[str, date | None] = field(default_factory=dict)
    dollars: dict[str, int] = field(default_factory=dict)
    retracted: dict[str, tuple[date, str]] = field(default_factory=dict)
    # Facts that the desk has published: what the curated files say of them is no longer served.
    published: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.as_of = dict.fromkeys(QUESTIONS, self.begun)
        self.review_by = dict.fromkeys(QUESTIONS, None)
        self.curated_by = dict.fromkeys(QUESTIONS, None)
        self.dollars = dict.fromkeys(QUESTIONS, 4)
        self.write()

    def write(self) -> None:
        """Write the curated files, whole."""
        self.folder.mkdir(exist_ok=True)
        (self.folder / "town.yaml").write_text("\n".join(self._lines()) + "\n", "utf-8")

    def _lines(self) -> list[str]:
        lines = [f"review_after: {REVIEW_AFTER.days}d", "sources:"]
        for name in SOURCES:
            back = self.retracted.get(name)
            said = f', retracted: {{on: {back[0]}, note: "{back[1]}"}}' if back else ""
            lines.append(
                f"  - {{id: {name}, publisher: {name.title()}, title: Of the town, published: 2024-01-01{said}}}"
            )
        lines.append("facts:")
        for name, question in QUESTIONS.items():
            # Not the last cited stands with a side, so that it counts too.
            last = CITED[name][-1]
            lines += [
                f"  - id: {name}",
                f'    question: "{question}"',
                f"    answer: It is told of {name} that {self.dollars[name]} dollars were paid.",
                f"    as_of: {self.begun}",
                *([f"    review_by: {self.curated_by[name]}"] if self.curated_by[name] else []),
                f"    citations: [{{source: {CITED[name][0]}}}]",
                f"    positions: [{{by: Somebody, says: so it was, source: {last}}}]",
            ]
        return lines

    def change(self, chance: Random, day: date) -> None:
        """Change something in the files: take a report back or let it stand again, set a day, or pay more."""
        name = chance.choice(SOURCES)
        if chance.random() < 0.5:
            if not self.retracted.pop(name, None):
                self.retracted[name] = (day, f"Retraction {day} of {name}.")
        else:
            free = [one for one in QUESTIONS if one not in self.published]
            if free and chance.random() < 0.5:
                one = chance.choice(free)
                self.review_by[one] = self.curated_by[one] = day + timedelta(days=chance.randint(1, 9))
            elif free:
                self.dollars[chance.choice(free)] += 1
        self.write()

    def checked(self, name: str, day: date) -> None:
        """Take note that the desk has published that a fact was checked."""
        self.published.add(name)
        self.as_of[name], due = day, self.review_by[name]
        if due and due <= day:
            self.review_by[name] = None

    def is_overdue(self, name: str, day: date) -> bool:
        """Whether the files make a fact overdue on a day."""
        return day > (self.review_by[name] or self.as_of[name] + REVIEW_AFTER)

    def notes(self, name: str) -> set[str]:
        """Return the notes on the reports under a fact that were taken back."""
        return {self.retracted[one][1] for one in CITED[name] if one in self.retracted}

    def is_due(self, name: str, day: date) -> bool:
        """Whether editors are to look at a fact."""
        return self.is_overdue(name, day) or bool(self.notes(name))

    def late(self, name: str) -> str:
        """Return what readers are told of an overdue fact."""
        return f"Not checked since {day_in_words(self.as_of[name])}"
