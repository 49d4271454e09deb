"""Attacks on the cache: saves amid reloads, files under other names. What is served is what the files said."""

import itertools
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.language.encoder import WordEncoder
from knowledge.loading.files import fingerprint
from knowledge.retrieval.vector_store import VectorStore
from knowledge.service import opening
from knowledge.service.live import LiveBase
from knowledge.service.opening import open_matcher
from tests.knowledge.service.bases import TOLL, base

WriteBase = Callable[..., Path]
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
FOUR, FIVE, SIX = (base(TOLL.replace("4 dollars", f"{price} dollars")) for price in (4, 5, 6))
ATTACK_SECONDS = 10.0


class BusyEncoder(WordEncoder):
    """Lets somebody save a file when it is asked for its key: after files are read, before they are parsed."""

    def __init__(self) -> None:
        self.save: Callable[[], object] = str

    def __reduce__(self) -> tuple[type[WordEncoder], tuple[()]]:
        return WordEncoder, ()

    @property
    def key(self) -> str:  # type: ignore[override]
        self.save()
        return "words"


def answer(matcher: Matcher) -> str:
    return matcher.base.facts[0].answer


def test_a_file_saved_amid_a_reload_is_not_served_in_place_of_the_one_before(
    write_base: WriteBase, tmp_path: Path
) -> None:
    encoder, cache = BusyEncoder(), tmp_path / "cache"

    def opened() -> Matcher:
        return open_matcher(folder, cache, store=VectorStore(encoder))

    folder = write_base(base=FOUR)
    encoder.save = lambda: write_base(base=FIVE)
    amid = opened()
    encoder.save = str
    write_base(base=FOUR)

    assert (answer(amid), amid.base.version) == ("Cars pay 4 dollars.", fingerprint(folder))
    assert answer(opened()) == "Cars pay 4 dollars."


def test_a_matcher_under_the_name_of_another_version_is_not_recalled(write_base: WriteBase, tmp_path: Path) -> None:
    cache, store = tmp_path / "cache", VectorStore(WordEncoder())
    folder = write_base(base=FOUR)
    before = open_matcher(folder, cache, store=store).base.version
    write_base(base=FIVE)
    (old,) = cache.glob("*.pickle")
    old.rename(old.with_name(old.name.replace(before, fingerprint(folder))))

    assert answer(open_matcher(folder, cache, store=store)) == "Cars pay 5 dollars."


def test_code_that_changes_under_a_running_process_does_not_lend_its_name_to_what_the_old_code_built(
    write_base: WriteBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, store = tmp_path / "cache", VectorStore(WordEncoder())
    open_matcher(write_base(base=FOUR), cache, store=store)
    # As an upgrade does it: other files in the package's place, while this process goes on with what it has imported.
    monkeypatch.setattr(opening, "__file__", str(tmp_path / "knowledge" / "service" / "opening.py"))

    open_matcher(write_base(base=FIVE), cache, store=store)

    assert len({path.name.split("-")[2] for path in cache.glob("*.pickle")}) == 1


def test_saves_amid_reloads_never_leave_another_text_in_service(write_base: WriteBase, tmp_path: Path) -> None:
    """Save A, reload, save B some milliseconds into it, then A again and B again; the delay goes round."""
    cache, store = tmp_path / "cache", VectorStore(WordEncoder())
    folder = write_base(base=SIX)
    live = LiveBase(folder, NOON, "start", lambda path, over, _: open_matcher(path, cache, overlay=over, store=store))
    until, tries = time.monotonic() + ATTACK_SECONDS, 0
    for delay in itertools.cycle(range(0, 30, 3)):
        if time.monotonic() > until:
            break
        tries += 1
        save(folder, FOUR)
        saving = threading.Timer(delay / 1000, save, (folder, FIVE))
        saving.start()
        live.reload(NOON, "amid")
        saving.join()
        for text, price in ((FOUR, 4), (FIVE, 5)):
            save(folder, text)
            live.reload(NOON, "after")
            served = live.served.matcher
            assert (answer(served), served.base.version) == (f"Cars pay {price} dollars.", fingerprint(folder))
        for path in cache.glob("*.pickle"):
            path.unlink()
    assert tries


def save(folder: Path, text: str) -> None:
    """Save as editors' programs do: whole, in one step."""
    draft = folder.parent / "draft"
    draft.write_text(text, "utf-8")
    draft.replace(folder / "base.yaml")
