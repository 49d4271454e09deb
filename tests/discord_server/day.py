"""A newsroom's day on the loopback: ``python -m tests.discord_server.day [STORE-URL]``.

500 questions by 40 people in six channels and in direct messages, three reloads, five teachings, two corrections, and
the bot killed in the middle of the first. A second pair of eyes keeps the books and compares them at the end.
"""

import asyncio
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.store.opening import Store, store_url
from bot.store.tables import QUESTIONS
from tests.discord_server.books import FIRST, NEW, SECOND, SUBJECTS, TAUGHT, UNKNOWN, Books
from tests.discord_server.description import Description, place_of_description
from tests.discord_server.payloads import CHANNELS, DIRECT, Payload, buttons_of, choose, click, command
from tests.discord_server.process import ADMIN, BotProcess, running
from tests.discord_server.server import MESSAGE, DiscordServer
from tests.discord_server.town import id_of

QUESTIONS_ASKED, PEOPLE, AT_ONCE = 500, 40, 20
DESK = CHANNELS[-1]
PUBLIC = CHANNELS[:-1]


class Day:
    """One day, from the first question to the last comparison."""

    def __init__(self, server: DiscordServer, folder: Path, store: str | None) -> None:
        self.server = server
        self.folder = folder
        self.facts = folder / "base"
        self.store = store or f"sqlite:///{folder / 'state' / 'factbot.sqlite'}"
        self.books = Books()
        self.answers = {subject: f"It is {number} for all we know." for number, subject in enumerate(SUBJECTS)}
        self.statuses = dict.fromkeys(SUBJECTS, "reported")
        self.corrections: dict[str, str] = {}
        self.draw = random.Random(4)

    def bot(self) -> Any:
        """Return the bot as a block to run it in."""
        more = (f"store: {self.store}", f"desk_channel: {DESK}", "corrections_per_minute: 1200",
                f"correction_channels: [{PUBLIC[0]}]")  # fmt: skip
        return running(self.server, self.folder, self.facts, *more)

    def write(self) -> None:
        """Write the facts as they stand."""
        self.facts.mkdir(exist_ok=True)
        lines = ["sources:", "  - {id: gazette, publisher: Gazette, title: The town, published: 2024-03-01}", "facts:"]
        for subject, answer in self.answers.items():
            lines += [f"  - id: {id_of(subject)}", f"    question: What is the {subject}?", f"    answer: {answer}"]
            lines += [f"    status: {self.statuses.get(subject, 'reported')}", "    citations: [{source: gazette}]"]
            if subject in self.corrections:
                lines.append(f"    corrections: [{{on: 2024-03-02, note: {self.corrections[subject]}}}]")
        (self.facts / "facts.yaml").write_text("\n".join(lines) + "\n", "utf-8")

    async def ask(self, number: int) -> None:
        """Let one person ask one question somewhere."""
        person = 1000 + number % PEOPLE
        thing = self.draw.choice(tuple(UNKNOWN)) if number % 3 == 0 else None
        # Half of all who get an answer ask for what will be corrected.
        subject = None if thing else FIRST if number % 2 else self.draw.choice(SUBJECTS)
        question = self.draw.choice(UNKNOWN[thing]) if thing else f"What is the {subject}?"
        channel = None if number % 5 == 0 else self.draw.choice(PUBLIC)
        if channel is None:
            reply = await self.server.reply_to(await self.server.say(question, person, DIRECT + person))
            self.books.said_in_person(thing, reply)
            return
        reply = await self.server.ask_in(channel, question, person)
        if subject is not None:
            self.books.given[reply["message"]["id"]] = (subject, self.answers[subject])
            if subject == FIRST and len(self.books.watching) < 8:
                await self.press(reply["message"], "Tell me if this changes", person)
                self.books.watching.add(person)
        else:
            await self.left_open(thing or "", reply["message"], person)

    async def left_open(self, thing: str, shown: Payload, person: int) -> None:
        """Take in what was said to a question that nothing answers: with suggestions, none of them is meant."""
        shown_buttons = buttons_of(shown)
        if "None of these" in shown_buttons:
            shown = (await self.press(shown, "None of these", person))["message"]
        elif "Tell me when there is an answer" not in shown_buttons:
            return  # answered: somebody has been taught it by now
        self.books.open_questions[thing] += 1
        if thing == "vineyard" and NEW not in self.answers and len(self.books.awaiting) < 5:
            await self.press(shown, "Tell me when there is an answer", person)
            self.books.awaiting.add(person)

    async def press(self, shown: Payload, label: str, person: int) -> Payload:
        """Press a button below a message."""
        return await self.server.interact(click(shown, buttons_of(shown)[label], person))

    async def questions(self, numbers: Iterable[int]) -> None:
        """Let questions come, twenty at a time."""
        waiting = iter(numbers)

        async def some() -> None:
            for number in waiting:
                await self.ask(number)

        await asyncio.gather(*(some() for _ in range(AT_ONCE)))

    async def reload(self) -> Payload | None:
        """Reload as an admin does; return the message that offers corrections, if one comes."""
        interaction = command("facts reload", {}, ADMIN)
        reply = await self.server.interact(interaction)
        self.books.check("the reload was refused", holds="Nothing was changed" not in reply["content"])
        async with asyncio.timeout(90):
            while True:
                offers = [one for one in self.server.replies_to(interaction) if _offers(one)]
                if offers or await self.nothing_outdated():
                    return offers[0]["message"] if offers else None
                await asyncio.sleep(0.05)

    async def nothing_outdated(self) -> bool:
        """Whether the desk knows of no answer to put right."""
        told = await self.server.interact(command("desk corrections", {}, ADMIN))
        return "Every public answer" in told["content"]

    async def teach(self, thing: str) -> None:
        """Teach a waiting question as a phrasing of a fact, from its button on."""
        for page in range(1, 9):
            queue = await self.server.interact(command("desk queue", {}, ADMIN))
            shown = queue["message"]
            for _ in range(page - 1):
                shown = (await self.press(shown, "Next ▶", ADMIN))["message"]
            place = next((n for n, line in enumerate(_questions(shown["content"])) if thing in line), None)
            if place is not None:
                break
        label = next(b["label"] for b in shown["components"][place]["components"] if b["label"].startswith("Teach"))
        asked = await self.press(shown, label, ADMIN)
        menu = asked["message"]["components"][0]["components"][0]
        fact = id_of(SUBJECTS[2 + TAUGHT.index(thing)])
        offered = await self.server.interact(choose(asked["message"], menu["custom_id"], fact, ADMIN))
        told = await self.press(offered["message"], "Teach it", ADMIN)
        self.books.check(f"{thing} was not taught: {told['content']}", holds=told["content"].startswith("Taught"))

    async def reports(self, count: int) -> None:
        """Wait until so many corrections have been reported."""
        async with asyncio.timeout(90):
            while len(self.corrections_reported()) < count:
                await asyncio.sleep(0.02)

    def corrections_reported(self) -> list[Payload]:
        """Return what the desk's channel says of corrections."""
        return [one for one in self.server.kept.in_channel(DESK) if one["content"].startswith("Corrected")]

    async def told(self, people: set[int]) -> None:
        """Wait until people have a direct message."""
        async with asyncio.timeout(90):
            while not all(self.server.kept.to_person(person) for person in people):
                await asyncio.sleep(0.02)

    async def live(self) -> None:
        """Go through the day."""
        self.write()
        async with self.bot() as bot:
            await self.questions(range(QUESTIONS_ASKED // 2))
            self.answers[NEW] = "It is the mayor's cousin."
            self.write()
            self.books.check("a new fact was offered as a correction", holds=await self.reload() is None)
            await self.told(self.books.awaiting)
            for thing in TAUGHT:
                await self.teach(thing)
            self.answers[FIRST] = "It is five dollars."
            self.corrections[FIRST] = "It is five dollars and not for all we know."
            self.write()
            await self.lose_some(FIRST)
            await self.kill_amid_correction(bot)
        async with self.bot():
            await self.reports(1)
            self.server.kept.locked.clear()
            await self.questions(range(QUESTIONS_ASKED // 2, QUESTIONS_ASKED))
            self.statuses[SECOND] = "disputed"
            self.write()
            offer = await self.reload()
            assert offer is not None
            await self.press(offer, _label(offer, SECOND), ADMIN)
            await self.reports(2)
        await self.compare()

    async def lose_some(self, subject: str) -> None:
        """Delete one reply, lock the bot out of a channel, and let one person take no messages."""
        replies = [number for number, (of, _) in self.books.given.items() if of == subject]
        self.server.kept.delete(replies[0])
        self.server.kept.locked.add(str(PUBLIC[1]))
        self.server.kept.close_to(min(self.books.watching))

    async def kill_amid_correction(self, bot: BotProcess) -> None:
        """Begin a correction and kill the bot when some of it is done."""
        offer = await self.reload()
        assert offer is not None
        before = self.server.requests[f"PATCH {MESSAGE}"]
        await self.press(offer, "Correct 1", ADMIN)
        await self.server.wait_for_requests(f"PATCH {MESSAGE}", before + 12)
        bot.process.kill()
        await bot.ended()
        self.books.check("the correction was over before the bot died", holds=not self.server.kept.in_channel(DESK)[-1][
            "content"].startswith("Corrected"))  # fmt: skip

    async def compare(self) -> None:
        """Hold the books against what people see and what the store has."""
        self.compare_public()
        self.compare_direct()
        notes = [one for one in self.server.kept.in_channel(PUBLIC[0]) if one["content"].startswith("A correction")]
        self.books.check(f"{len(notes)} notes in the channel", holds=len(notes) == 2)
        reports = self.corrections_reported()
        self.books.check(f"{len(reports)} reports", holds=len(reports) == 2)
        await self.compare_queue()

    def compare_public(self) -> None:
        """Hold the books against what stands in public."""
        kept, books = self.server.kept, self.books
        for number, (subject, answer) in books.given.items():
            shown = kept.by_id.get(number)
            if shown is None or (shown["channel_id"] == str(PUBLIC[1]) and subject == FIRST):
                books.check(f"{number} was edited out of reach", holds=not kept.edits[number])
                continue
            # Nobody asked after the last reload, so all replies of the second fact had its old status.
            is_old = subject == SECOND or (subject == FIRST and answer != self.answers[FIRST])
            lines, above = shown["content"].splitlines(), shown["content"].partition("\n**")[0]
            # What was put right stands on top; further down a fact has corrections from before the reply.
            earlier = above.count("\n*Changed on ") + above.count("\n*Corrected on ")
            edits = kept.edits[number]
            books.check(f"{number} on {subject}: {lines}, {edits} edits", holds=earlier == int(is_old) == edits)
            books.check(f"{number} on {subject} says {lines}", holds=self.answers[subject] in lines)

    def compare_direct(self) -> None:
        """Hold the books against what people were told in person."""
        kept, books = self.server.kept, self.books
        for person in books.watching - {min(books.watching)}:
            told = [one for one in kept.to_person(person) if "corrected" in one["content"]]
            books.check(f"{person} was told {len(told)} times of the correction", holds=len(told) == 1)
        for person in books.awaiting:
            told = [one for one in kept.to_person(person) if "There is one now" in one["content"]]
            books.check(f"{person} was told {len(told)} times of the answer", holds=len(told) == 1)

    async def compare_queue(self) -> None:
        """Hold the queue against what was asked in vain."""
        store = Store(store_url(self.store))
        async with store.read() as connection:
            rows = (await connection.execute(select(QUESTIONS.c.text, QUESTIONS.c.asked, QUESTIONS.c.state))).all()
            total = (await connection.execute(select(func.sum(QUESTIONS.c.asked)))).scalar_one()
        await store.close()
        self.books.check(f"{total} questions filed", holds=total == self.books.open_questions.total())
        for thing, count in self.books.open_questions.items():
            filed = sum(row.asked for row in rows if thing in row.text)
            self.books.check(f"{thing}: asked {count} times, filed {filed}", holds=filed == count)
        states = Counter(row.state for row in rows)
        self.books.check(f"states {dict(states)}", holds=states["taught"] == len(TAUGHT) and states["answered"] > 0)


def _offers(reply: Payload) -> bool:
    return "Shall I put right" in (reply.get("content") or "")


def _label(offer: Payload, subject: str) -> str:
    """Return the label of the button that corrects a fact: others may be offered again beside it."""
    lines = [line for line in offer["content"].splitlines() if line[:1].isdigit()]
    return f"Correct {next(number for number, line in enumerate(lines, 1) if subject in line)}"


def _questions(content: str) -> list[str]:
    return [line for line in content.splitlines() if line[:1].isdigit()]


async def live_a_day(server: DiscordServer, folder: Path, store: str | None = None) -> Day:
    """Live a day and return its books."""
    day = Day(server, folder, store)
    await day.live()
    return day


async def main() -> int:
    """Print what came of a day."""
    place = place_of_description()
    if place is None:
        sys.exit("Discord's official description is not here: set DISCORD_OPENAPI to its openapi.json")
    with tempfile.TemporaryDirectory() as folder:
        async with DiscordServer(Description.read(place)) as server:
            day = await live_a_day(server, Path(folder), *sys.argv[1:])
    books = day.books
    seen = {"public answers": len(books.given), "edits": day.server.kept.edits.total(),
            "open questions": books.open_questions.total(), "violations": len(server.violations)}  # fmt: skip
    sys.stdout.write(json.dumps(seen) + "\n" + "\n".join([*books.faults, f"{len(books.faults)} faults"]) + "\n")
    return int(bool(books.faults or server.violations))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
