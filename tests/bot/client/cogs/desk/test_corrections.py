import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import discord
import pytest
import simcord

from bot.client.bot import FactBot
from bot.client.sending import DiscordSender
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.support import (
    FERRY_QUESTION,
    TOLL_QUESTION,
    last_of,
)
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)


@asynccontextmanager
async def delivering(bot: FactBot) -> AsyncIterator[None]:
    """Let the bot send what it owes while the block runs, and all of it before the block ends."""
    task = asyncio.create_task(bot.newsroom.desk.deliverer.run(DiscordSender(bot)))
    try:
        yield
        async with asyncio.timeout(20):
            while await bot.newsroom.desk.corrections.running():
                await asyncio.sleep(0.01)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_correction_is_offered_made_in_place_and_reported(  # noqa: PLR0913  its fixtures
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_bot: FactBot,
    newsroom: Newsroom,
    base_folder: Path,
) -> None:
    newsroom.config = newsroom.config.model_copy(update={"admin_users": (editor.id,)})
    answer = (await alice.slash(channel, "ask", question=TOLL_QUESTION)).response
    assert answer is not None
    await alice.click(answer, label="Tell me if this changes")
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")

    offer = last_of(await editor.slash(channel, "facts reload"))
    assert "(1 public reply gave the earlier answer, 1 asked to be told)" in offer.content
    async with delivering(simcord_bot):
        assert "message by message" in text_of(await editor.click(offer, label="Correct 1"))
    assert "already" in text_of(await editor.click(offer, label="Correct 1"))

    edited = channel.history()[0].embeds[0]
    assert (edited.description or "").startswith("Cars pay 5 dollars")
    fields = {field.name: field.value for field in edited.fields}
    assert fields["Earlier answer"] == "~~Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported.~~"
    assert edited.author.name == f"“{TOLL_QUESTION}”"
    told = alice.user.dm_channel.history()[-1]
    assert told.content == "You asked to be told: an answer that you got has been corrected."
    report = editor.user.dm_channel.history()[-1].content
    assert report == f"Corrected: **{TOLL_QUESTION}**. 1 edited, 1 told in person."
    assert text_of(await editor.slash(channel, "desk corrections")) == "Every public answer says what its fact says."


async def test_facts_that_are_gone_though_replies_give_them_are_listed(
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    base_folder: Path,
) -> None:
    await alice.slash(channel, "ask", question=FERRY_QUESTION)
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("id: ferry-first-trip", "id: ferry-maiden-trip"), "utf-8")
    await newsroom.reload(discord.utils.utcnow(), "test")

    told = text_of(await editor.slash(channel, "desk corrections"))

    assert told.startswith("These facts were removed, and public replies still give them.")
    assert "- `ferry-first-trip`: 1 public reply" in told


async def test_old_replies_can_be_left_as_they_are(
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    base_folder: Path,
) -> None:
    await alice.slash(channel, "ask", question=TOLL_QUESTION)
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")
    await newsroom.reload(discord.utils.utcnow(), "test")
    offer = last_of(await editor.slash(channel, "desk corrections"))

    await editor.click(offer, label="Leave 1")

    assert text_of(await editor.slash(channel, "desk corrections")) == "Every public answer says what its fact says."
