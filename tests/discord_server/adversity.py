"""A hundred corrections amid a hundred faults: ``python -m tests.discord_server.adversity [SEED]``.

In each of 25 rounds four facts change, and while their corrections run four faults come, drawn by a seed: a channel
locks the bot out, Discord answers 401, 403, 429 or 5xx, the bot is killed, its disk is full, its store is away, or the
facts change once more. At the end of each round what is still wrong must be listed with the reason; at the end of all,
with the faults gone, one more try must leave nothing wrong, nobody told twice and nobody forgotten.
"""

import asyncio
import contextlib
import random
import resource
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from tests.discord_server.description import Description, place_of_description
from tests.discord_server.payloads import CHANNELS, Payload, buttons_of, click, command, submit
from tests.discord_server.process import ADMIN, BotProcess, running
from tests.discord_server.responses import refuse
from tests.discord_server.server import DIRECTS, MESSAGE, MESSAGES, DiscordServer
from tests.discord_server.town import SENTENCE, SUBJECTS, Town, id_of, question_of

ROUNDS, SECONDS = 25, 1200.0
# Each correction edits all that was shown of its fact, so people ask in the first rounds only.
ASKED_ROUNDS, POLL_SECONDS = 5, 0.25
# A reload is asked for so often until it is answered: a busy machine may take longer than one waits for it.
RELOADS = 4
DESK, PUBLIC = CHANNELS[-1], CHANNELS[:-1]
PEOPLE = range(1_000_000_600, 1_000_000_606)
# What a request of a correction may meet; 503 is not tried again by the client itself.
ROUTES = (f"GET {MESSAGE}", f"PATCH {MESSAGE}", f"PATCH {MESSAGE}", MESSAGES, DIRECTS)
REFUSALS = {"401": refuse(401), "403": refuse(403), "429": refuse(429, retry_after=0.05), "5xx": refuse(503)}
AWAY_SECONDS = 0.5
BUTTONS = ("Correct", "Withdraw")


