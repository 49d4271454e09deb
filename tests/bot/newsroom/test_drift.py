import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.newsroom.drift import LASTING, Drift, DriftWatch
from bot.newsroom.statistics import Statistics
from bot.wording.service import drift_in_words, status_in_words
from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.loading.files import Overlay, fingerprint
from knowledge.loading.loader import load
from knowledge.service.live import LiveBase, Served

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LATER = NOON + LASTING + SECOND


@pytest.fixture
def live(base_folder: Path) -> LiveBase:
    def opener(folder: Path, overlay: Overlay, _: object) -> Any:
        return SimpleNamespace(base=load(folder, overlay=overlay))

    return LiveBase(base_folder, NOON, "start", opener)


def change(live: LiveBase, words: str = "boat") -> str:
    (live.folder / "more.yaml").write_text(f"synonyms: [[{words}, ferry]]\n", "utf-8")
    return fingerprint(live.folder)


def test_files_that_are_served_have_not_drifted(live: LiveBase) -> None:
    watch = DriftWatch(live)

    assert watch.look(NOON) == live.served.matcher.base.version
    assert watch.lasting(LATER) is None


def test_a_difference_is_told_when_it_has_lasted_for_more_than_a_minute(live: LiveBase) -> None:
    watch, served = DriftWatch(live), live.served.matcher.base.version
    on_disk = change(live)

    watch.look(NOON)

    assert watch.lasting(NOON + LASTING) is None
    assert watch.lasting(LATER) == Drift(served, on_disk, NOON)


def test_a_difference_that_goes_on_under_new_versions_lasts_from_the_first(live: LiveBase) -> None:
    watch = DriftWatch(live)
    change(live)
    watch.look(NOON)
    newest = change(live, "ship")

    watch.look(NOON + LASTING)

    assert watch.lasting(LATER) == Drift(live.served.matcher.base.version, newest, NOON)


def test_a_reload_ends_it_before_the_next_look(live: LiveBase) -> None:
    watch = DriftWatch(live)
    change(live)
    watch.look(NOON)

    live.reload(LATER, "eva")

    assert watch.lasting(LATER) is None


def test_a_rollback_begins_another(live: LiveBase) -> None:
    watch = DriftWatch(live)
    on_disk = change(live)
    live.reload(NOON, "eva")
    live.rollback(LATER, "eva")

    watch.look(LATER)

    assert watch.lasting(LATER + LASTING + SECOND) == Drift(live.served.matcher.base.version, on_disk, LATER)


def test_a_folder_that_is_gone_is_a_difference_too(live: LiveBase) -> None:
    watch = DriftWatch(live)
    live.folder.rename(live.folder.parent / "away")

    watch.look(NOON)

    assert watch.lasting(LATER) == Drift(live.served.matcher.base.version, "", NOON)


def test_a_disk_that_does_not_answer_is_told(live: LiveBase, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, answered = threading.Event(), threading.Event()

    def hang(folder: Path) -> str:
        begun.set()
        answered.wait(30)
        return fingerprint(folder)

    monkeypatch.setattr("bot.newsroom.drift.fingerprint", hang)
    watch = DriftWatch(live)
    looking = threading.Thread(target=watch.look, args=(NOON,))
    looking.start()
    assert begun.wait(30)

    told = watch.lasting(LATER)
    answered.set()
    looking.join()

    assert told == Drift(live.served.matcher.base.version, None, NOON)
    assert watch.lasting(LATER) is None


@pytest.mark.parametrize(
    ("on_disk", "words"),
    [
        pytest.param("b" * 12, ["12:00 UTC", "a" * 12, "b" * 12, "/facts check"], id="another-version"),
        pytest.param("", ["12:00 UTC", "a" * 12, "can't be read", "/facts check"], id="unreadable"),
        pytest.param(None, ["12:00 UTC", "a" * 12, "disk", "not answered"], id="no-answer"),
    ],
)
def test_words_say_since_when_what_is_served_and_what_to_do(on_disk: str | None, words: list[str]) -> None:
    said = drift_in_words(Drift("a" * 12, on_disk, NOON))

    assert [word for word in words if word not in said] == []


def test_the_status_says_it_and_nothing_where_nothing_has_drifted(town: Matcher) -> None:
    served, drift = Served(town, NOON, "eva"), Drift("a" * 12, "b" * 12, NOON)

    assert drift_in_words(drift) in status_in_words(served, Statistics(), PRECISION, drift).splitlines()
    assert "differed" not in status_in_words(served, Statistics(), PRECISION)
