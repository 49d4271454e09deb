"""The desk over the wire: a whole day, what Discord refuses, what a person may have erased."""

import asyncio
import re
import signal
from pathlib import Path

import pytest

from bot.desk.deliveries import TRIES
from tests.discord_server.day import live_a_day
from tests.discord_server.payloads import CHANNELS, DIRECT, Payload, click, command
from tests.discord_server.process import ADMIN, BotProcess, cache_of, running, start
from tests.discord_server.responses import refuse, refuse_with_a_page
from tests.discord_server.server import MESSAGE, DiscordServer

TOLL, QUESTION = "north-bridge-toll", "How much is the toll on North Bridge?"
OLD, NEW = "Cars pay 4 dollars", "Cars pay 5 dollars"
ALICE, BOB, CAROL = 1_000_000_555, 1_000_000_556, 1_000_000_557
DESK = CHANNELS[-1]
SETTINGS = (f"desk_channel: {DESK}", "corrections_per_minute: 6000")
HIDDEN = "who owns the sequestered zeppelin"


async def test_a_newsroom_s_day(discord_server: DiscordServer, tmp_path: Path, either_store: str) -> None:
    day = await live_a_day(discord_server, tmp_path, either_store)

    assert day.books.faults == []


def rewrite(folder: Path, old: str, new: str) -> None:
    facts = folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace(old, new), "utf-8")


def button(shown: Payload, label: str) -> str:
    buttons = [one for row in shown["components"] for one in row["components"]]
    return str(next(one["custom_id"] for one in buttons if one["label"] == label))


async def press(server: DiscordServer, shown: Payload, label: str, person: int) -> Payload:
    return await server.interact(click(shown, button(shown, label), person))


async def offer_after_reload(server: DiscordServer) -> Payload:
    interaction = command("facts reload", {}, ADMIN)
    await server.interact(interaction)
    async with asyncio.timeout(90):
        while len(server.replies_to(interaction)) < 3:
            await asyncio.sleep(0.01)
    return dict(server.replies_to(interaction)[-1]["message"])


async def desk_says(server: DiscordServer, pattern: str, channel: int = DESK) -> str:
    async with asyncio.timeout(90):
        while True:
            for one in server.kept.in_channel(channel):
                if re.search(pattern, one["content"]):
                    return str(one["content"])
            await asyncio.sleep(0.01)


async def test_what_discord_refuses_is_tried_again_or_counted_and_each_reply_is_put_right_once(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, *SETTINGS):
        replies = [await server.ask_in(CHANNELS[n % 3], QUESTION, ALICE + n) for n in range(9)]
        for person in (BOB, CAROL):
            await press(server, replies[0]["message"], "Tell me if this changes", person)
        server.kept.delete(replies[0]["message"]["id"])
        server.kept.locked.add(str(CHANNELS[1]))
        server.kept.close_to(CAROL)
        rewrite(base_folder, OLD, NEW)
        offer = await offer_after_reload(server)
        for fault in (refuse(429, retry_after=0.05), refuse(502), refuse(500)):
            server.faults[f"PATCH {MESSAGE}"].append(fault)

        await press(server, offer, "Correct 1", ADMIN)
        report = await desk_says(server, "^Corrected")

        assert report == (
            f"Corrected: **{QUESTION}**. 5 edited, 1 deleted since, 3 in channels that I may no longer write in, "
            "1 told in person, 1 not told: they take no messages. "
            "What is not put right is offered again by /desk corrections, with the reason."
        )
        seen = [server.kept.by_id.get(reply["message"]["id"]) for reply in replies]
        edited = [f"\n{NEW}" in one["content"] if one else None for one in seen]
        assert edited == [None, False, True, True, False, True, True, False, True]
        assert len(server.kept.to_person(BOB)) == 1
        # Of the channel that is lost one message was asked for, and no other.
        assert server.requests[f"GET {MESSAGE}"] == 7


async def test_a_reply_that_a_proxy_keeps_from_being_edited_is_listed_with_the_reason_and_put_right_later(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, *SETTINGS, command="hasty run"):
        reply = await server.ask(QUESTION, ALICE)
        rewrite(base_folder, OLD, NEW)
        offer = await offer_after_reload(server)
        server.faults[f"PATCH {MESSAGE}"].extend([refuse_with_a_page(403)] * 10 * TRIES)
        await press(server, offer, "Correct 1", ADMIN)
        await desk_says(server, "^Corrected.*1 could not be edited.*offered again")
        assert f"\n{OLD}" in server.kept.by_id[reply["message"]["id"]]["content"]
        server.faults.clear()

        again = await server.interact(command("desk corrections", {}, ADMIN))

        assert "-# 1 that Discord did not let me edit" in again["content"]
        await press(server, again["message"], "Correct 1", ADMIN)
        await desk_says(server, "^Corrected.*1 edited")
        assert f"\n{NEW}" in server.kept.by_id[reply["message"]["id"]]["content"]