class Adversity:
    """One such run."""

    def __init__(self, server: DiscordServer, folder: Path, seed: int) -> None:
        self.server = server
        self.folder = folder
        self.town = Town(server, folder / "base")
        self.draw = random.Random(seed)
        self.met: Counter[str] = Counter()
        self.begun = 0
        self._bot: BotProcess | None = None
        self._stack = contextlib.AsyncExitStack()
        kinds = ("permission", "401", "403", "429", "5xx", "disk full", "store away", "reload")
        # A start takes seconds, so kills are few; all else comes as often as the draw has it.
        drawn = ["kill"] * 8 + [kind for kind in kinds for _ in range(11)] + ["permission"] * 4
        self._faults = self.draw.sample(drawn, ROUNDS * len(SUBJECTS))

    async def live(self) -> None:
        """Go through all rounds, and hold the end against the books."""
        async with self._stack:
            for subject in SUBJECTS:
                self.town.change(subject)
            self.town.write()
            await self._start()
            for number in range(ROUNDS):
                await self._round(is_asked=number < ASKED_ROUNDS)
            self._mend()
            await self._correct_all()
            await self._compare()

    async def _start(self) -> None:
        more = (f"desk_channel: {DESK}", "corrections_per_minute: 6000")
        block = running(self.server, self.folder, self.town.facts, *more, command="hasty run")
        self._bot = await self._stack.enter_async_context(block)
        self.town.served = dict(self.town.answers)

    async def _round(self, *, is_asked: bool) -> None:
        self._mend()
        if is_asked:
            await self._ask()
        await self._watch()
        for subject in SUBJECTS:
            is_gone = subject not in self.town.answers
            if self.draw.random() < 0.1 and not is_gone and len(self.town.answers) > 2:
                del self.town.answers[subject]
            else:
                self.town.change(subject)
        await self._reload()
        faults = [self._faults.pop() for _ in SUBJECTS]
        async with asyncio.TaskGroup() as group:
            group.create_task(self._trouble(faults))
            group.create_task(self._correct_all())
        # The last of them may have come after the last correction; what stands now has been tried amid the others.
        await self._correct_all()
        told = await self._desk()
        self.town.judge_reasons(told)

    async def _ask(self) -> None:
        """Let people ask for facts in public."""
        for subject in sorted(self.town.served):
            channel, person = self.draw.choice(PUBLIC), self.draw.choice(PEOPLE)
            reply = await self.server.ask_in(channel, question_of(subject), person)
            self.town.shown[reply["message"]["id"]] = subject

    async def _watch(self) -> None:
        """Let two people ask to be told of a change of what they see."""
        there = [number for number, subject in self.town.shown.items() if subject in self.town.served]
        for number in self.draw.sample(there, min(2, len(there))):
            subject, person = self.town.shown[number], self.draw.choice(PEOPLE)
            press = click(self.server.kept.by_id[number], f"fact:watch:{id_of(subject)}", person)
            if (await self.server.interact(press))["content"].startswith("I will tell you once"):
                self.town.watches[person, question_of(subject)] += 1

    async def _reload(self) -> None:
        self.town.write()
        self.town.reloading = dict(self.town.answers)
        # One that is not answered in time may have been carried out all the same; the next tells.
        for _ in range(RELOADS):
            told = await self._press(command("facts reload", {}, ADMIN))
            if told is not None:
                break
        if told and "Nothing was changed" not in told["content"]:
            self.town.served = self.town.reloading
        self.town.reloading = None

    async def _trouble(self, faults: list[str]) -> None:
        for kind in faults:
            await asyncio.sleep(self.draw.uniform(0.0, 0.15))  # spreads the faults; what is asserted holds at any time
            self.met[kind] += 1
            if kind in REFUSALS:
                self.server.faults[self.draw.choice(ROUTES)].append(REFUSALS[kind])
            else:
                await self._strike(kind)

    async def _strike(self, kind: str) -> None:
        strikes: dict[str, Callable[[], Awaitable[None]]] = {
            "permission": self._lock, "kill": self._kill, "disk full": self._fill_disk,
            "store away": self._take_store, "reload": self._change_again,
        }  # fmt: skip
        await strikes[kind]()

    async def _lock(self) -> None:
        self.server.kept.locked.add(str(self.draw.choice(PUBLIC)))

    async def _kill(self) -> None:
        assert self._bot is not None
        self._bot.process.kill()
        await self._bot.ended()
        await self._start()

    async def _fill_disk(self) -> None:
        """Let no file of the bot's grow."""
        assert self._bot is not None
        with self._limited(self._bot.process.pid):
            await asyncio.sleep(AWAY_SECONDS)

    @contextlib.contextmanager
    def _limited(self, pid: int) -> Any:
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))

    async def _take_store(self) -> None:
        lock = sqlite3.connect(self.folder / "state" / "factbot.sqlite", isolation_level=None, timeout=5.0)
        with contextlib.suppress(sqlite3.OperationalError):
            lock.execute("BEGIN EXCLUSIVE")
            await asyncio.sleep(AWAY_SECONDS)
        lock.close()

    async def _change_again(self) -> None:
        subject = self.draw.choice(sorted(self.town.served) or list(SUBJECTS))
        self.town.change(subject)
        await self._reload()

    def _mend(self) -> None:
        self.server.kept.locked.clear()
        self.server.faults.clear()

    async def _correct_all(self) -> None:
        """Press what the desk offers, each offer once, until nothing is left but what could not be put right."""
        pressed: set[str] = set()
        while True:
            told = await self._desk()
            offers = [custom_id for custom_id in _offers(told) if custom_id not in pressed]
            if not offers and "Being put right" not in told["content"] and "Correcting" not in told["content"]:
                return
            for custom_id in offers:
                pressed.add(custom_id)
                await self._confirm(told, custom_id)
            await asyncio.sleep(POLL_SECONDS)

    async def _confirm(self, told: Payload, custom_id: str) -> None:
        click_ = click(told["message"], custom_id, ADMIN)
        if ":withdraw:" in custom_id:
            opened = await self._press(click_)
            if opened is None or "custom_id" not in opened:
                return
            click_ = _submitted(opened["custom_id"], f"Note {self.begun}.")
        done = await self._press(click_)
        self.begun += bool(done and done["content"].startswith("Putting it right"))

    async def _desk(self) -> Payload:
        """Return what the desk says of what was published, held against what people see."""
        while True:
            serving = self.town.serving()
            told = await self._press(command("desk corrections", {}, ADMIN))
            if told is not None and "can't be reached" not in told["content"]:
                self.town.judge(told, serving)
                return told
            await asyncio.sleep(0.1)

    async def _press(self, interaction: Payload) -> Payload | None:
        """Return the reply to an interaction; None where the bot died over it."""
        with contextlib.suppress(TimeoutError, ConnectionError):
            return await self.server.interact(interaction, seconds=15.0)
        return None

    async def _compare(self) -> None:
        town = self.town
        told = await self._desk()
        if SENTENCE not in told["content"]:
            town.faults.append(f"with the faults gone something is left: {told['content']}")
        counts = town.told()
        town.faults += [f"{text} was told {count} times" for text, count in counts.items() if count > 1]
        heard: Counter[tuple[int, str]] = Counter()
        for (person, question, _), count in counts.items():
            heard[person, question] += count
        # Whoever asks again before being told asks for the same once.
        town.faults += [f"{one} asked {count} times and was told {heard[one]} times"
                        for one, count in town.watches.items() if not 0 < heard[one] <= count]  # fmt: skip


def _offers(told: Payload) -> list[str]:
    return [button for label, button in buttons_of(told["message"]).items() if label.startswith(BUTTONS)]


def _submitted(custom_id: str, note: str) -> Payload:
    return submit(custom_id, {"note": note}, ADMIN)


async def endure(server: DiscordServer, folder: Path, seed: int) -> Adversity:
    """Go through a hundred faults within bounded time."""
    run = Adversity(server, folder, seed)
    async with asyncio.timeout(SECONDS):
        await run.live()
    return run


async def main(seed: int) -> int:
    """Print what came of it."""
    place = place_of_description()
    if place is None:
        sys.exit("Discord's official description is not here: set DISCORD_OPENAPI to its openapi.json")
    with tempfile.TemporaryDirectory() as folder:
        async with DiscordServer(Description.read(place)) as server:
            run = await endure(server, Path(folder), seed)
    sys.stdout.write(f"{run.begun} corrections, {run.met.total()} faults: {dict(run.met)}, "
                     f"{len(server.violations)} violations\n")  # fmt: skip
    sys.stdout.write("\n".join([*run.town.faults, f"{len(run.town.faults)} wrong"]) + "\n")
    return int(bool(run.town.faults or server.violations))


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)))
