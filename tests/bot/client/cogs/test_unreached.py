"""Whoever takes no direct messages hears at the next command what was to be sent, once, and alone."""

import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import simcord
from sqlalchemy import insert

from bot.client.app import App
from bot.client.bot import FactBot
from bot.client.sending import DiscordSender
from bot.newsroom.newsroom import Newsroom
from bot.store.tables import DELIVERIES
from bot.wording.corrections import TOLD_OF_RETURN, answer_taken_back
from bot.wording.unreached import ENDED, NOT_TOLD, OFFER
from tests.bot.client.cogs.desk.support import LIGHTHOUSE, ask_in_vain, minute_passes, send_all
from tests.bot.client.support import NOON, TOLL, questions_in, rewrite

pytestmark = pytest.mark.simcord(shard_count=1)


FACT, TITLE = "north-bridge-toll", "How much is the toll on North Bridge?"
OLD, NEW = "Cars pay 4 dollars", "Cars pay 5 dollars"


@dataclass
class Owing:
    """Alice has asked to be told of something; each method lets the bot owe it to her, to be sent by ``send``."""

    env: simcord.Env
    alice: simcord.MemberActor
    channel: simcord.ChannelHandle
    bot: FactBot
    folder: Path

    async def answer(self) -> None:
        asked = await ask_in_vain(self.alice, self.channel, LIGHTHOUSE)
        await self.alice.click(asked, label="Tell me when there is an answer")
        await self.bot.newsroom.desk.queue.answer(lambda _: FACT)

    async def answer_taken_back(self) -> None:
        await self.teach()
        await send_all(self.bot)
        await self.bot.newsroom.desk.queue.untaught(FACT, LIGHTHOUSE)

    async def correction(self) -> None:
        answer = (await self.alice.slash(self.channel, "ask", question=TOLL)).response
        assert answer is not None
        await self.alice.click(answer, label="Tell me if this changes")
        await self._correct(OLD, NEW)

    async def correction_taken_back(self) -> None:
        await self.correction()
        await send_all(self.bot)
        await self._correct(NEW, OLD)

    async def teach(self) -> None:
        asked = await ask_in_vain(self.alice, self.channel, LIGHTHOUSE)
        await self.alice.click(asked, label="Tell me when there is an answer")
        queue = self.bot.newsroom.desk.queue
        (waiting,) = (await queue.page(1)).questions
        await queue.taught(waiting.number, FACT, LIGHTHOUSE)
        await minute_passes(self.bot.newsroom)

    async def _correct(self, old: str, new: str) -> None:
        newsroom = self.bot.newsroom
        await rewrite(newsroom, self.folder, old, new)
        (one,) = await newsroom.desk.corrections.outdated(newsroom.matcher.base, NOON)
        await newsroom.desk.corrections.begin(one, 77, (), NOON)

    async def send_with_messages_closed(self) -> None:
        self.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
        await self.bot.newsroom.desk.deliverer.unreached.load()
        await send_all(self.bot)


@pytest.fixture
def owing(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_bot: FactBot,
    base_folder: Path,
) -> Owing:
    return Owing(simcord_env, alice, channel, simcord_bot, base_folder)


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize(
    ("owe", "says", "offers"),
    [
        pytest.param(Owing.answer, OFFER, [TITLE], id="answer"),
        pytest.param(Owing.answer_taken_back, answer_taken_back(LIGHTHOUSE), [], id="answer-taken-back"),
        pytest.param(Owing.correction, OFFER, [TITLE], id="correction"),
        pytest.param(Owing.correction_taken_back, OFFER, [TITLE], id="correction-taken-back"),
    ],
)
async def test_a_refused_direct_message_is_told_at_the_next_command(  # noqa: PLR0913  its table
    owing: Owing,
    newsroom: Newsroom,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    owe: Callable[[Owing], Awaitable[None]],
    says: str,
    offers: list[str],
    *,
    restarted: bool,
) -> None:
    alice, channel = owing.alice, owing.channel
    await owe(owing)
    with caplog.at_level("INFO", logger="factbot"):
        await owing.send_with_messages_closed()
    assert [line for line in caplog.messages if "refused" in line] == [
        "a direct message was refused; whom it was for is told at the next command"
    ]
    assert str(alice.id) not in caplog.text
    assert (await newsroom.desk.privacy.show(alice.id)).unreached == (FACT,)
    if restarted:
        newsroom.desk.deliverer.unreached = type(newsroom.desk.deliverer.unreached)(newsroom.desk._store)
        await newsroom.desk.deliverer.unreached.load()
        await owing.env.restart_bot(App(newsroom, state=tmp_path / "commands.sha256").bot)

    first, second = [await alice.slash(channel, "about") for _ in range(2)]

    (told,) = first.followups
    assert told.content.startswith(f"{NOT_TOLD} {says}")
    assert questions_in(told.content) == offers
    assert told.flags.ephemeral
    assert not second.followups
    assert not (await newsroom.desk.privacy.show(alice.id)).unreached


