"""Standard input in lines: bounded, with or without an end."""

import asyncio
import logging
import os
from pathlib import Path

import pytest

from bot.assistants.lines import LONGEST_BYTES, Lines, whole_lines


def lines_of(content: bytes, folder: Path) -> list[str]:
    (folder / "input").write_bytes(content)
    descriptor = os.open(folder / "input", os.O_RDONLY)
    try:
        return list(whole_lines(descriptor))
    finally:
        os.close(descriptor)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"\n \n\r\n", []),
        (b"one\ntwo\n", ["one", "two"]),
        (b"one\ntwo", ["one", "two"]),
        (b"\xff\n", ["�"]),
        ("é\n".encode(), ["é"]),
        (b"x" * LONGEST_BYTES + b"\nnext\n", ["x" * LONGEST_BYTES, "next"]),
    ],
)
def test_lines_come_whole(content: bytes, lines: list[str], tmp_path: Path) -> None:
    assert lines_of(content, tmp_path) == lines


@pytest.mark.parametrize("size", [LONGEST_BYTES + (1 << 17), 5 * LONGEST_BYTES])
def test_what_is_too_long_is_left_out_and_told_once(
    size: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert lines_of(b"one\n" + b"x" * size + b"\ntwo\n" + b"y" * size, tmp_path) == ["one", "two"]
    assert len(caplog.records) == len(["x", "y"])


async def test_nobody_waits_for_what_never_comes() -> None:
    reader, writer = os.pipe()
    lines = Lines(reader).__aiter__()
    os.write(writer, b"one\n")

    assert await anext(lines) == "one"
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(lines), 0.01)
    os.close(writer)


async def test_it_ends_where_the_input_does() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"one\ntwo")
    os.close(writer)

    assert [line async for line in Lines(reader)] == ["one", "two"]
    os.close(reader)
