from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cli.checking import Wanted, report
from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.loading.loader import load
from knowledge.progress import no_progress

WANTED = Wanted(most=20, precision=PRECISION, today=date(2024, 3, 5))


@pytest.fixture
def odd(odd_folder: Path) -> Matcher:
    """Return the matcher over a base with a phrasing that would find another fact, were it not stored."""
    return Matcher(load(odd_folder))


def test_a_sound_base_is_summed_up(town: Matcher, town_folder: Path) -> None:
    lines = report(town, town_folder, no_progress, WANTED)

    assert lines[:5] == [
        "3 facts (2 confirmed, 1 disputed)",
        "13 wordings, 1 near misses, all refused",
        "1 sources, 4 names, 2 groups of synonyms",
        "0 wordings (0.0%) would find an unrelated fact, were they not stored",
        f"version {town.base.version}",
    ]
    assert lines[5].startswith("asked 12 of its own wordings, each left out: ")


def test_a_wording_that_only_helps_while_stored_is_a_warning(odd: Matcher, odd_folder: Path) -> None:
    lines = report(odd, odd_folder, no_progress, WANTED)

    assert lines[0] == (
        "warning: base/all.yaml:12: left out, 'what do cars pay to cross the bridge' "
        "would find 'bridge-toll' instead of 'ferry-first-trip'"
    )


def test_what_is_due_is_a_warning_and_no_failure(town: Matcher, town_folder: Path) -> None:
    lines = report(Matcher(replace(town.base, review_after=3)), town_folder, no_progress, WANTED)

    late = "'north-bridge-toll' has not been checked since 2024-03-01, and was to be by 2024-03-04"
    assert lines[0].startswith("warning: ")
    assert f"base/facts.yaml:3: {late}" in lines[0]
    assert sum(line.startswith("warning: ") for line in lines) == 3


def test_warnings_come_before_the_summary_and_are_counted_there(odd: Matcher, odd_folder: Path) -> None:
    lines = report(odd, odd_folder, no_progress, WANTED)

    warnings = [line for line in lines if line.startswith("warning: ")]
    assert lines[: len(warnings)] == warnings
    assert (
        f"{len(warnings)} wordings ({len(warnings) / 8:.1%}) would find an unrelated fact, were they not stored"
        in lines
    )


def test_progress_is_told(odd: Matcher, odd_folder: Path) -> None:
    told: list[tuple[str, int, int]] = []

    report(odd, odd_folder, lambda step, done, total: told.append((step, done, total)), WANTED)

    assert told == [("leaving phrasings out", 0, 2)]


def test_warnings_beyond_the_limit_are_counted_and_left_out(odd: Matcher, odd_folder: Path) -> None:
    lines = report(odd, odd_folder, no_progress, replace(WANTED, most=0))

    assert lines[0].startswith("... and ")
    assert not any(line.startswith("warning: ") for line in lines)
