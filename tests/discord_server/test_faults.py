"""What the network, Discord and the operator do to the bot: no question that Discord delivered is lost."""

import asyncio
import contextlib
import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.discord_server.payloads import DIRECT, click, command
from tests.discord_server.process import running, start
from tests.discord_server.responses import hang, refuse
from tests.discord_server.server import CALLBACK, MESSAGES, DiscordServer

TOLL = "how much is the toll on north bridge"
TITLE = "How much is the toll on North Bridge?"
ALICE = 555


def title(reply: dict[str, Any]) -> str:
    found = re.search(r"^\*\*(.+)\*\*$", reply["content"], re.MULTILINE)
    return found[1] if found else ""


async def ask_while_away(server: DiscordServer) -> list["asyncio.Task[dict[str, object]]"]:
    asked = [asyncio.create_task(server.ask(TOLL, ALICE + number)) for number in range(5)]
    await asyncio.sleep(0)  # lets the tasks hand their questions to the gateway
    return asked


async def test_questions_of_a_dropped_connection_are_answered_after_the_resume(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder):
        await server.gateway.drop()
        asked = await ask_while_away(server)
        direct = await server.say(TOLL, ALICE, DIRECT)
        await server.gateway.wait_for(resumed=1)

        assert {title(reply) for reply in await asyncio.gather(*asked)} == {TITLE}
        assert title(await server.reply_to(direct)) == TITLE
        assert len(server.messages) == 1
        assert server.gateway.identified == 1


async def test_asked_to_reconnect_it_resumes(discord_server: DiscordServer, tmp_path: Path, base_folder: Path) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder):
        await server.gateway.ask_to_reconnect()
        await server.gateway.wait_for(resumed=1)

        assert title(await server.ask(TOLL, ALICE)) == TITLE


async def test_with_its_session_gone_it_identifies_anew(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder):
        await server.gateway.invalidate()
        await server.gateway.wait_for(identified=2)

        assert title(await server.ask(TOLL, ALICE)) == TITLE


@pytest.mark.parametrize("status", [429, 500, 502])
async def test_refused_replies_are_sent_again_and_arrive_once(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path, status: int
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder):
        for route in (CALLBACK, MESSAGES):
            server.faults[route].append(refuse(status, retry_after=0.05))

        assert title(await server.ask(TOLL, ALICE)) == TITLE
        direct = await server.say(TOLL, ALICE, DIRECT)
        assert title(await server.reply_to(direct)) == TITLE
        assert len(server.messages) == 1
        assert server.requests[CALLBACK] == server.requests[MESSAGES] == 2


