"""What one person, or very many, can do to the bot: ``python -m tests.discord_server.attacks worst|flood``.

Worst: somebody sends the costliest messages known, one after the other, while others use ``/ask`` at a pace. Flood: 500
questions a second for a minute, one in five in vain; then the bot is told to stop.
"""

import asyncio
import itertools
import random
import sys
import time

from knowledge.loading.files import bundled_folder
from knowledge.loading.loader import load
from tests.discord_server.desk_load import mixed
from tests.discord_server.load import bot_of, paced, percentiles, say
from tests.discord_server.payloads import DIRECT, command
from tests.discord_server.server import CALLBACK

ATTACKER = 666
PACE, SECONDS, MOST_SECONDS = 10, 20, 0.050
FLOOD, FLOOD_SECONDS, STOP_SECONDS = 500, 60, 10.0


def worst_messages(draw: random.Random) -> list[str]:
    """Return the costliest messages that were found, each of another kind."""

    def word(length: int) -> str:
        return "".join(draw.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(length))

    wordings = [text for fact in load(bundled_folder()).facts for text in fact.wordings]
    known = [word for text in draw.sample(wordings, 20) for word in text.split()]
    return [
        " ".join(word(8) for _ in range(64)),
        " ".join(word(7).capitalize() for _ in range(64)),
        " ".join(word(99) for _ in range(40)),
        " ".join(draw.choice(known) for _ in range(64)),
        "\ufdfa" * 4000,
        word(4000),
        "a'" * 2000,
        " ".join(draw.choice("one two three hundred thousand million and".split()) for _ in range(380)),
    ]


async def worst() -> bool:
    """Print how long ``/ask`` takes for others while somebody sends the worst, and without it."""
    draw = random.Random(9)
    wordings = [text for fact in load(bundled_folder()).facts for text in fact.wordings]
    questions = draw.sample(wordings, 2 * PACE * SECONDS)
    async with bot_of(None) as (server, bot):
        alone = await paced(server.ask, questions[: PACE * SECONDS], PACE)

        async def attack() -> None:
            for message in itertools.chain.from_iterable(worst_messages(draw) for _ in itertools.count()):
                await server.reply_to(await server.say(message, ATTACKER, DIRECT + ATTACKER))

        attacking = asyncio.create_task(attack())
        amid = await paced(server.ask, questions[PACE * SECONDS :], PACE)
        attacking.cancel()
        errors = [line for line in bot.lines() if " ERROR " in line]
    say(f"alone: {percentiles(alone)}", f"amid the worst messages: {percentiles(amid)}", f"{len(errors)} errors")
    return sorted(amid)[int(len(amid) * 0.99)] <= MOST_SECONDS and not errors


async def flood() -> bool:
    """Print how many of 500 questions a second have been answered, and how long the bot takes to stop amid them."""
    async with bot_of(None) as (server, bot):
        asked = mixed(FLOOD * FLOOD_SECONDS)
        begun = time.perf_counter()
        for number, question in enumerate(asked):
            await asyncio.sleep(max(begun + number / FLOOD - time.perf_counter(), 0))
            await server.gateway.dispatch("INTERACTION_CREATE", command("ask", {"question": question}, 1000 + number))
        answered = server.requests[CALLBACK]
        stopped = time.perf_counter()
        bot.process.terminate()
        code = await bot.ended(60)
        took = time.perf_counter() - stopped
    say(f"{answered} of {len(asked)} questions answered; stopped in {took:.1f} s, exit code {code}")
    return took <= STOP_SECONDS and code == 0


async def main(which: list[str]) -> int:
    """Run what is asked for, all of it otherwise; return 1 where a figure is missed."""
    every = {"worst": worst, "flood": flood}
    return int(not all([await every[name]() for name in which or every]))


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
