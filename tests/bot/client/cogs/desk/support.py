"""What the tests of the desk ask, and how they go about it."""

import simcord
from sqlalchemy import update

from bot.client.bot import FactBot
from bot.client.sending import DiscordSender
from bot.newsroom.newsroom import Newsroom
from bot.store.tables import DELIVERIES

LIGHTHOUSE = "who painted the lighthouse"
SLANG = "whats the damage for crossing north bridge"
TOLL_QUESTION, FERRY_QUESTION = "How much is the toll on North Bridge?", "When did the ferry make its first trip?"
TOLL = "north-bridge-toll"


async def minute_passes(newsroom: Newsroom) -> None:
    """Let the time pass in which what is owed could be taken back."""
    async with newsroom.desk._store.write() as connection:
        await connection.execute(update(DELIVERIES).values(due_at=None))


async def send_all(bot: FactBot) -> None:
    while await bot.newsroom.desk.deliverer.step(DiscordSender(bot)):
        pass


def last_of(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """Return the message that came last, or the one that took the place of "thinking"."""
    return [*([result.response] if result.response else []), *result.followups][-1]


def labels(message: simcord.ResponseMessage) -> list[list[str]]:
    return [[button["label"] for button in row["components"]] for row in message.components]


async def ask_in_vain(
    actor: simcord.MemberActor, channel: simcord.ChannelHandle, question: str
) -> simcord.ResponseMessage:
    """Ask what nothing answers, and say so where something else is suggested."""
    shown = last_of(await actor.slash(channel, "ask", question=question))
    if any("None of these" in row for row in labels(shown)):
        shown = last_of(await actor.click(shown, label="None of these"))
    assert labels(shown) == [["Tell me when there is an answer"]]
    return shown


async def shown_queue(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> simcord.ResponseMessage:
    result = await editor.slash(channel, "desk queue")
    assert result.ephemeral
    return last_of(result)


async def taught(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, fact: str = TOLL
) -> simcord.InteractionResult:
    menu = (await editor.click(await shown_queue(editor, channel), label="Teach 1")).response
    assert menu is not None
    return await said_yes(editor, await editor.select(menu, values=[fact]))


async def said_yes(editor: simcord.MemberActor, shown: simcord.InteractionResult) -> simcord.InteractionResult:
    """Confirm what would be taught, and check that it was shown before."""
    message = last_of(shown)
    assert "Whoever asks it is told:\n> " in message.content
    return await editor.click(message, label="Teach it")