async def test_a_hanging_reply_holds_up_nobody_else(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    answered = asyncio.Event()
    async with running(server, tmp_path, base_folder):
        server.faults[CALLBACK].append(hang(answered))
        first = asyncio.create_task(server.ask(TOLL, ALICE))
        await server.wait_for_requests(CALLBACK, 1)

        assert title(await server.ask(TOLL, ALICE + 1)) == TITLE
        assert not first.done()

        answered.set()
        assert title(await first) == TITLE


async def test_killed_and_started_again_it_answers_and_its_old_buttons_work(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder) as bot:
        answer = await server.ask(TOLL, ALICE)
        bot.send(signal.SIGKILL)
        await bot.ended()

    async with running(server, tmp_path, base_folder):
        sources = await server.interact(click(answer["message"], "fact:sources:north-bridge-toll", ALICE))

        assert "relying on the city council" in sources["content"]
        assert title(await server.ask(TOLL, ALICE)) == TITLE


async def test_told_to_stop_it_finishes_the_replies_under_way(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    go_on = asyncio.Event()
    async with running(server, tmp_path, base_folder) as bot:
        server.faults[CALLBACK].extend(hang(go_on) for _ in range(5))
        server.faults[MESSAGES].append(hang(go_on))
        asked = [asyncio.create_task(server.ask(TOLL, ALICE + number)) for number in range(5)]
        direct = await server.say(TOLL, ALICE, DIRECT)
        await server.wait_for_requests(CALLBACK, 5)
        await server.wait_for_requests(MESSAGES, 1)

        bot.send(signal.SIGTERM)
        await bot.said("stopping")
        go_on.set()

        assert {title(reply) for reply in await asyncio.gather(*asked)} == {TITLE}
        assert title(await server.reply_to(direct)) == TITLE
        assert await bot.ended() == 0


async def test_told_to_stop_while_discord_never_answers_it_leaves_the_reply_and_ends_within_ten_seconds(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder) as bot:
        server.faults[CALLBACK].append(hang(asyncio.Event()))
        asked = asyncio.create_task(server.ask(TOLL, ALICE))
        await server.wait_for_requests(CALLBACK, 1)

        bot.send(signal.SIGTERM)

        assert await bot.ended(10) == 0
        assert any("stopping: 1 replies under way" in line for line in bot.lines())
        assert not any("Traceback" in line for line in bot.lines())
        assert bot.lines()[-1].endswith("factbot: closed")
        asked.cancel()


async def test_told_to_stop_while_a_disk_never_answers_it_says_so_and_ends_within_ten_seconds(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    async with running(discord_server, tmp_path, base_folder) as bot:
        await bot.said("has connected to Gateway")
        # Whoever reads a pipe that nobody writes to waits for ever.
        config = tmp_path / "config.yaml"
        config.unlink()
        os.mkfifo(config)
        bot.send(signal.SIGHUP)
        pipe = await once_it_is_read(config)

        bot.send(signal.SIGTERM)

        assert await bot.ended(10) == 0
        assert bot.lines()[-1] == "something would not end and was left behind"
        os.close(pipe)


async def once_it_is_read(pipe: Path) -> int:
    """Return the other end of a pipe, which cannot be opened before somebody reads it."""
    async with asyncio.timeout(20):
        while True:
            with contextlib.suppress(OSError):
                return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            await asyncio.sleep(0.01)


async def test_sighup_reads_the_facts_again(discord_server: DiscordServer, tmp_path: Path, base_folder: Path) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder) as bot:
        text = (base_folder / "facts.yaml").read_text("utf-8")
        (base_folder / "facts.yaml").write_text("facts: [\n", "utf-8")
        bot.send(signal.SIGHUP)
        await bot.said("reload by SIGHUP refused")
        assert "4 dollars" in (await server.ask(TOLL, ALICE))["content"]

        (base_folder / "facts.yaml").write_text(text.replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")
        bot.send(signal.SIGHUP)
        await bot.said("audit: reload by SIGHUP: 0 added, 1 changed, 0 removed")
        assert "5 dollars" in (await server.ask(TOLL, ALICE))["content"]


async def test_changed_files_are_read_again_by_themselves(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder, "reload_on_change: yes") as bot:
        text = (base_folder / "facts.yaml").read_text("utf-8")
        (base_folder / "facts.yaml").write_text(text.replace("Cars pay 4 dollars", "Cars pay 5 dollars"), "utf-8")
        await bot.said("audit: reload by change of files: 0 added, 1 changed, 0 removed")

        assert "5 dollars" in (await server.ask(TOLL, ALICE))["content"]


async def test_questions_in_direct_messages_stay_out_of_the_log(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    server = discord_server
    async with running(server, tmp_path, base_folder) as bot:
        direct = await server.say("is there a zeppelin on north bridge", ALICE, DIRECT)
        await server.reply_to(direct)
        await server.interact(command("ask", {"question": "is there a zeppelin"}, ALICE, direct=True))

        assert "zeppelin" not in bot.log.read_text("utf-8")
        await bot.said("question: ")


async def test_a_refused_token_is_one_line_and_exit_code_1(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    discord_server.token, right = "another", discord_server.token
    bot = await start(discord_server, tmp_path, base_folder, token=right)

    assert await bot.ended() == 1
    assert bot.lines()[-1] == "Discord refused the token; copy it anew from the developer portal"
    assert right not in bot.log.read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        pytest.param(4014, "privileged intents", id="intents-it-may-not-have"),
        pytest.param(4004, "refused the token", id="token-taken-back"),
    ],
)
async def test_turned_away_at_the_gateway_it_says_why_and_ends(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path, code: int, reason: str
) -> None:
    discord_server.gateway.refusal = code
    bot = await start(discord_server, tmp_path, base_folder)

    assert await bot.ended() == 1
    assert reason in bot.lines()[-1]
    assert "Traceback" not in bot.log.read_text("utf-8")


async def test_a_broken_base_is_told_before_discord_is_asked(
    discord_server: DiscordServer, tmp_path: Path, base_folder: Path
) -> None:
    (base_folder / "facts.yaml").write_text("facts:\n  - id: broken\n    awnser: what\n", "utf-8")
    bot = await start(discord_server, tmp_path, base_folder)

    assert await bot.ended() == 1
    assert any("facts.yaml:3: unknown key 'awnser'" in line for line in bot.lines())
    assert not discord_server.requests
