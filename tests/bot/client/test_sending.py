"""What becomes of a delivery that Discord, or what stands before it, refuses: nothing is given up too soon."""

from collections import Counter
from dataclasses import replace

import pytest
import simcord

from bot.client.bot import FactBot
from bot.client.sending import DiscordSender
from bot.desk.corrections import Run
from bot.desk.outgoing import Changed, LaterError
from bot.desk.records import content_of
from knowledge.model import FactBase
from tests.bot.client.support import NOON, TOLL

pytestmark = pytest.mark.simcord(shard_count=1)


async def edited(bot: FactBot, message: simcord.ResponseMessage, channel: simcord.ChannelHandle) -> str:
    """Return how an edit ends: its result, or "later", with "taken" where it may have come through."""
    fact = bot.newsroom.fact("north-bridge-toll")
    assert fact is not None
    other = replace(fact, answer="It is free.")
    base = FactBase((), {})
    changed = Changed(old=content_of(fact, base, NOON), now=content_of(other, base, NOON), fact=other, on=NOON.date())
    try:
        return await DiscordSender(bot).edit(channel.id, message.id, changed)
    except LaterError as later:
        return f"later{' fault' * later.is_fault}{' taken' * later.was_taken}"


@pytest.mark.parametrize(
    ("status", "code", "end"),
    [
        pytest.param(403, 50001, "forbidden", id="no-access"),
        pytest.param(403, 50013, "forbidden", id="no-permission"),
        pytest.param(403, 0, "later fault", id="a-proxy-s-403"),
        pytest.param(404, 0, "later fault", id="a-proxy-s-404"),
        pytest.param(404, 10008, "deleted", id="no-such-message"),
        pytest.param(404, 10003, "deleted", id="no-such-channel"),
        pytest.param(401, 0, "later", id="token-refused"),
        pytest.param(503, 0, "later fault taken", id="trouble"),
        pytest.param(400, 50035, "failed", id="our-fault"),
    ],
)
async def test_each_refusal_ends_as_it_should(  # noqa: PLR0913  its fixtures
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
    simcord_env.inject_error("PATCH", f"/channels/{channel.id}/messages/*", status=status, code=code)

    assert await edited(simcord_bot, answer, channel) == end
    assert await edited(simcord_bot, answer, channel) == "done"


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

    await sender.report(run)
    assert await sender.progress(run) is not None
