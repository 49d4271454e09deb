"""What the API hands out of a fact is what its editors typed, whatever Discord or a page would make of it."""

from datetime import UTC, datetime
from pathlib import Path
from textwrap import indent

from bot.newsroom.newsroom import Newsroom
from tests.bot.api.support import PAID, TOLL, Client

TYPED = (
    "Cars pay **4** dollars, _or_ <b>less</b> & more, @everyone: <@123> said \"four\" and 'no more'.\n\n"
    "> `quoted` | [a](https://b.example) — ~~old~~ \\n 🌉\n- the second line,\twith a tab"
)


async def test_an_answer_is_what_the_editors_typed_to_the_last_character(
    client: Client, newsroom: Newsroom, base_folder: Path
) -> None:
    facts = base_folder / "facts.yaml"
    text = facts.read_text("utf-8")
    assert PAID in text
    block = "|-\n" + indent(TYPED, 6 * " ")
    facts.write_text(text.replace(PAID, block).replace("he paid every bill", "he **paid** <all> @here"), "utf-8")
    await newsroom.reload(datetime.now(UTC), "test")

    asked = await client.ask(TOLL)
    alone = (await client.get("/facts/north-bridge-toll")).body
    (listed, *_) = (await client.get("/facts")).body["facts"]
    disputed = await client.ask("why was Lind sacked by Berg")

    assert asked["answer"] == TYPED
    assert alone["answer"] == TYPED
    assert listed["answer"] == TYPED
    assert [one["says"] for one in disputed["positions"]] == ["he **paid** <all> @here"]
