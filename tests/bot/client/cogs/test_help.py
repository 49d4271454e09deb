"""Greetings, thanks, /help and /about."""

import re

import discord
import pytest
import simcord

from bot.client.bot import FactBot
from bot.config import Config
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.support import TOLL, labels, questions_in, waiting

pytestmark = pytest.mark.simcord(shard_count=1)
FERRY = "When did the ferry make its first trip?"
QUESTIONS = [FERRY, "How much is the toll on North Bridge?", "Why did Anna Berg dismiss Tom Lind?"]


@pytest.fixture
def config() -> Config:
    return Config(
        questions_per_minute=100, admin_users=(77,), precision=0.8, newsroom="The Gazette", subject="the town",
        contact="desk@gazette.example", example_questions=("since when has the ferry been running",),
    )  # fmt: skip


def buttons(message: discord.Message) -> list[discord.Button]:
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    return [button for row in rows for button in row.children if isinstance(button, discord.Button)]


def mention(bot: FactBot) -> str:
    assert bot.user is not None
    return f"<@{bot.user.id}>"


@pytest.mark.parametrize("said", ["hi", "help", "", "what can I ask you?"])
async def test_a_greeting_is_met_with_who_the_bot_is_and_three_questions(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot, newsroom: Newsroom, said: str
) -> None:
    await alice.send(channel, f"{mention(simcord_bot)} {said}")

    reply = channel.last_message
    assert reply is not None
    shown = reply.content or ""
    assert shown.startswith("I answer questions about the town from facts that the editors of The Gazette have checked")
    assert questions_in(reply.content) == QUESTIONS
    assert [button.label for button in buttons(reply)] == ["1", "2", "3"]
    assert await waiting(newsroom) == []


async def test_what_a_greeting_offers_can_be_picked(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    await alice.send(channel, f"{mention(simcord_bot)} hello")

    await alice.send(channel, f"{mention(simcord_bot)} the second one")

    reply = channel.last_message
    assert reply is not None
    assert f"**{QUESTIONS[1]}**" in reply.content


async def test_a_bare_thanks_gets_a_reaction_and_no_message(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot, simcord_env: simcord.Env
) -> None:
    await alice.send(channel, f"{mention(simcord_bot)} thanks!")

    last = channel.last_message
    assert last is not None
    assert last.author.id == alice.id
    assert [entry.method for entry in simcord_env.http_requests if "/reactions/" in entry.path] == ["PUT"]


async def test_a_thanks_where_the_bot_may_not_react_is_left_alone(
    alice: simcord.MemberActor, simcord_bot: FactBot, simcord_env: simcord.Env
) -> None:
    guild = simcord_env.guild
    forbidden = discord.PermissionOverwrite(add_reactions=False)
    strict = guild.create_text_channel("strict", overwrites={guild.default_role: forbidden})

    await alice.send(strict, f"{mention(simcord_bot)} thanks")

    last = strict.last_message
    assert last is not None
    assert last.author.id == alice.id


async def test_a_greeting_by_command_is_shown_to_the_asker_alone(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "ask", question="hello")

    assert result.response is not None
    assert result.ephemeral
    assert questions_in(result.response.content) == QUESTIONS
    assert labels(result.response) == ["1", "2", "3"]


async def test_help_says_what_a_reader_can_do(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "help")

    assert result.response is not None
    shown = result.response.content or ""
    assert result.ephemeral
    assert "/privacy" in shown
    assert "/desk" not in shown
    assert questions_in(result.response.content) == QUESTIONS
    assert labels(result.response) == ["1", "2", "3"]


async def test_help_tells_admins_of_their_commands(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    newsroom.config = newsroom.config.model_copy(update={"admin_users": (alice.id,)})

    result = await alice.slash(channel, "help")

    assert result.response is not None
    shown = result.response.content or ""
    assert "/desk" in shown
    assert "/facts" in shown


async def test_help_names_every_command_and_menu(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot, newsroom: Newsroom
) -> None:
    newsroom.config = newsroom.config.model_copy(update={"admin_users": (alice.id,)})

    result = await alice.slash(channel, "help")

    assert result.response is not None
    shown = result.response.content or ""
    named = set(re.findall(r"/(\w+)|`(\w+)`", shown))
    menus = simcord_bot.tree.get_commands(type=discord.AppCommandType.message)
    assert {menu.name for menu in menus} <= set(re.findall(r"Apps → ([^*]+)", shown))
    commands = [*simcord_bot.tree.walk_commands(type=discord.AppCommandType.chat_input)]
    assert commands
    assert {command.name for command in commands} - {name for pair in named for name in pair} == {"help"}


async def test_about_says_how_to_complain(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "about")

    assert result.response is not None
    assert "Press “Not what I asked” below the answer, or write to desk@gazette.example." in result.response.content
    assert result.ephemeral


async def test_who_asks_beside_the_facts_is_told_what_they_are_about(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "ask", question="who invented the zeppelin")

    assert result.response is not None
    assert result.response.content == (
        "> who invented the zeppelin\n"
        "I have no checked fact on that. What I have is about the town. Your question has gone to the editors."
    )


async def test_a_remark_is_met_with_an_example(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "ask", question="that is a lie")

    assert result.response is not None
    assert "For instance: “since when has the ferry been running”" in (result.response.content or "")


async def test_an_example_that_no_fact_answers_is_not_offered(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    newsroom.config = newsroom.config.model_copy(update={"example_questions": ("who invented the zeppelin", TOLL)})

    result = await alice.slash(channel, "help")

    assert result.response is not None
    assert questions_in(result.response.content)[0] == "How much is the toll on North Bridge?"
