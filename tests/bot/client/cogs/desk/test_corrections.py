import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.client.bot import FactBot
from bot.client.sending import DiscordSender
from bot.desk.records import Replied, content_of
from bot.limits import EMBEDS
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.support import (
    TOLL_QUESTION,
    last_of,
)
from tests.bot.client.support import NOON, rewrite, text_of

pytestmark = pytest.mark.simcord(shard_count=1)

# As much as an answer of old could hold beside a short one.
FIELDS = [{"name": f"Position {number}", "value": "p" * 500} for number in range(4)]
CONFIRMED = "🟢 Confirmed · last checked 1 March 2024"
OLD, NEW, NEWEST = "Cars pay 4 dollars", "Cars pay 5 dollars", "Cars pay 6 dollars"
REST = "on North Bridge since March 2024, the Gazette reported."
RIGHT = "Every public answer says what its fact says."


@asynccontextmanager
async def delivering(bot: FactBot) -> AsyncIterator[None]:
    """Let the bot send what it owes while the block runs, and all of it before the block ends."""
    task = asyncio.create_task(bot.newsroom.desk.deliverer.run(DiscordSender(bot)))
    try:
        yield
        async with asyncio.timeout(90):
            while await bot.newsroom.desk.corrections.running():
                await asyncio.sleep(0.01)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@dataclass
class Asked:
    """Alice has asked for the toll in public; the editor may reload."""

    editor: simcord.MemberActor
    alice: simcord.MemberActor
    channel: simcord.ChannelHandle
    bot: FactBot
    folder: Path
    answer: simcord.ResponseMessage

    @property
    def newsroom(self) -> Newsroom:
        return self.bot.newsroom


@pytest.fixture
async def asked(  # noqa: PLR0913  what it brings together
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_bot: FactBot,
    newsroom: Newsroom,
    base_folder: Path,
) -> Asked:
    newsroom.config = newsroom.config.model_copy(update={"admin_users": (editor.id,)})
    answer = (await alice.slash(channel, "ask", question=TOLL_QUESTION)).response
    assert answer is not None
    return Asked(editor, alice, channel, simcord_bot, base_folder, answer)


def raise_toll(base_folder: Path) -> None:
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")


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
    raise_toll(base_folder)

    offer = last_of(await editor.slash(channel, "facts reload"))
    assert "(1 public reply gave the earlier answer, 1 asked to be told)" in offer.content
    async with delivering(simcord_bot):
        assert "message by message" in text_of(await editor.click(offer, label="Correct 1"))
    assert "already" in text_of(await editor.click(offer, label="Correct 1"))

    edited = channel.history()[0].content.splitlines()
    what = "“4 dollars” is now “5 dollars”."
    assert edited[1].startswith("*Changed on ")
    assert edited[1].endswith(f":* {what}")
    assert [edited[0], *edited[2:5]] == [f"> {TOLL_QUESTION}", f"**{TOLL_QUESTION}**", CONFIRMED, f"{NEW} {REST}"]
    told = alice.user.dm_channel.history()[-1].content
    assert f"{what}\n**{TOLL_QUESTION}**\n{CONFIRMED}\n{NEW} {REST}\n" in told
    assert told.endswith("\n-# You asked to be told: an answer that you got has been corrected.")
    report = editor.user.dm_channel.history()[-1].content
    assert report == f"Corrected: **{TOLL_QUESTION}**. 1 edited, 1 told in person."
    assert text_of(await editor.slash(channel, "desk corrections")) == "Every public answer says what its fact says."


