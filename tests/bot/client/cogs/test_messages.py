"""What is said to the bot: a question, or something to hold against the reporting; and what is nothing of either."""

from typing import Any

import discord
import pytest
import simcord
from simcord.backend.models import Poll, PollAnswer
from simcord.enums import MessageType

from bot.client.bot import FactBot
from bot.newsroom.newsroom import Newsroom
from bot.wording.notices import NOT_SHOWN, NOTHING_BEARS, ONLY_ROLE
from tests.bot.client.support import TOLL, questions_in, text_of, waiting

pytestmark = pytest.mark.simcord(shard_count=1)
CLAIM = "The toll on North Bridge is 7 dollars!"
TOLL_QUESTION = "How much is the toll on North Bridge?"


def said_by(bot: FactBot, channel: simcord.ChannelHandle) -> list[discord.Message]:
    """Return what the bot has said in a channel, oldest first."""
    assert bot.user is not None
    return [message for message in channel.history() if message.author.id == bot.user.id]


def offered(message: discord.Message) -> list[str]:
    return questions_in(message.content)


def own_role(env: simcord.Env, bot: FactBot) -> int:
    """Return the role that Discord has made for the bot, which nobody else can have."""
    made = env.guild.create_role("factbot")
    guild = bot.get_guild(env.guild.id)
    role = guild.get_role(made.id) if guild else None
    assert role is not None
    assert bot.user is not None
    role.tags = discord.RoleTags({"bot_id": str(bot.user.id)})
    return made.id


def mention(bot: FactBot) -> str:
    assert bot.user is not None
    return f"<@{bot.user.id}>"


async def test_a_forward_in_a_direct_message_is_held_against_the_reporting(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    claim = await alice.send(channel, CLAIM)
    direct = (await alice.send_dm("hello")).channel
    forwarded = {"type": 1, "channel_id": str(channel.id), "message_id": str(claim.id)}
    simcord_env.backend.create_message(direct.id, alice.id, reference=forwarded)
    await simcord_env.settle()

    sent = [entry.json for entry in simcord_env.http_requests if entry.method == "POST"][-1]
    assert sent is not None
    assert questions_in(sent["content"]) == [TOLL_QUESTION]


async def test_a_mention_in_reply_to_a_claim_holds_it_against_the_reporting(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    claim = await alice.send(channel, f"{CLAIM} {mention(simcord_bot)}")

    await alice.send(channel, mention(simcord_bot), reply_to=claim)

    assert offered(said_by(simcord_bot, channel)[-1]) == [TOLL_QUESTION]


async def test_a_message_that_discord_keeps_back_is_said_to_be(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    claim = await alice.send(channel, CLAIM)

    await alice.send(channel, mention(simcord_bot), reply_to=claim)

    assert said_by(simcord_bot, channel)[-1].content == NOT_SHOWN


async def test_a_mention_added_by_an_edit_counts_once(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    asked = await alice.send(channel, TOLL)
    assert not said_by(simcord_bot, channel)

    await alice.edit(asked, f"{mention(simcord_bot)} {TOLL}")
    await alice.edit(asked, f"{mention(simcord_bot)} {TOLL}?")

    assert len(said_by(simcord_bot, channel)) == 1


async def test_a_ping_of_the_bots_own_role_counts(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    other = simcord_env.guild.create_role("readers")
    await simcord_env.settle()
    own = own_role(simcord_env, simcord_bot)

    await alice.send(channel, f"<@&{other.id}> {TOLL}")
    assert not said_by(simcord_bot, channel)
    await alice.send(channel, f"<@&{own}> {TOLL}")

    # The text of such a message is kept back from a bot without a privileged intent.
    assert [one.content for one in said_by(simcord_bot, channel)] == [ONLY_ROLE]
    await alice.send(channel, f"<@&{own}> {mention(simcord_bot)} {TOLL}")
    assert "Cars pay 4 dollars" in said_by(simcord_bot, channel)[-1].content


async def test_pins_threads_and_webhooks_ask_nothing(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    kinds = (MessageType.PINS_ADD, MessageType.THREAD_CREATED, MessageType.RECIPIENT_ADD, MessageType.POLL_RESULT)
    for kind in kinds:
        text = f"{mention(simcord_bot)} {TOLL}"
        simcord_env.backend.create_message(channel.id, alice.id, text, message_type=kind)
    await simcord_env.guild.create_webhook(channel).send(f"{mention(simcord_bot)} {TOLL}")
    await simcord_env.settle()

    assert not said_by(simcord_bot, channel)


async def test_a_link_to_a_source_of_the_base_shows_what_rests_on_it(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    await alice.send(channel, f"{mention(simcord_bot)} https://www.gazette.example/bridge/?utm_source=mail")
    await alice.send(channel, f"{mention(simcord_bot)} https://elsewhere.example/bridge")

    linked, strange = said_by(simcord_bot, channel)
    assert len(offered(linked)) == 3
    assert strange.content == NOTHING_BEARS


async def test_a_claim_at_the_end_of_a_long_text_is_found(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot, newsroom: Newsroom
) -> None:
    talk = "My aunt came by on her bicycle and told us of her garden. " * 30

    await alice.send(channel, f"{mention(simcord_bot)} {talk}{CLAIM}")

    assert offered(said_by(simcord_bot, channel)[-1]) == [TOLL_QUESTION]
    assert not await waiting(newsroom)


async def test_a_question_that_nothing_answers_goes_to_the_editors_whatever_it_replies_to(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot, newsroom: Newsroom
) -> None:
    claim = await alice.send(channel, CLAIM)

    await alice.send(channel, f"{mention(simcord_bot)} who invented the zeppelin", reply_to=claim)

    assert "gone to the editors" in said_by(simcord_bot, channel)[-1].content
    assert ("who invented the zeppelin", "nothing near", None) in await waiting(newsroom)


@pytest.mark.parametrize("where", ["field", "layout", "poll", "forward"])
async def test_the_menu_reads_what_is_there(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, where: str
) -> None:
    message = await holding(simcord_env, alice, channel, where)

    result = await alice.context_menu(channel, "Check against the reporting", message)

    assert f"**{TOLL_QUESTION}**" in text_of(result)


async def holding(
    env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, where: str
) -> discord.Message:
    """Return a message that has the claim in a place other than its text."""
    field: dict[str, Any] = {"title": "Today", "fields": [{"name": "Bridge", "value": CLAIM}]}
    text = {"type": 17, "id": 1, "components": [{"type": 10, "id": 2, "content": CLAIM}]}
    held: dict[str, dict[str, Any]] = {"field": {"embeds": [field]}, "layout": {"components": [text], "flags": 1 << 15}}
    if where == "forward":
        return await alice.forward(await alice.send(channel, CLAIM), channel)
    held["poll"] = {
        "poll": Poll("What is the toll on North Bridge?", [PollAnswer(1, "7 dollars")], "2099-01-01T00:00:00+00:00")
    }
    env.backend.create_message(channel.id, alice.id, **held[where])
    await env.settle()
    return channel.history()[-1]
