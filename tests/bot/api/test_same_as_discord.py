"""Whoever asks over HTTP gets the very facts that somebody gets who uses ``/ask`` on Discord."""

from typing import Any

import pytest
import simcord

from tests.bot.api.support import TOLL, Client

pytestmark = pytest.mark.simcord(shard_count=1)
FERRY = "When did the ferry make its first trip?"
OF_A_FACT = ("sources", "pick")
# What is asked, and the facts that it leads to; empty where nothing is told.
ASKED = [
    pytest.param(TOLL, ["north-bridge-toll"], id="own-question"),
    pytest.param("why was Lind sacked by Berg", ["mayor-dismissed-lind"], id="phrasing"),
    pytest.param("how much do drivers pay to cross the northern bridge?", ["north-bridge-toll"], id="in-other-words"),
    pytest.param("how much is the toll on South Bridge", ["north-bridge-toll"], id="suggestion"),
    pytest.param(f"{TOLL} {FERRY}", ["north-bridge-toll", "ferry-first-trip"], id="two-questions"),
    pytest.param("who owns the zeppelin", [], id="unknown"),
    pytest.param("Which bank collects the toll on North Bridge?", None, id="near-miss"),
    pytest.param("wie hoch ist die Maut auf der Brücke", None, id="other-language"),
]


def facts_on_discord(result: simcord.InteractionResult) -> list[str]:
    """Return the facts that a reply answers with or offers, as its buttons name them."""
    messages = [*([result.response] if result.response else []), *result.followups]
    buttons = (one for message in messages for row in message.components for one in row["components"])
    named = (one["custom_id"].split(":") for one in buttons)
    return list(dict.fromkeys(fact for _, action, fact in named if action in OF_A_FACT))


def facts_over_http(reply: dict[str, Any]) -> list[str]:
    """Return the facts that a reply answers with or offers."""
    own = [reply["fact"]] if reply["fact"] else [one["fact"] for one in reply["suggestions"]]
    return [*own, *(fact for more in reply.get("more", ()) for fact in facts_over_http(more))]


@pytest.mark.parametrize(("question", "expected"), ASKED)
async def test_a_question_leads_to_the_facts_that_it_leads_to_on_discord(
    simcord_env: simcord.Env, client: Client, question: str, expected: list[str] | None
) -> None:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("general")
    alice = guild.add_member(simcord_env.create_user("alice"))

    told = facts_on_discord(await alice.slash(channel, "ask", question=question))
    reply = await client.ask(question)

    assert facts_over_http(reply) == told
    if expected is not None:
        assert told == expected
