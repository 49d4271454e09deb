"""What is to appear at an hour is prepared before it, served when it comes, and tried once where that can't be."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.newsroom.newsroom import Newsroom
from bot.process.hours import AHEAD, LOOK_SECONDS, HourWatch
from knowledge.errors import FactBaseError, Problem
from knowledge.service.live import LiveBase
from knowledge.service.opening import open_base
from tests.bot.process.conftest import OpenNewsroom

HOUR = datetime(2099, 12, 1, 6, tzinfo=UTC)
Goes = Callable[[timedelta], None]


@pytest.fixture
def newsroom(open_newsroom: OpenNewsroom, base_folder: Path, tmp_path: Path) -> Newsroom:
    """Return a newsroom of which a fact appears at the hour, and another stays a draft."""
    path = base_folder / "facts.yaml"
    toll, ferry, mayor = path.read_text("utf-8").split("  - id: ")[1:]
    texts = (f"{toll}    publish_at: 2099-12-01 06:00Z\n", f"{ferry}    draft: yes\n", mayor)
    path.write_text("facts:\n" + "".join(f"  - id: {text}" for text in texts), "utf-8")
    newsroom = open_newsroom(base_folder)
    cache = tmp_path / "cache"
    newsroom.live = LiveBase(
        base_folder, HOUR, "start", lambda folder, over, before: open_base(folder, cache, overlay=over, before=before)
    )
    return newsroom


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Goes:
    def goes(to_the_hour: timedelta) -> None:
        monkeypatch.setattr("bot.process.hours.datetime", SimpleNamespace(now=lambda _: HOUR - to_the_hour))

    return goes


class Strikes:
    """Does what the desk's announcer does, and counts; or refuses, where it is told to."""

    def __init__(self, newsroom: Newsroom, *, can: bool = True) -> None:
        self.newsroom, self.done, self.can = newsroom, 0, can

    async def __call__(self) -> bool:
        self.done += 1
        if self.can:
            await self.newsroom.strike(HOUR, "clock")
        return self.can


def known(newsroom: Newsroom) -> list[str]:
    return [fact.id for fact in newsroom.matcher.base.facts]


async def test_it_is_prepared_before_the_hour_and_served_at_it(newsroom: Newsroom, clock: Goes) -> None:
    strikes = Strikes(newsroom)
    watch = HourWatch(newsroom, strikes)

    clock(AHEAD + timedelta(seconds=1))
    assert await watch.look() == LOOK_SECONDS
    assert newsroom.live._prepared is None
    clock(AHEAD)
    assert await watch.look() == 0
    prepared = newsroom.live._prepared
    clock(timedelta(seconds=0.5))
    assert await watch.look() == 0.5
    assert (strikes.done, known(newsroom)) == (0, ["mayor-dismissed-lind"])
    clock(timedelta())
    await watch.look()

    assert prepared
    assert newsroom.matcher is prepared.matcher
    assert known(newsroom) == ["north-bridge-toll", "mayor-dismissed-lind"]
    assert await watch.look() == LOOK_SECONDS
    assert strikes.done == 1


async def test_what_cannot_appear_is_tried_once_and_again_when_the_facts_are_others(
    newsroom: Newsroom, clock: Goes
) -> None:
    strikes = Strikes(newsroom, can=False)
    watch = HourWatch(newsroom, strikes)
    clock(timedelta())

    for _ in range(3):
        await watch.look()
    refused = strikes.done
    newsroom.live.serve(newsroom.live.served, HOUR, "a reload")
    await watch.look()

    assert (refused, strikes.done) == (1, 2)


async def test_what_is_unsound_from_the_next_hour_on_is_told_before_it(
    newsroom: Newsroom, clock: Goes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def unsound() -> None:
        raise FactBaseError((Problem("facts.yaml", 7, "the near miss gets an answer", "reword it"),))

    monkeypatch.setattr(newsroom.live, "prepare", unsound)
    clock(timedelta(minutes=1))

    await HourWatch(newsroom, Strikes(newsroom)).look()

    assert "what is to appear at the next hour can't be served" in caplog.text
    assert "the near miss gets an answer" in caplog.text


async def test_a_rollback_to_before_an_hour_that_has_passed_does_not_take_back_what_went_out(
    newsroom: Newsroom, clock: Goes
) -> None:
    watch = HourWatch(newsroom, Strikes(newsroom))
    (newsroom.live.folder / "more.yaml").write_text("synonyms: [[boat, ferry]]\n", "utf-8")
    await newsroom.reload(HOUR, "eva")
    clock(timedelta())
    await watch.look()

    await newsroom.rollback(HOUR, "eva")
    back = known(newsroom)
    await watch.look()

    assert back == ["mayor-dismissed-lind"]
    assert known(newsroom) == ["north-bridge-toll", "mayor-dismissed-lind"]
