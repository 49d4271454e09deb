"""Forums: a new post is answered where that is sure; else nothing is said there, and the desk knows of it."""

from dataclasses import dataclass, replace
from typing import cast

import discord
import pytest
import simcord
from simcord.backend.models import Channel
from sqlalchemy import delete

from bot.client.bot import FactBot
from bot.client.cogs.forums import Forums
from bot.newsroom.newsroom import Newsroom
from bot.store.tables import REPLIES
from bot.wording.desk import page_in_words
from tests.bot.client.support import NOON, TOLL, rewrite, waiting

pytestmark = pytest.mark.simcord(shard_count=1)
UNSURE, UNKNOWN = "how much is the toll on south bridge", "who invented the zeppelin"


@pytest.fixture
def forum(simcord_env: simcord.Env, alice: simcord.MemberActor, newsroom: Newsroom) -> simcord.ChannelHandle:
    """Return a forum that the configuration names."""
    made = simcord_env.guild.create_forum_channel("ask-the-newsroom")
    newsroom.config = newsroom.config.model_copy(update={"forum_channels": (made.id,)})
    return made


@dataclass
class Posting:
    """Posts in a forum as Discord has it: a thread, then a first message of the same id."""

    env: simcord.Env
    forum: int
    author: int

    async def __call__(self, title: str, text: str = "There is more to say.", *, is_told: bool = True) -> Channel:
        starter = self.env.backend.prepare_message(self.forum, self.author, text)
        thread = self.env.backend.create_thread(self.forum, title, self.author, message_id=starter.id, broadcast=False)
        starter.channel_id = thread.id
        if is_told:
            self.env.backend.announce_thread_create(thread)
        self.env.backend.commit_message(starter, broadcast=is_told)
        await self.env.settle()
        return thread

    def archive(self, thread: Channel, *, is_archived: bool = True) -> None:
        self.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": is_archived})


@pytest.fixture
def post(simcord_env: simcord.Env, forum: simcord.ChannelHandle, alice: simcord.MemberActor) -> Posting:
    """Return what lets Alice post in the chosen forum."""
    return Posting(simcord_env, forum.id, alice.id)


def cog_of(bot: FactBot) -> Forums:
    # An extension is imported anew by each bot that loads it, so its classes are not those of this module.
    return cast("Forums", bot.get_cog("Forums"))


def said_in(env: simcord.Env, thread: Channel) -> list[str]:
    messages = env.backend.messages[thread.id].values()
    return [one.content for one in messages if one.author_id == env.backend.bot_user.id]


async def done(newsroom: Newsroom, thread: Channel) -> bool:
    return not await newsroom.desk.posts.new_among([thread.id])


async def test_a_sure_answer_comes_below_the_post(
    simcord_env: simcord.Env,
    post: Posting,
    newsroom: Newsroom,
) -> None:
    thread = await post(TOLL)

    (said,) = said_in(simcord_env, thread)
    assert "Cars pay 4 dollars" in said
    assert await done(newsroom, thread)
    assert not await waiting(newsroom)


@pytest.mark.parametrize(("title", "reason"), [(UNSURE, "unsure"), (UNKNOWN, "nothing near")])
async def test_what_is_not_sure_goes_to_the_desk_and_nothing_is_said(
    simcord_env: simcord.Env, post: Posting, newsroom: Newsroom,
    title: str, reason: str,
) -> None:  # fmt: skip
    thread = await post(title)

    assert said_in(simcord_env, thread) == []
    (left,) = (await newsroom.desk.queue.page(1)).questions
    assert (left.text, left.reason, left.channel) == (title, reason, thread.id)
    assert f"in the post <#{thread.id}>" in page_in_words(await newsroom.desk.queue.page(1), "open", newsroom.questions)


async def test_a_post_is_dealt_with_once_whatever_is_told_again(
    simcord_env: simcord.Env, post: Posting, simcord_bot: FactBot
) -> None:
    thread = await post(TOLL)
    cog = cog_of(simcord_bot)
    starter = simcord_env.backend.messages[thread.id][thread.id]

    simcord_env.backend.announce_thread_create(thread)
    simcord_env.backend.announce_message_create(starter)
    await simcord_env.settle()
    # As after a restart, when all that is left is what the store has.
    cog._taken.clear()
    simcord_env.backend.announce_message_create(starter)
    await simcord_env.settle()
    await cog.catch_up(discord.utils.snowflake_time(thread.id))

    assert len(said_in(simcord_env, thread)) == 1


