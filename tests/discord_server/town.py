"""A town whose facts change under the bot, and the books of who was shown what and who asked to be told."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.discord_server.payloads import Payload
from tests.discord_server.server import DiscordServer

# As many as one message has offers.
SUBJECTS = ("toll of the bridge", "timetable of the ferry", "price of the swimming pool", "age of the oldest oak")
SENTENCE = "Every public answer says what its fact says."
WITHDRAWN = "⚫ The newsroom no longer stands by this answer."


def question_of(subject: str) -> str:
    """Return the canonical question of a fact."""
    return f"What is the {subject}?"


def id_of(subject: str) -> str:
    """Return the id of a fact."""
    return subject.replace(" ", "-")


@dataclass
class Town:
    """The facts on the disk, what the bot serves of them, and what it has shown."""

    server: DiscordServer
    facts: Path
    answers: dict[str, str] = field(default_factory=dict)
    served: dict[str, str] = field(default_factory=dict)
    reloading: dict[str, str] | None = None  # what a reload under way may bring
    shown: dict[str, str] = field(default_factory=dict)  # public message: its subject
    watches: Counter[tuple[int, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _texts: int = 0

    def change(self, subject: str) -> None:
        """Give a fact an answer that it never had."""
        self._texts += 1
        self.answers[subject] = f"It is number {self._texts} for all we know."

    def write(self) -> None:
        """Write the facts as they stand; one without an answer is not there."""
        lines = ["sources:", "  - {id: gazette, publisher: Gazette, title: The town, published: 2024-03-01}", "facts:"]
        stays = {"name of the harbour master": "It is Tom.", **self.answers}
        for subject, answer in stays.items():
            lines += [f"  - id: {id_of(subject)}", f"    question: {question_of(subject)}", f"    answer: {answer}"]
            lines.append("    citations: [{source: gazette}]")
        self.facts.mkdir(exist_ok=True)
        (self.facts / "facts.yaml").write_text("\n".join(lines) + "\n", "utf-8")

    def serving(self) -> list[dict[str, str]]:
        """Return what the bot may be serving now: while it reloads, one or the other."""
        return [self.served, *([self.reloading] if self.reloading is not None else [])]

    def wrong(self, served: dict[str, str]) -> Iterator[str]:
        """Yield the subject of each public message that does not say what its fact says."""
        for number, subject in self.shown.items():
            message = self.server.kept.by_id.get(number)
            if message and served.get(subject, WITHDRAWN) not in message["content"].splitlines():
                yield subject

    def told(self) -> Counter[tuple[int, str, str]]:
        """Return how often each person was told each text of each fact in a direct message."""
        found: Counter[tuple[int, str, str]] = Counter()
        for person in {person for person, _ in self.watches}:
            for message in self.server.kept.to_person(person):
                title = re.search(r"\*\*(.+?)\*\*", message["content"])
                found[person, title[1] if title else "", message["content"]] += 1
        return found

    def judge(self, told: Payload, serving: list[dict[str, str]]) -> None:
        """Hold what the desk says of all that was published against what people see.

        ``serving`` is what may have been served when the desk was asked: what it says must be true of that, or of
        what is served now.
        """
        faults = [list(self._lies(told["content"], set(self.wrong(served)))) for served in [*serving, *self.serving()]]
        fewest: list[str] = min(faults, key=len)
        self.faults += fewest

    def _lies(self, content: str, wrong: set[str]) -> Iterator[str]:
        if SENTENCE in content and wrong:
            yield f"the desk says that all is right, and {sorted(wrong)} are not"
        unlisted = [subject for subject in wrong if question_of(subject) not in content]
        if "Being put right" not in content and unlisted:
            yield f"{sorted(unlisted)} are wrong and not listed: {content}"

    def judge_reasons(self, told: Payload) -> None:
        """Once everything has been tried, whatever is still wrong must be listed with a reason."""
        for subject in sorted(set(self.wrong(self.served))):
            listed = re.search(rf"\*\*{re.escape(question_of(subject))}\*\*.*(?:\n(?!\d+\. ).*)*", told["content"])
            if listed is None or "\n-# " not in listed[0]:
                self.faults.append(f"{subject} is wrong, and no reason is given: {told['content']}")
