"""Charts drawn by another process: the picture comes back, and a fault there is only a missing picture."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.charts import apart
from bot.charts.apart import Artist, artist, drawn, timelines_drawn
from bot.wording.accounts import chart_of
from tests.bot.charts.test_drawing import account
from tests.bot.charts.test_timeline import chart


@pytest.fixture(autouse=True)
def _own_fonts(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTBOT_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(90):
        while not condition():
            await asyncio.sleep(0)


async def test_the_picture_comes_back() -> None:
    picture = await drawn(chart_of(account(3, 4)))

    assert picture is not None
    assert picture.startswith(b"\x89PNG")


async def test_pictures_of_timelines_come_back_in_their_order() -> None:
    short, long = await timelines_drawn([chart(1), chart(3, is_dark=True)])

    assert short.startswith(b"\x89PNG")
    assert int.from_bytes(short[20:24]) < int.from_bytes(long[20:24])


async def test_one_process_draws_one_picture_after_another_for_all_who_ask() -> None:
    async with artist() as one:
        await one.warm()
        process = one._process
        pictures = await asyncio.gather(*(one.draw("timeline", [chart(count)]) for count in (3, 1)))
        assert one._process is process

    heights = [int.from_bytes(picture[20:24]) for (picture,) in pictures]
    assert heights[0] > heights[1]
    assert process is not None
    assert process.returncode is not None


async def test_what_is_idle_ends_and_starts_again_when_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "IDLE_SECONDS", 0.0)
    async with artist() as one:
        await one.warm()
        ended = one._process
        assert ended is not None
        assert await ended.wait() == 0
        monkeypatch.setattr(apart, "IDLE_SECONDS", 60.0)
        (picture,) = await one.draw("timeline", [chart(1)])

    assert picture.startswith(b"\x89PNG")


async def test_what_is_killed_amid_its_wait_costs_one_picture(caplog: pytest.LogCaptureFixture) -> None:
    async with artist() as one:
        await one.warm()
        assert one._process is not None
        one._process.kill()
        await one._process.wait()
        (picture,) = await one.draw("timeline", [chart(1)])
        assert picture.startswith(b"\x89PNG")

        asked = asyncio.create_task(one.draw("timeline", [chart(60)]))
        await until(lambda: one._turn.locked())
        one._process.kill()
        assert await asked == ()
        (picture,) = await one.draw("timeline", [chart(1)])

    assert picture.startswith(b"\x89PNG")
    assert "no picture: what draws it ended with code -9" in caplog.text


async def test_whoever_gives_up_leaves_no_picture_to_the_next() -> None:
    async with artist() as one:
        asked = asyncio.create_task(one.draw("timeline", [chart(3)]))
        await until(lambda: one._process is not None)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        (picture,) = await one.draw("timeline", [chart(1)])

    (alone,) = await timelines_drawn([chart(1)])
    assert picture == alone


async def test_closed_amid_a_picture_nobody_gets_one_and_no_process_stays() -> None:
    one = Artist()
    asked = [asyncio.create_task(one.draw("timeline", [chart(60)])) for _ in range(3)]
    await until(lambda: one._process is not None)
    process = one._process

    await one.close()

    assert await asyncio.gather(*asked) == [(), (), ()]
    assert process is not None
    assert process.returncode is not None
    assert one._process is None


def test_what_draws_is_loaded_before_it_is_asked() -> None:
    code = "import runpy, sys; runpy.run_module('bot.charts'); sys.exit('matplotlib.figure' not in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, check=False)  # noqa: S603  ours

    assert (done.returncode, done.stderr) == (0, b"")


async def test_letters_without_a_glyph_are_no_fault() -> None:
    (row,) = chart(1).rows
    letters = "".join(chr(0x4E00 + at) for at in range(2000))

    pictures = await timelines_drawn([replace(chart(1), rows=(replace(row, question=letters[at : at + 20]),))
                                      for at in range(0, 200, 20)])  # fmt: skip

    assert len(pictures) == 10


def test_the_bot_itself_loads_nothing_that_draws() -> None:
    code = (
        "import sys, bot.cli.commands, bot.cli.statistics, bot.cli.timelines, bot.process.running, "
        "bot.client.cogs.desk.commands, bot.client.cogs.timeline; "
        "sys.exit('matplotlib' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603  ours

    assert (done.returncode, done.stderr) == (0, b"")


def program(folder: Path, text: str) -> str:
    """Return the path of a program that stands for the Python that draws."""
    path = folder / "python"
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{text}\n", "utf-8")
    path.chmod(0o700)
    return str(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sys.stdin.readline(); sys.exit('no matplotlib here')", "ended with code 1 (no matplotlib here)"),
        ("time.sleep(600)", "it took more than"),
    ],
)
async def test_without_a_picture_the_log_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, text: str, says: str
) -> None:
    monkeypatch.setattr(sys, "executable", program(tmp_path, text))
    monkeypatch.setattr(apart, "PATIENCE_SECONDS", 5.0)

    assert await drawn(chart_of(account(1, 1))) is None
    assert await timelines_drawn([chart(1)]) == ()
    assert caplog.text.count(says) == 2


async def test_no_process_is_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))

    assert await drawn(chart_of(account(1, 1))) is None
    assert "no process for it" in caplog.text