async def offer_after(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> simcord.ResponseMessage:
    return last_of(await editor.slash(channel, "desk corrections"))


def buttons(message: simcord.ResponseMessage) -> list[list[str]]:
    return [[button["label"] for button in row["components"]] for row in message.components]


async def test_an_offer_shows_the_old_text_and_the_new(asked: Asked) -> None:
    await rewrite(asked.newsroom, asked.folder, OLD, NEW)

    offer = await offer_after(asked.editor, asked.channel)

    assert offer.content.splitlines()[1:] == [
        f"1. **{TOLL_QUESTION}** (1 public reply gave the earlier answer)",
        "> was: Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported. …",
        "> now: Cars pay 5 dollars on North Bridge since March 2024, the Gazette reported. …",
    ]


@pytest.mark.parametrize("label", ["Correct 1", "Leave 1"])
async def test_an_offer_of_before_a_newer_change_does_nothing_and_shows_that_change(asked: Asked, label: str) -> None:
    await rewrite(asked.newsroom, asked.folder, OLD, NEW)
    stale = await offer_after(asked.editor, asked.channel)
    await rewrite(asked.newsroom, asked.folder, NEW, NEWEST)

    told = last_of(await asked.editor.click(stale, label=label))

    assert "its fact has changed again since it was made. Nothing was done." in told.content
    assert "> now: Cars pay 6 dollars" in told.content
    assert await asked.newsroom.desk.corrections.running() == ()
    assert (await offer_after(asked.editor, asked.channel)).content.startswith("These published answers have changed.")
    # What is shown instead is an offer that holds.
    assert "message by message" in text_of(await asked.editor.click(told, label="Correct 1"))


async def test_with_a_channel_lost_and_back_its_replies_are_offered_again_and_put_right(
    asked: Asked, simcord_env: simcord.Env
) -> None:
    simcord_env.inject_error("GET", f"/channels/{asked.channel.id}/messages/*", status=403, code=50001, times=1)
    await rewrite(asked.newsroom, asked.folder, OLD, NEW)
    async with delivering(asked.bot):
        await asked.editor.click(await offer_after(asked.editor, asked.channel), label="Correct 1")
    again = await offer_after(asked.editor, asked.channel)
    assert "-# 1 in channels that I may not write in; let me in again, then press *Correct*" in again.content
    assert RIGHT not in again.content

    async with delivering(asked.bot):
        await asked.editor.click(again, label="Correct 1")

    assert f"\n{NEW}" in asked.channel.history()[0].content
    assert text_of(await asked.editor.slash(asked.channel, "desk corrections")) == RIGHT


async def test_a_fact_that_is_gone_is_withdrawn_in_place_with_the_editor_s_note(asked: Asked) -> None:
    await asked.alice.click(asked.answer, label="Tell me if this changes")
    await rewrite(asked.newsroom, asked.folder, "id: north-bridge-toll", "id: north-bridge-fee")
    offer = await offer_after(asked.editor, asked.channel)
    assert "> now: the fact was removed" in offer.content
    assert buttons(offer) == [["Withdraw 1", "Leave 1"]]

    async with delivering(asked.bot):
        form = await asked.editor.click(offer, label="Withdraw 1")
        await asked.editor.submit_modal(form, {"note": "We mixed up two bridges."})

    message = asked.channel.history()[0]
    lines = message.content.splitlines()
    assert lines[:2] == [f"> {TOLL_QUESTION}", "⚫ The newsroom no longer stands by this answer."]
    assert lines[2].endswith("We mixed up two bridges.")
    assert lines[3:] == [f"**{TOLL_QUESTION}**", f"It said: ~~{OLD} {REST}~~"]
    assert message.components == []
    told = asked.alice.user.dm_channel.history()[-1]
    assert told.content.endswith("\n-# You asked to be told: the newsroom no longer stands by an answer that you got.")
    assert text_of(await asked.editor.slash(asked.channel, "desk corrections")) == RIGHT


async def test_after_a_rollback_whoever_was_told_hears_that_it_was_taken_back(asked: Asked) -> None:
    await asked.alice.click(asked.answer, label="Tell me if this changes")
    await rewrite(asked.newsroom, asked.folder, OLD, NEW)
    async with delivering(asked.bot):
        await asked.editor.click(await offer_after(asked.editor, asked.channel), label="Correct 1")

    offer = last_of(await asked.editor.slash(asked.channel, "facts rollback"))
    assert "1 told in person, who would hear that it was taken back" in offer.content
    async with delivering(asked.bot):
        await asked.editor.click(offer, label="Correct 1")

    told = asked.alice.user.dm_channel.history()
    assert [one.content.rpartition("\n-# ")[2] for one in told] == [
        "You asked to be told: an answer that you got has been corrected.",
        "A correction that I told you of has been taken back: the answer is again as it was before.",
    ]
    assert f"“5 dollars” is now “4 dollars”.\n**{TOLL_QUESTION}**\n{CONFIRMED}\n{OLD} {REST}" in told[-1].content


async def test_replies_of_old_go_on_being_corrected(asked: Asked, simcord_env: simcord.Env) -> None:
    """A reply that was an embed becomes a text; of several embeds in one message, that of the fact is put right."""
    assert asked.bot.user is not None
    fact = asked.newsroom.fact("north-bridge-toll")
    assert fact is not None
    toll: dict[str, Any] = {"title": TOLL_QUESTION, "description": f"{OLD} {REST}", "author": {"name": "“toll?”"}}
    ferry: dict[str, Any] = {"title": "When did the ferry sail?", "description": "f" * 3000, "fields": FIELDS}
    for embeds in ([toll], [toll, ferry]):
        old = simcord_env.backend.create_message(asked.channel.id, asked.bot.user.id, embeds=embeds)
        replied = Replied(at=NOON, outcome="answer", channel=asked.channel.id, message=old.id)
        asked.newsroom.desk.replied(replied, content_of(fact, asked.newsroom.matcher.base, NOON))
    await rewrite(asked.newsroom, asked.folder, OLD, NEW)

    async with delivering(asked.bot):
        await asked.editor.click(await offer_after(asked.editor, asked.channel), label="Correct 1")

    _, alone, together = asked.channel.history()
    assert alone.content.startswith("> toll?\n*Changed on ")
    assert f"“4 dollars” is now “5 dollars”.\n**{TOLL_QUESTION}**\n{CONFIRMED}\n{NEW} {REST}\n" in alone.content
    assert not alone.embeds
    first, second = together.embeds
    assert f"\n{NEW} {REST}\n" in (first.description or "")
    assert "“4 dollars” is now “5 dollars”." in (first.description or "")
    assert (first.author.name, second.title) == ("“toll?”", "When did the ferry sail?")
    assert len(first) + len(second) <= EMBEDS
    assert text_of(await asked.editor.slash(asked.channel, "desk corrections")) == RIGHT


async def test_old_replies_can_be_left_as_they_are_and_are_not_said_to_be_right(asked: Asked) -> None:
    await rewrite(asked.newsroom, asked.folder, OLD, NEW)

    await asked.editor.click(await offer_after(asked.editor, asked.channel), label="Leave 1")

    assert text_of(await asked.editor.slash(asked.channel, "desk corrections")) == (
        "Left by an editor with an earlier answer: 1 public reply.\nEvery other public answer says what its fact says."
    )
