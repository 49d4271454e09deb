"""The file to which everything is appended first: whole lines, or none."""

import json
from pathlib import Path

import pytest

from bot.desk.journal import Journal
from bot.desk.records import Replied
from tests.bot.desk.conftest import NOON, Room


async def test_a_power_cut_in_a_line_loses_no_other(tmp_path: Path) -> None:
    path = tmp_path / "torn.jsonl"
    path.write_bytes(b'{"kind": "asked", "te')
    journal = Journal(path)

    assert journal.append(Replied(at=NOON, outcome="answer"))

    records, _ = journal.next(10)
    journal.close()
    assert [record.kind for record in records] == ["replied"]


def test_a_full_journal_takes_nothing_more_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.desk.journal.LIMIT_BYTES", 220)
    journal = Journal(tmp_path / "journal.jsonl")
    record = Replied(at=NOON, outcome="answer")

    assert [journal.append(record) for _ in range(3)] == [True, False, False]
    journal.close()
    assert len((tmp_path / "journal.jsonl").read_bytes().splitlines()) == 1
    assert "is full" in caplog.text


def test_a_full_disk_takes_nothing_and_leaves_no_half_line(caplog: pytest.LogCaptureFixture) -> None:
    journal = Journal(Path("/dev/full"))

    assert not journal.append(Replied(at=NOON, outcome="answer"))
    assert "cannot be written: No space left on device" in caplog.text
    journal.close()


async def test_the_journal_is_one_record_a_line(room: Room) -> None:
    room.ask("line\nbreaks \u2028 and \x0b such")

    (line,) = (room.settings.folder / "journal.jsonl").read_text("utf-8").splitlines()

    assert json.loads(line)["kind"] == "asked"


def test_what_an_older_version_wrote_down_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    now = Replied(at=NOON, outcome="answer", message=70)
    path.write_text(json.dumps(now.model_dump(mode="json") | {"base": "0" * 12, "confidence": 0.9}) + "\n", "utf-8")
    journal = Journal(path)

    records, _ = journal.next(10)

    journal.close()
    assert records == [now]
