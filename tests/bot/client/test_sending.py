"""What becomes of a delivery that Discord, or what stands before it, refuses: nothing is given up too soon."""

from collections import Counter
from collections.abc import Awaitable
from dataclasses import replace
from pathlib import Path

import pytest
import simcord

from bot.client.bot import FactBot
from bot.client.sending import DiscordSender
from bot.desk.corrections import Run
from bot.desk.deliveries import TRIES
from bot.desk.outgoing import Changed, LaterError, Result
from bot.desk.records import content_of
from bot.newsroom.newsroom import Newsroom
from knowledge.model import FactBase
from tests.bot.client.support import NOON, TOLL, rewrite

pytestmark = pytest.mark.simcord(shard_count=1)


def changed_toll(bot: FactBot) -> Changed:
    fact = bot.newsroom.fact("north-bridge-toll")
    assert fact is not None
    other = replace(fact, answer="It is free.")
    base = FactBase((), {})
    return Changed(old=content_of(fact, base, NOON), now=content_of(other, base, NOON), fact=other, on=NOON.date())


async def end_of(sending: Awaitable[Result]) -> str:
    """Return how a sending ends: its result, or "later", with "taken" where it may have come through."""
    try:
        return await sending
    except LaterError as later:
        return f"later{' fault' * later.is_fault}{' taken' * later.was_taken}"


REFUSALS = [
    pytest.param(403, 0, "later fault", id="a-proxy-s-403"),
    pytest.param(404, 0, "later fault", id="a-proxy-s-404"),
    pytest.param(401, 0, "later", id="token-refused"),
    pytest.param(503, 0, "later fault taken", id="trouble"),
    pytest.param(400, 50035, "failed", id="our-fault"),
]


@pytest.mark.parametrize(
    ("status", "code", "end"),
    [
        *REFUSALS,
        pytest.param(403, 50001, "forbidden", id="no-access"),
        pytest.param(403, 50013, "forbidden", id="no-permission"),
        pytest.param(404, 10008, "deleted", id="no-such-message"),
        pytest.param(404, 10003, "deleted", id="no-such-channel"),
    ],
)
async def test_each_refusal_of_an_edit_ends_as_it_should(  # noqa: PLR0913  its fixtures
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_bot: FactBot,
    status: int,
    code: int,
    end: str,
) -> None:
    answer = (await alice.slash(channel, "ask", question=TOLL)).response
    assert answer is not None
    sender, changed = DiscordSender(simcord_bot), changed_toll(simcord_bot)
    simcord_env.inject_error("PATCH", f"/channels/{channel.id}/messages/*", status=status, code=code)

    assert await end_of(sender.edit(channel.id, answer.id, changed)) == end
    assert await end_of(sender.edit(channel.id, answer.id, changed)) == "done"


@pytest.mark.parametrize("route", ["/users/@me/channels", "/channels/*/messages"])
@pytest.mark.parametrize(
    ("status", "code", "end"),
    [
        *REFUSALS,
        pytest.param(403, 50007, "closed", id="takes-no-messages"),
        pytest.param(403, 50278, "closed", id="no-server-in-common"),
    ],
)
async def test_each_refusal_of_a_direct_message_ends_as_it_should(  # noqa: PLR0913  its fixtures
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    simcord_bot: FactBot,
    route: str,
    status: int,
    code: int,
    end: str,
) -> None:
    sender, changed = DiscordSender(simcord_bot), changed_toll(simcord_bot)
    simcord_env.inject_error("POST", route, status=status, code=code)

    assert await end_of(sender.tell(alice.id, changed, "first")) == end
    assert await end_of(sender.tell(alice.id, changed, "first")) == "done"
    assert len(alice.user.dm_channel.history()) == 1


async def test_a_token_refused_amid_direct_messages_loses_none_of_them(
    simcord_env: simcord.Env, alice: simcord.MemberActor, simcord_bot: FactBot, newsroom: Newsroom, base_folder: Path
) -> None:
    bob = simcord_env.guild.add_member(simcord_env.create_user("bob"))
    toll = newsroom.fact("north-bridge-toll")
    assert toll is not None
    for person in (alice, bob):
        newsroom.desk.watch_fact(person.id, toll, NOON)
    await rewrite(newsroom, base_folder, "Cars pay 4 dollars", "Cars pay 5 dollars")
    (one,) = await newsroom.desk.corrections.outdated(newsroom.matcher.base, NOON)
    await newsroom.desk.corrections.begin(one, 77, (), NOON)
    sender, deliverer = DiscordSender(simcord_bot), newsroom.desk.deliverer
    assert await deliverer.step(sender)
    simcord_env.inject_error("POST", "/channels/*/messages", status=401, times=TRIES)
    for _ in range(TRIES):
        with pytest.raises(LaterError):
            await deliverer.step(sender)

    while await deliverer.step(sender):
        pass

    assert [len(person.user.dm_channel.history()) for person in (alice, bob)] == [1, 1]


async def test_an_editor_who_takes_no_messages_is_tried_once_a_run(
    simcord_env: simcord.Env, alice: simcord.MemberActor, simcord_bot: FactBot, caplog: pytest.LogCaptureFixture
) -> None:
    sender = DiscordSender(simcord_bot)
    run = Run(number=1, fact="north-bridge-toll", channel=None, message=None, editor=alice.id, counts=Counter())
    simcord_env.inject_error("POST", "/channels/*/messages", status=403, code=50007)

    assert await sender.progress(run) is None
    # Now messages would come through.
    assert await sender.progress(run) is None
    (told,) = (line for line in caplog.messages if "goes on unseen" in line)
    assert told.startswith("correction 1 ")
    assert told.endswith("/desk corrections shows how all stands")

    assert not await sender.report(run)
    assert await sender.progress(run) is not None