async def test_an_answer_that_did_not_reach_its_asker_and_was_taken_back_is_not_told_at_a_command(
    owing: Owing, newsroom: Newsroom
) -> None:
    """She waits for the right one, as before."""
    await owing.teach()
    await owing.send_with_messages_closed()

    taken_back = await newsroom.desk.queue.untaught(FACT, LIGHTHOUSE)

    assert (taken_back.recalled, taken_back.told) == (1, 0)
    assert not (await owing.alice.slash(owing.channel, "about")).followups
    assert (await newsroom.desk.privacy.show(owing.alice.id)).awaited == (LIGHTHOUSE,)


async def corrected_by_alice(owing: Owing, newsroom: Newsroom) -> None:
    """Let Alice put right a reply of hers, to the end."""
    desk = newsroom.desk
    await owing.alice.slash(owing.channel, "ask", question=TOLL)
    await rewrite(newsroom, owing.folder, OLD, NEW)
    (one,) = await desk.corrections.outdated(newsroom.matcher.base, NOON)
    await desk.corrections.begin(one, owing.alice.id, (), NOON)
    assert (await desk.privacy.show(owing.alice.id)).corrected == (FACT,)
    sender = DiscordSender(owing.bot)
    while await desk.deliverer.step(sender):
        pass
    await desk.deliverer._end_runs(sender)


@pytest.mark.parametrize("restarted", [False, True])
async def test_an_editor_who_takes_no_messages_hears_at_a_command_how_a_correction_ended(
    owing: Owing, newsroom: Newsroom, *, restarted: bool
) -> None:
    desk, alice = newsroom.desk, owing.alice
    owing.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await corrected_by_alice(owing, newsroom)
    if restarted:
        desk.deliverer.unreached = type(desk.deliverer.unreached)(desk._store)
        await desk.deliverer.unreached.load()

    first, second = [await alice.slash(owing.channel, "about") for _ in range(2)]

    (told,) = first.followups
    assert told.content == f"{ENDED}\n- Corrected: **{TITLE}**. 1 edited."
    assert told.flags.ephemeral
    assert not second.followups
    assert not (await desk.privacy.show(alice.id)).corrected


async def test_an_editor_who_was_told_hears_nothing_at_a_command(owing: Owing, newsroom: Newsroom) -> None:
    await corrected_by_alice(owing, newsroom)

    assert not (await owing.alice.slash(owing.channel, "about")).followups
    assert not (await newsroom.desk.privacy.show(owing.alice.id)).corrected


async def test_an_answer_heard_at_a_command_is_taken_back_at_one(owing: Owing, newsroom: Newsroom) -> None:
    await owing.teach()
    await owing.send_with_messages_closed()
    assert (await owing.alice.slash(owing.channel, "about")).followups
    assert (await newsroom.desk.privacy.show(owing.alice.id)).told == (FACT,)

    taken_back = await newsroom.desk.queue.untaught(FACT, LIGHTHOUSE)
    await owing.send_with_messages_closed()

    assert taken_back.told == 1
    (told,) = (await owing.alice.slash(owing.channel, "about")).followups
    assert told.content == f"{NOT_TOLD} {answer_taken_back(LIGHTHOUSE)}"


async def test_a_correction_heard_at_a_command_is_taken_back_in_person(owing: Owing, newsroom: Newsroom) -> None:
    await owing.correction()
    await owing.send_with_messages_closed()
    assert (await owing.alice.slash(owing.channel, "about")).followups

    await owing._correct(NEW, OLD)
    await send_all(owing.bot)

    said = owing.alice.user.dm_channel.last_message
    assert said is not None
    assert TOLD_OF_RETURN in said.content


async def test_what_has_changed_once_more_before_the_command_is_not_taken_back(
    owing: Owing, newsroom: Newsroom
) -> None:
    await owing.correction()
    await owing.send_with_messages_closed()
    await rewrite(newsroom, owing.folder, NEW, OLD)

    assert (await owing.alice.slash(owing.channel, "about")).followups

    # Her own reply was put right to what no longer holds; she heard nothing but what holds.
    (one,) = await newsroom.desk.corrections.outdated(newsroom.matcher.base, NOON)
    assert (one.replies, one.retold) == (1, 0)


async def test_what_there_is_no_room_for_is_told_at_the_command_after(
    owing: Owing, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["bot.client.cogs.unreached"], "BUTTONS", 2)
    facts, deliverer = newsroom.matcher.base.facts, newsroom.desk.deliverer
    rows = [{"kind": "tell", "state": "closed", "fact": fact.id, "user": owing.alice.id} for fact in facts]
    async with newsroom.desk._store.write() as connection:
        await connection.execute(insert(DELIVERIES), rows)
    deliverer.unreached.add(owing.alice.id)

    heard = [(await owing.alice.slash(owing.channel, "about")).followups for _ in range(3)]

    assert [len(questions_in(one[0].content)) for one in heard if one] == [2, len(facts) - 2]
    assert not heard[2]