async def test_too_many_edits_of_old_messages_only_slow_it_down(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, *SETTINGS) as bot:
        reply = await server.ask(QUESTION, ALICE)
        rewrite(base_folder, OLD, NEW)
        offer = await offer_after_reload(server)
        server.faults[f"PATCH {MESSAGE}"].append(refuse(400, code=30046))
        await press(server, offer, "Correct 1", ADMIN)
        await server.wait_for_requests(f"PATCH {MESSAGE}", 1)
        # Rather than wait a minute for it, a restart takes the correction up where it was.
        bot.send(signal.SIGTERM)
        assert await bot.ended() == 0
    async with running(server, tmp_path, base_folder, *SETTINGS):
        await desk_says(server, "^Corrected.*1 edited")

    assert f"\n{NEW}" in server.kept.by_id[reply["message"]["id"]]["content"]
    assert server.kept.edits[reply["message"]["id"]] == 1


async def test_facts_changed_while_the_bot_was_down_are_offered_at_the_start(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, *SETTINGS) as bot:
        await server.ask(QUESTION, ALICE)
        bot.send(signal.SIGTERM)
        assert await bot.ended() == 0
    rewrite(base_folder, OLD, NEW)

    async with running(server, tmp_path, base_folder, *SETTINGS):
        told = await desk_says(server, "Shall I put right")

    assert f"**{QUESTION}** (1 public reply gave the earlier answer)" in told


async def test_a_reply_in_plain_text_is_put_right_in_plain_text(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, *SETTINGS):
        interaction = command("ask", {"question": QUESTION}, ALICE) | {"app_permissions": str(1 << 11)}
        reply = await server.interact(interaction)
        assert reply["content"].startswith(
            f"> {QUESTION}\n**{QUESTION}**\n🟢 Confirmed · last checked 1 March 2024\nCars pay 4"
        )
        rewrite(base_folder, OLD, NEW)
        await press(server, await offer_after_reload(server), "Correct 1", ADMIN)
        await desk_says(server, "^Corrected")

    text = server.kept.by_id[reply["message"]["id"]]["content"]
    asked, changed, *lines = text.splitlines()
    assert asked == f"> {QUESTION}"
    assert changed.endswith(":* “4 dollars” is now “5 dollars”.")
    assert "\n".join(lines).startswith(f"**{QUESTION}**\n🟢 Confirmed · last checked 1 March 2024\nCars pay 5")


async def test_without_a_channel_the_editor_hears_of_it_in_person(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, SETTINGS[1]):
        await server.ask(QUESTION, ALICE)
        rewrite(base_folder, OLD, NEW)
        await press(server, await offer_after_reload(server), "Correct 1", ADMIN)

        await desk_says(server, "^Corrected.*1 edited", DIRECT * 10**6 + ADMIN)


async def test_a_channel_of_the_desk_that_is_not_there_is_told_at_the_start(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    async with running(discord_server, tmp_path, base_folder, "desk_channel: 12") as bot:
        await bot.said("desk_channel 12 can't be found")
        await bot.said("copy its id in Discord, and let the bot see it and write there")


async def test_a_folder_for_the_state_that_cannot_be_written_ends_it_with_one_line(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    (tmp_path / "blocker").touch()

    bot = await start(discord_server, tmp_path, base_folder, "state: ./blocker")

    assert await bot.ended() == 1
    assert bot.lines()[-1].startswith(f"state: {tmp_path}/blocker is no folder that can be written (")
    assert bot.lines()[-1].endswith("; name another, or let the bot write there")


async def test_the_digest_comes_once_a_day_however_often_the_bot_starts(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    settings = (*SETTINGS, "digest_hour: 0")
    async with running(server, tmp_path, base_folder, *SETTINGS):
        await server.ask("who painted the lighthouse", ALICE)
    for _ in range(2):
        async with running(server, tmp_path, base_folder, *settings) as bot:
            digest = await desk_says(server, "waits for an answer")
            bot.send(signal.SIGTERM)
            assert await bot.ended() == 0

    assert "“who painted the lighthouse”" in digest
    assert len(server.kept.in_channel(DESK)) == 1


@pytest.mark.usefixtures("own_cache")
async def test_forgotten_is_forgotten_in_every_file(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    """The store, the journal, the log, the cache, the facts: whatever the bot may have written to."""
    server = discord_server
    async with running(server, tmp_path, base_folder, *SETTINGS) as bot:
        asked = await server.ask(HIDDEN, ALICE)
        answer = await server.ask(QUESTION, ALICE)
        await press(server, asked["message"], "Tell me when there is an answer", ALICE)
        await press(server, answer["message"], "Tell me if this changes", ALICE)
        await server.reply_to(await server.say(HIDDEN, ALICE, DIRECT))
        await server.interact(command("facts reload", {}, ALICE))
        await press(server, answer["message"], "Not what I asked", ALICE)
        kept = await server.interact(command("privacy show", {}, ALICE))
        assert HIDDEN in kept["content"]
        assert traces(tmp_path, bot)

        await server.interact(command("privacy forget", {}, ALICE))

        assert traces(tmp_path, bot) == []
        bot.send(signal.SIGTERM)
        assert await bot.ended() == 0
        assert traces(tmp_path, bot) == []
    assert cache_of(tmp_path).is_dir()


def traces(folder: Path, bot: BotProcess) -> list[str]:
    """Return the files in which something of Alice can be found."""
    words = (str(ALICE).encode(), b"sequestered")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert bot.log in files
    return [path.name for path in files if any(word in path.read_bytes() for word in words)]
