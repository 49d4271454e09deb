"""What people ask about on a newsroom's day, and the books that somebody beside the bot keeps of it."""

from collections import Counter
from dataclasses import dataclass, field

from tests.discord_server.payloads import Payload, buttons_of

FIRST, SECOND, NEW = "toll of the bridge", "timetable of the ferry", "owner of the vineyard"
SUBJECTS = (
    FIRST, SECOND, "keeper of the lighthouse", "price of the swimming pool", "colour of the town hall",
    "name of the harbour master", "length of the tunnel", "age of the oldest oak",
)  # fmt: skip
# Each thing that nobody knows, asked in several ways that are one question.
UNKNOWN = {
    "carousel": ("who painted the carousel", "who was the carousel painted by", "by whom was the carousel painted?"),
    "aquarium": ("when was the aquarium flooded", "when did they flood the aquarium?", "date the aquarium was flooded"),
    "windmill": ("why was the windmill sold", "why did they sell the windmill", "reason for selling the windmill"),
    "observatory": ("who designed the observatory", "who has designed the observatory?"),
    "tannery": ("why did the tannery burn", "why has the tannery burned?"),
    "zeppelin": ("where did the zeppelin land", "where has the zeppelin landed?"),
    "vineyard": ("What is the owner of the vineyard?",),
}
TAUGHT = ("carousel", "aquarium", "windmill", "observatory", "tannery")


@dataclass
class Books:
    """What happened, as somebody beside the bot saw it."""

    given: dict[str, tuple[str, str]] = field(default_factory=dict)  # public message: its fact and answer
    open_questions: Counter[str] = field(default_factory=Counter)
    awaiting: set[int] = field(default_factory=set)
    watching: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def said_in_person(self, thing: str | None, reply: Payload) -> None:
        """Take in a reply to a direct message: nobody presses or picks anything there, so suggestions wait too."""
        is_open = "None of these" in buttons_of(reply) or "gone to the editors" in reply["content"]
        if thing and is_open:
            self.open_questions[thing] += 1

    def check(self, fact: str, *, holds: bool) -> None:
        """Write down a fault where something does not hold."""
        if not holds:
            self.faults.append(fact)
