from pathlib import Path

import pytest

from bot.cli.checking import report
from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.loading.loader import load
from knowledge.progress import no_progress


@pytest.fixture
def odd(odd_folder: Path) -> Matcher:
    """Return the matcher over a base with a phrasing that would find another fact, were it not stored."""
    return Matcher(load(odd_folder))


def test_a_sound_base_is_summed_up(town: Matcher, town_folder: Path) -> None:
    lines = report(town, town_folder, no_progress, 20, PRECISION)

    assert lines[:5] == [
        "3 facts (2 confirmed, 1 disputed)",
        "13 wordings, 1 near misses, all refused",
        "1 sources, 4 names, 2 groups of synonyms",
        "0 wordings (0.0%) would find an unrelated fact, were they not stored",
        f"version {town.base.version}",
    ]
    assert lines[5].startswith("asked its own wordings, each left out: ")


def test_a_wording_that_only_helps_while_stored_is_a_warning(odd: Matcher, odd_folder: Path) -> None:
    lines = report(odd, odd_folder, no_progress, 20, PRECISION)

    assert lines[0] == (
        "warning: base/all.yaml:12: left out, 'what do cars pay to cross the bridge' "
        "would find 'bridge-toll' instead of 'ferry-first-trip'"
    )


def test_warnings_come_before_the_summary_and_are_counted_there(odd: Matcher, odd_folder: Path) -> None:
    lines = report(odd, odd_folder, no_progress, 20, PRECISION)

    warnings = [line for line in lines if line.startswith("warning: ")]
    assert lines[: len(warnings)] == warnings
    assert (
        f"{len(warnings)} wordings ({len(warnings) / 8:.1%}) would find an unrelated fact, were they not stored"
        in lines
    )


def test_progress_is_told(odd: Matcher, odd_folder: Path) -> None:
    told: list[tuple[str, int, int]] = []

    report(odd, odd_folder, lambda step, done, total: told.append((step, done, total)), 20, PRECISION)

    assert told == [("leaving phrasings out", 0, 2)]


def test_warnings_beyond_the_limit_are_counted_and_left_out(odd: Matcher, odd_folder: Path) -> None:
    lines = report(odd, odd_folder, no_progress, 0, PRECISION)

    assert lines[0].startswith("... and ")
    assert not any(line.startswith("warning: ") for line in lines)