async def test_what_is_no_new_post_asks_nothing(
    simcord_env: simcord.Env, post: Posting, alice: simcord.MemberActor, newsroom: Newsroom
) -> None:  # fmt: skip
    backend = simcord_env.backend
    other = simcord_env.guild.create_forum_channel("hobbies")
    assert backend.bot_user is not None
    quiet = [
        await replace(post, forum=other.id)(TOLL),
        await replace(post, author=backend.bot_user.id)(TOLL),
        await replace(post, author=simcord_env.create_user("helper", bot=True).id)(TOLL),
        backend.create_thread(other.id, TOLL, alice.id),
        await post("Hello everybody!"),
    ]
    old = await post(UNKNOWN)
    backend.edit_channel(old.id, {"name": TOLL})
    post.archive(old)
    post.archive(old, is_archived=False)
    await alice.send(simcord.ChannelHandle(simcord_env, simcord_env.guild, old), TOLL)
    await simcord_env.settle()

    assert [said_in(simcord_env, thread)[1:] if thread is quiet[1] else said_in(simcord_env, thread)
            for thread in (*quiet, old)] == [[], [], [], [], [], []]  # fmt: skip
    assert [text for text, _, _ in await waiting(newsroom)] == [UNKNOWN]


async def test_nobody_is_answered_without_end(
    simcord_env: simcord.Env,
    post: Posting,
    newsroom: Newsroom,
) -> None:
    for _ in range(newsroom.config.questions_per_minute):
        newsroom.cooldown.wait(post.author, discord.utils.utcnow())

    thread = await post(TOLL)

    assert said_in(simcord_env, thread) == []


async def test_a_text_that_mentions_the_bot_is_answered_once(
    simcord_env: simcord.Env, post: Posting, simcord_bot: FactBot, newsroom: Newsroom
) -> None:  # fmt: skip
    assert simcord_bot.user is not None
    me = simcord_bot.user.mention

    by_title = await post(TOLL, f"{me} do you know?")
    by_text = await post("A question for the newsroom", f"{me} {TOLL}")
    by_name = await post(UNKNOWN, me)

    (titled,), (told,) = said_in(simcord_env, by_title), said_in(simcord_env, by_text)
    assert "Cars pay 4 dollars" in titled
    assert "Cars pay 4 dollars" in told
    assert said_in(simcord_env, by_name) == []
    assert [text for text, _, _ in await waiting(newsroom)] == [UNKNOWN]


async def test_what_was_posted_while_the_bot_was_away_is_dealt_with_once_it_is_back(
    simcord_env: simcord.Env, post: Posting, simcord_bot: FactBot, newsroom: Newsroom
) -> None:  # fmt: skip
    cog = cog_of(simcord_bot)
    await newsroom.desk.posts.watched_since(post.forum, NOON)
    sure = await post(TOLL, is_told=False)
    unsure = await post(UNKNOWN, is_told=False)
    for thread in (sure, unsure):
        post.archive(thread)

    for _ in range(2):
        await cog.catch_up(discord.utils.snowflake_time(unsure.id))

    assert [len(said_in(simcord_env, thread)) for thread in (sure, unsure)] == [1, 0]
    assert await waiting(newsroom) == [(UNKNOWN, "nothing near", None)]


async def test_what_was_posted_before_the_forum_was_chosen_is_left_alone(
    simcord_env: simcord.Env, post: Posting, simcord_bot: FactBot
) -> None:
    thread = await post(TOLL, is_told=False)

    await cog_of(simcord_bot).catch_up(discord.utils.snowflake_time(thread.id))

    assert said_in(simcord_env, thread) == []


async def test_a_reply_that_was_sent_and_not_noted_is_taken_for_what_it_is(
    simcord_env: simcord.Env, post: Posting, simcord_bot: FactBot, newsroom: Newsroom
) -> None:  # fmt: skip
    cog = cog_of(simcord_bot)
    await newsroom.desk.posts.watched_since(post.forum, NOON)
    thread = await post(TOLL)
    await newsroom.desk.clerk.settle()
    async with newsroom.desk._store.write() as connection:
        await connection.execute(delete(REPLIES))
    cog._taken.clear()
    await rewrite(newsroom, newsroom.live.folder, "Cars pay 4 dollars", "Cars pay 5 dollars")

    await cog.catch_up(discord.utils.snowflake_time(thread.id))

    (said,) = said_in(simcord_env, thread)
    assert "Cars pay 5 dollars" in said
    assert await done(newsroom, thread)
