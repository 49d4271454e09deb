"""Questions through a scripted client: `python -m tests.bot.assistants.measure [COUNT] [FOLDER]`, in a clone.

Half of them are wordings of the base, half the same with a word or a name of another fact instead. It prints what came
of them, and how many answers were not the editors' text, byte for byte, with its id, status and day.
"""

import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bot.cli.opening import open_base
from bot.config import Config
from knowledge.decision.matcher import Matcher
from knowledge.loading.files import bundled_folder
from knowledge.model import Fact
from tests.bot.assistants.support import assistant

# As many as the project has promised, drawn alike by everybody.
COUNT, SEED = 300, 13


def questions(matcher: Matcher, count: int) -> Iterator[tuple[str, str, str]]:
    """Yield what kind of question it is, the id of the fact that it was made from, and the question."""
    dice = random.Random(SEED)
    facts = list(enumerate(matcher.base.facts))
    own = [("own wording", fact.id, text) for _, fact in facts for text in fact.wordings]
    swapped = [
        ("swap", fact.id, other)
        for place, fact in facts
        for other in matcher.swaps(place, fact.question)
        if other != fact.question  # a name that the question writes otherwise stays
    ]
    yield from dice.sample(own, count - count // 2)
    yield from dice.sample(swapped, count // 2)


def is_the_editors(reply: dict[str, Any], facts: dict[str, Fact]) -> bool:
    """Whether an answer is just what the fact with its id says; and nothing, where there is none."""
    if reply["outcome"] != "answer":
        return reply["answer"] is None and reply["fact"] is None and bool(reply["reason"])
    fact = facts[reply["fact"]]
    said = (reply["answer"].encode(), reply["status"], reply["as_of"])
    return said == (fact.answer.encode(), fact.status, fact.as_of.isoformat())


async def measure(count: int, folder: Path) -> None:
    """Ask, and print what came of it."""
    matcher = open_base(folder, Config())
    facts = {fact.id: fact for fact in matcher.base.facts}
    outcomes, faults, seconds = Counter[str](), 0, []
    with tempfile.TemporaryDirectory() as place:
        config = Path(place) / "config.yaml"
        config.write_text("api_requests_per_minute: 6000\n", "utf-8")
        async with assistant(folder, config) as client:
            for kind, origin, question in questions(matcher, count):
                begun = time.perf_counter()
                reply = (await client.call_tool("ask", {"question": question})).structured_content
                seconds.append(time.perf_counter() - begun)
                is_other = reply["outcome"] == "answer" and reply["fact"] != origin
                outcomes[f"{kind}: {reply['outcome']}{' of another fact' if is_other else ''}"] += 1
                faults += not is_the_editors(reply, facts)
    for outcome, number in sorted(outcomes.items()):
        print(f"{number:4} {outcome}")  # noqa: T201  its output
    milliseconds = np.percentile(seconds, [50, 99]) * 1e3
    told = {"questions": len(seconds), "not the editors' byte for byte": faults}
    print(json.dumps(told | {"p50_ms": round(milliseconds[0]), "p99_ms": round(milliseconds[1])}))  # noqa: T201


if __name__ == "__main__":
    count, folder = [*sys.argv[1:], *(str(COUNT), str(bundled_folder()))[len(sys.argv) - 1 :]][:2]
    asyncio.run(measure(int(count), Path(folder)))
