"""The menu of a message: a finding for the asker alone, who may post it where the asker may write."""

from pathlib import Path

import discord
import pytest
import simcord
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.newsroom.newsroom import Newsroom
from tests.bot.client.support import NOON, labels, rewrite

pytestmark = pytest.mark.simcord(shard_count=1)
CLAIM = "The toll on North Bridge is 7 dollars!"
MENU = "Check against the reporting"
LINES = [
    "> The toll on North Bridge is 7 dollars!",
    "1. **How much is the toll on North Bridge?**",
    "🟢 Confirmed · last checked 1 March 2024",
    "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported.",
    "**Differs:** the message says 7 dollars, the reporting 4 dollars.",
]


async def checked(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, text: str = CLAIM
) -> simcord.InteractionResult:
    message = await alice.send(channel, text)
    return await alice.context_menu(channel, MENU, message)


def finding(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    (message,) = [*([result.response] if result.response else []), *result.followups]
    return message


async def test_a_claim_stands_beside_its_fact_and_what_differs(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await checked(alice, channel)

    assert result.ephemeral
    assert finding(result).content.splitlines()[2:] == LINES
    assert labels(finding(result)) == ["1", "Post this"]


async def test_what_was_found_is_posted_and_put_right_when_its_fact_changes(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    shown = finding(await checked(alice, channel))

    await alice.click(shown, label="Post this")

    posted = channel.last_message
    assert posted is not None
    assert posted.content.splitlines()[:4] == [LINES[0], LINES[4], LINES[1][3:], LINES[2]]
    await rewrite(newsroom, base_folder, "Cars pay 4 dollars", "Cars pay 5 dollars")
    (outdated,) = await newsroom.aftermath.review(NOON)
    assert outdated.replies == 1


async def test_where_the_asker_may_not_write_nothing_can_be_posted(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await alice.send(channel, CLAIM)
    shown = finding(await alice.context_menu(channel, MENU, message))
    denied = discord.Permissions(send_messages=True).value
    silent = Overwrite(target_id=alice.id, type=OverwriteType.MEMBER, deny=denied)
    simcord_env.backend.set_overwrite(channel.id, silent)

    refused = await alice.click(shown, label="Post this")
    again = await alice.context_menu(channel, MENU, message)

    assert refused.response is not None
    assert refused.response.content == "You may not write in this channel, so I can't post it for you here."
    assert channel.last_message is not None
    assert channel.last_message.content == CLAIM
    assert labels(finding(again)) == ["1"]


async def test_a_fact_that_is_gone_is_not_posted(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    shown = finding(await checked(alice, channel))
    await rewrite(newsroom, base_folder, "id: north-bridge-toll", "id: toll-of-the-bridge")

    result = await alice.click(shown, label="Post this")

    assert result.response is not None
    assert result.response.content.startswith("There is nothing left to post")


async def test_a_claim_on_which_nothing_bears_says_what_is_lacking(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = finding(await checked(alice, channel, "The toll on South Bridge is 4 dollars"))

    assert shown.content.splitlines()[-1] == "No checked fact says this about South Bridge."
    assert labels(shown) == []
