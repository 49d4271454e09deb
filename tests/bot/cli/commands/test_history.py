"""``factbot history`` and ``factbot ask --as-of``: from the files alone, and with the store of a bot."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.desk.history import History
from bot.store.opening import Store, store_url
from knowledge.decision.matcher import Matcher
from tests.bot.cli.support import PAID, TOLL, Run, replies

ID = "north-bridge-toll"


@pytest.fixture
def config(tmp_path: Path, town_folder: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(f"facts: {town_folder}\nstate: ./state\n", "utf-8")
    return path


@pytest.fixture
def recorded(config: Path, town: Matcher) -> Path:
    """Return the configuration of a bot that has recorded what it says since 2 March 2024."""

    async def record() -> None:
        store = Store(store_url(f"sqlite:///{config.parent / 'state' / 'factbot.sqlite'}"))
        await History(store).record(town.base, datetime(2024, 3, 2, 12, tzinfo=UTC), "ed")
        await store.close()

    asyncio.run(record())
    return config


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("history", "toll-of-the-bridge"), "no fact has the id 'toll-of-the-bridge'"),
        (
            ("ask", TOLL, "--as-of", "2024-02-30"),
            "“2024-02-30” is no day; 2024-02 has the days from",
        ),
        (("ask", TOLL, "--as-of", "2999-01-01"), "“2999-01-01” is yet to come; write a day such as 2026-03-01."),
        (("ask", "--jsonl", "--as-of", "2024-03-01"), "--as-of goes with one question, not with --jsonl"),
    ],
)
def test_what_cannot_be_read_is_wrong_usage(run: Run, config: Path, words: tuple[str, ...], says: str) -> None:
    result = run(*words, "--config", str(config))

    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_without_a_store_nobody_knows_and_none_is_made(run: Run, config: Path) -> None:
    shown = run("history", ID, "--config", str(config))
    asked = run("ask", TOLL, "--as-of", "2024-03-05", "--config", str(config))

    assert "Nobody has recorded what was said before: that begins when the bot first runs." in shown.stdout
    assert "We don't know what we said then" in asked.stdout
    assert PAID not in asked.stdout
    assert not (config.parent / "state").exists()


def test_with_a_store_it_says_what_was_said(run: Run, recorded: Path) -> None:
    shown = run("history", ID, "--config", str(recorded))
    asked = run("ask", TOLL, "--as-of", "2024-03-05", "--config", str(recorded))

    assert f"since 2 March 2024, 12:00 UTC or earlier · 🟢 Confirmed\n{PAID}\n(served by ed)" in shown.stdout
    assert PAID in asked.stdout
    assert "- Northfield Gazette, “The bridge, the ferry and the mayor”, 1 March 2024" in asked.stdout


def test_of_another_base_that_store_says_nothing(run: Run, recorded: Path, base_folder: Path) -> None:
    asked = run("ask", TOLL, "--as-of", "2024-03-05", "--config", str(recorded), "--facts", str(base_folder))

    assert "We don't know what we said then" in asked.stdout


def test_json_keeps_what_was_said_apart_from_what_was_published(run: Run, recorded: Path) -> None:
    (found,) = replies(run("ask", TOLL, "--json", "--as-of", "2024-03-05", "--config", str(recorded)))
    (early,) = replies(run("ask", TOLL, "--json", "--as-of", "2023-03-05", "--config", str(recorded)))

    assert (found["fact"], found["known"], found["as_of"]) == (ID, "said", "2024-03-05")
    assert [one["answer"] for one in found["said"]] == [PAID]
    assert [one["id"] for one in found["published"]] == ["gazette-2024-03-01"]
    assert (early["known"], early["said"], early["published"]) == ("unknown", [], [])
    assert PAID not in json.dumps(early)


def test_what_is_not_sure_has_the_same_keys(run: Run, recorded: Path) -> None:
    (sure,) = replies(run("ask", TOLL, "--json", "--as-of", "2024-03-05", "--config", str(recorded)))
    (unsure,) = replies(run("ask", "who is it", "--json", "--as-of", "2024-03-05", "--config", str(recorded)))

    assert list(unsure) == list(sure)
    assert (unsure["fact"], unsure["known"], unsure["said"]) == (None, None, [])


def test_the_site_shows_what_a_fact_said_before(run: Run, config: Path, town: Matcher, tmp_path: Path) -> None:
    toll = replace(town.base.facts[0], answer="Cars paid <3> dollars.")
    before = replace(town.base, facts=(toll, *town.base.facts[1:]))

    async def record() -> None:
        store = Store(store_url(f"sqlite:///{config.parent / 'state' / 'factbot.sqlite'}"))
        await History(store).record(before, datetime(2024, 3, 1, 12, tzinfo=UTC), "ed")
        await History(store).record(town.base, datetime(2024, 3, 2, 12, tzinfo=UTC), "ed")
        await store.close()

    asyncio.run(record())
    done = run("export", "--site", str(tmp_path / "site"), "--config", str(config))
    page = (tmp_path / "site" / "facts" / f"{ID}.html").read_text("utf-8")

    assert done.exit_code == 0
    assert page.index("What it said before") < page.index("From 1 March 2024 to 2 March 2024")
    assert page.count("Cars paid &lt;3&gt; dollars.") == 1
    assert PAID not in page.split("What it said before")[1]
    assert ">ed<" not in page
