"""Attacks on what looks at the files: whatever is done to folder and links, a change arrives or its absence is told."""

import asyncio
import logging
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.newsroom.drift import LASTING
from bot.newsroom.newsroom import Newsroom
from bot.process.reloading import LOOK_SECONDS, Reloader
from bot.repeating import alongside
from knowledge.errors import FactBaseError
from tests.bot.process.conftest import OpenNewsroom

NEW = "Cars pay 5 dollars on North Bridge."


class Reloads:
    """Does what the desk's announcer does, and counts; what was refused is kept."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom, self.done, self.refused = newsroom, 0, list[str]()

    async def __call__(self, by: str) -> None:
        self.done += 1
        try:
            await self.newsroom.reload(datetime.now(UTC), by)
        except FactBaseError as error:
            self.refused.append(str(error))


def rewrite(folder: Path) -> None:
    path = folder / "facts.yaml"
    draft = folder / ".draft"
    lines = path.read_text("utf-8").splitlines()
    draft.write_text("\n".join(f"    answer: {NEW}" if "Cars pay" in line else line for line in lines) + "\n", "utf-8")
    draft.replace(path)


def answer(newsroom: Newsroom) -> str:
    return newsroom.matcher.base.facts[0].answer


def watched(newsroom: Newsroom) -> tuple[Reloader, Reloads]:
    reloads = Reloads(newsroom)
    return Reloader(newsroom, reloads, asyncio.Event()), reloads


async def looks(reloader: Reloader, count: int = 2) -> None:
    for _ in range(count):
        await reloader.look()


def as_it_is(folder: Path) -> Path:
    return folder


def below_node_modules(folder: Path) -> Path:
    inner = folder.parent / ".venv" / "node_modules" / "base"
    shutil.copytree(folder, inner)
    return inner


def behind_a_link(folder: Path) -> Path:
    link = folder.parent / "current"
    link.symlink_to(folder)
    return link


def as_a_config_map(folder: Path) -> Path:
    """Lay the files out as Kubernetes does: links into a folder behind a link that is turned at each change."""
    mounted = folder.parent / "mounted"
    shutil.copytree(folder, mounted / "..2024_1")
    (mounted / "..data").symlink_to("..2024_1")
    for path in folder.iterdir():
        (mounted / path.name).symlink_to(f"..data/{path.name}")
    return mounted


def in_place(folder: Path) -> None:
    rewrite(folder)


def folder_replaced(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "next")
    rewrite(folder.parent / "next")
    folder.rename(folder.parent / "previous")
    (folder.parent / "next").rename(folder)


def link_turned(link: Path) -> None:
    shutil.copytree(link, link.parent / "release-2")
    rewrite(link.parent / "release-2")
    (link.parent / "turned").symlink_to("release-2")
    (link.parent / "turned").replace(link)


def config_map_changed(mounted: Path) -> None:
    shutil.copytree(mounted / "..2024_1", mounted / "..2024_2")
    rewrite(mounted / "..2024_2")
    (mounted / "..data_tmp").symlink_to("..2024_2")
    (mounted / "..data_tmp").replace(mounted / "..data")
    shutil.rmtree(mounted / "..2024_1")


@pytest.mark.parametrize(
    ("lay_out", "change"),
    [
        pytest.param(as_it_is, in_place, id="file-replaced"),
        pytest.param(as_it_is, folder_replaced, id="folder-replaced"),
        pytest.param(behind_a_link, link_turned, id="link-turned"),
        pytest.param(as_a_config_map, config_map_changed, id="config-map"),
        pytest.param(below_node_modules, in_place, id="below-venv-and-node-modules"),
    ],
)
async def test_a_change_arrives_however_it_comes_and_so_does_the_next(
    base_folder: Path,
    open_newsroom: OpenNewsroom,
    lay_out: Callable[[Path], Path],
    change: Callable[[Path], None],
) -> None:
    folder = lay_out(base_folder)
    newsroom = open_newsroom(folder, reload_on_change="yes")
    reloader, reloads = watched(newsroom)
    await looks(reloader)

    change(folder)
    await looks(reloader)

    assert (answer(newsroom), reloads.done, reloads.refused) == (NEW, 1, [])
    (folder / "more.yaml").write_text("synonyms: [[boat, ferry]]\n", "utf-8")
    await looks(reloader)
    assert reloads.done == 2


async def test_a_change_between_the_start_and_the_first_look_arrives(
    base_folder: Path, open_newsroom: OpenNewsroom
) -> None:
    newsroom = open_newsroom(base_folder, reload_on_change="yes")
    rewrite(base_folder)
    reloader, _ = watched(newsroom)

    await looks(reloader)

    assert answer(newsroom) == NEW


async def test_files_that_are_still_being_written_are_let_alone(base_folder: Path, open_newsroom: OpenNewsroom) -> None:
    reloader, reloads = watched(open_newsroom(base_folder, reload_on_change="yes"))
    for number in range(3):
        (base_folder / "more.yaml").write_text(f"synonyms: [[boat, ferry{number}]]\n", "utf-8")
        await looks(reloader, 1)

    assert reloads.done == 0
    await looks(reloader, 1)
    assert reloads.done == 1


async def test_a_folder_that_is_gone_and_comes_back_is_read_again(
    base_folder: Path, open_newsroom: OpenNewsroom
) -> None:
    newsroom = open_newsroom(base_folder, reload_on_change="yes")
    reloader, reloads = watched(newsroom)
    away = base_folder.rename(base_folder.parent / "away")
    await looks(reloader, 5)

    rewrite(away)
    away.rename(base_folder)
    await looks(reloader)

    assert len(reloads.refused) == 1
    assert answer(newsroom) == NEW


async def test_what_was_taken_back_is_not_loaded_again(base_folder: Path, open_newsroom: OpenNewsroom) -> None:
    newsroom = open_newsroom(base_folder, reload_on_change="yes")
    reloader, _ = watched(newsroom)
    before = answer(newsroom)
    rewrite(base_folder)
    await looks(reloader)

    await newsroom.rollback(datetime.now(UTC), "eva")
    await looks(reloader, 5)

    assert answer(newsroom) == before


async def test_without_reload_on_change_nothing_is_loaded_and_the_log_says_so_once(
    base_folder: Path, open_newsroom: OpenNewsroom, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom = open_newsroom(base_folder)
    reloader, reloads = watched(newsroom)
    rewrite(base_folder)
    await looks(reloader)
    with caplog.at_level(logging.WARNING, "factbot"):
        await reloader.tell()
        assert caplog.messages == []
        monkeypatch.setattr("bot.newsroom.drift.LASTING", -timedelta(seconds=1))
        for _ in range(3):
            await looks(reloader, 1)
            await reloader.tell()

    assert reloads.done == 0
    (line,) = caplog.messages
    assert newsroom.matcher.base.version in line
    assert "/facts check" in line


async def test_a_signal_reloads_whether_or_not_the_files_have_changed(
    base_folder: Path, open_newsroom: OpenNewsroom
) -> None:
    newsroom = open_newsroom(base_folder)
    reloads, hang_up = Reloads(newsroom), asyncio.Event()
    hang_up.set()

    await Reloader(newsroom, reloads, hang_up).at_signal()

    assert (reloads.done, hang_up.is_set()) == (1, False)


async def test_a_quick_disk_is_looked_at_every_two_seconds(base_folder: Path, open_newsroom: OpenNewsroom) -> None:
    reloader, _ = watched(open_newsroom(base_folder))

    assert LOOK_SECONDS <= await reloader.look() < LASTING.total_seconds()


async def test_in_service_the_log_says_that_a_change_has_not_arrived(
    base_folder: Path, open_newsroom: OpenNewsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom = open_newsroom(base_folder)
    reloader, reloads = watched(newsroom)
    rewrite(base_folder)
    on_disk = newsroom.drift.look(datetime.now(UTC) - 2 * LASTING)

    with caplog.at_level(logging.WARNING, "factbot"):
        async with asyncio.timeout(20), alongside(*reloader.chores()):
            while not caplog.messages:
                await asyncio.sleep(0.01)

    (line,) = caplog.messages
    assert on_disk in line
    assert reloads.done == 0
