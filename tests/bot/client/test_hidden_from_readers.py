"""A reader's whole visit, before hidden facts are in the base and after: every text, button and choice is the same."""

from collections.abc import AsyncIterator

import discord
import pytest
import simcord

from bot.client.bot import FactBot
from bot.newsroom.cooldown import Cooldown
from bot.newsroom.newsroom import Newsroom
from bot.wording.labels import MENU
from tests.bot.client.support import NOON, TOLL, labels, text_of

pytestmark = pytest.mark.simcord(shard_count=1)
HIDDEN = """
entities:
  - {id: eva-holm, name: Eva Holm, kind: person, offices: [{title: quarry master}]}
synonyms:
  - [quarry, stone pit]
sources:
  - {id: herald, publisher: Southport Herald, title: The quarry, published: 2024-03-02}
facts:
  - id: quarry-buyer
    question: Who buys the old quarry?
    phrasings: [old quarry buyer, north bridge toll buyer]
    not: [how much is the toll on north bridge today]
    answer: Eva Holm buys the old quarry in 2099.
    citations: [{source: herald}]
    related: [north-bridge-toll]
    publish_at: 2099-12-01 06:00Z
  - id: quarry-debt
    question: How much does Anna Berg owe for the quarry?
    answer: Anna Berg owes 7 million for the quarry.
    citations: [{source: gazette-2024-03-01}]
    draft: yes
  - id: quarry-tip
    question: Who told the Gazette of the quarry?
    answer: Tom Lind told the Gazette of the quarry.
    citations: [{source: gazette-2024-03-01}]
    audience: staff
"""
ASKED = (
    TOLL, "Who buys the old quarry?", "who is Eva Holm", "stone pit", "quarry", "what does Anna Berg owe",
    "north bridge toll buyer", "how much is the toll on north bridge today", "and why?", "quarrry",
    "why did the quarry master go", "who told the gazette", "why was Lind sacked by Berg",
)  # fmt: skip
TYPED = ("", "who", "who buys", "quar", "north", "eva", "how much does")


@pytest.fixture
def alice(simcord_env: simcord.Env, channel: simcord.ChannelHandle) -> simcord.MemberActor:
    """Return a reader to whom a server shows all commands, which the bot itself then refuses."""
    everything = simcord_env.guild.create_role("Owners", permissions=discord.Permissions.all())
    return simcord_env.guild.add_member(simcord_env.create_user("alice"), roles=[everything])


async def visit(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> AsyncIterator[object]:
    """Yield all that a reader is shown who tries everything."""
    for question in ASKED:
        shown = await alice.slash(channel, "ask", question=question)
        yield text_of(shown), shown.ephemeral, labels(shown.response) if shown.response else None
        if shown.response and (buttons := labels(shown.response)):
            yield text_of(await alice.click(shown.response, label=buttons[0]))
    for name in ("quarry-buyer", "quarry-debt", "quarry-tip", "no-such-fact", "north-bridge-toll"):
        yield text_of(await alice.slash(channel, "fact", question=name))
    for typed in TYPED:
        yield await alice.autocomplete(channel, "ask", "question", typed)
        yield await alice.autocomplete(channel, "fact", "question", typed)
        yield await alice.autocomplete(channel, "desk edit", "fact", typed)
    for command in ("sources", "help", "about"):
        yield text_of(await alice.slash(channel, command))
    claim = await alice.send(channel, "Eva Holm buys the quarry, and the toll on North Bridge is 9 dollars!")
    yield text_of(await alice.context_menu(channel, MENU, claim))


async def written(alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot: FactBot) -> list[str]:
    """Return what the bot replies to mentions and direct messages."""
    assert bot.user is not None
    for question in ASKED[:5]:
        await alice.send(channel, f"<@{bot.user.id}> {question}")
        await alice.send_dm(question)
    private = alice.user.dm_channel.history()
    return [one.content for one in (*channel.history(), *private) if one.author.id == bot.user.id]


async def test_a_readers_visit_is_the_same(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, simcord_bot: FactBot
) -> None:
    newsroom.cooldown = Cooldown(600)
    before = [one async for one in visit(alice, channel)]
    said = await written(alice, channel, simcord_bot)
    newsroom.forget_person(alice.id)
    (newsroom.live.folder / "hidden.yaml").write_text(HIDDEN, "utf-8")
    await newsroom.reload(NOON, "test")
    after = [one async for one in visit(alice, channel)]
    said_then = await written(alice, channel, simcord_bot)

    assert newsroom.live.served.is_in_part
    assert after == before
    assert [text for text in said_then if text not in said] == []
    assert "7 million" not in str(after)
