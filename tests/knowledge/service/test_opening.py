import gc
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.errors import FactBaseError
from knowledge.loading.sealed import write_sealed
from knowledge.service.opening import KEPT, _Parts, _pickled, open_matcher
from tests.knowledge.service.bases import with_near_miss

WriteBase = Callable[..., Path]

SOURCE = """\
sources:
  - {id: gazette, publisher: Northfield Gazette, title: Tolls, published: 2024-03-01}
"""

BASE = f"""\
{SOURCE}facts:
  - id: ferry
    question: When did the ferry make its first trip?
    phrasings: [since when has the ferry been running, ferry maiden voyage date]
    answer: The ferry first sailed on 5 May 2021.
    citations: [{{source: gazette}}]
  - id: toll
    question: How much is the toll on the bridge?
    phrasings: [what does it cost to cross the bridge, bridge toll]
    answer: Cars pay 4 dollars.
    citations: [{{source: gazette}}]
"""

# A base of one wording a fact, which nothing can be learnt from.
LEAST = f"""\
{SOURCE}facts:
  - id: toll
    question: How much is the toll?
    answer: Cars pay 4 dollars.
    citations: [{{source: gazette}}]
"""

AS_ROOT = pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
NOBODY = 65534


class Steps:
    def __init__(self) -> None:
        self.taken: list[str] = []

    def __call__(self, step: str, done: int, total: int) -> None:
        self.taken.append(step)


def is_built(folder: Path, cache: Path) -> bool:
    steps = Steps()
    open_matcher(folder, cache, steps)
    return "rehearsing" in steps.taken


def kept_in(cache: Path) -> Path:
    (path,) = cache.glob("*.pickle")
    return path


def test_base_is_built_once_and_then_read_from_the_cache(write_base: WriteBase, tmp_path: Path) -> None:
    folder, cache = write_base(base=BASE), tmp_path / "cache"

    built = [is_built(folder, cache), is_built(folder, cache)]

    assert built == [True, False]


def test_matcher_from_the_cache_answers_as_the_built_one(write_base: WriteBase, tmp_path: Path) -> None:
    folder, cache = write_base(base=BASE), tmp_path / "cache"
    built = open_matcher(folder, cache)

    recalled = open_matcher(folder, cache)

    assert recalled.base == built.base
    for question in ("bridge toll", "when did the ferry first sail", "who is the mayor"):
        assert recalled.decide(question) == built.decide(question)


@pytest.mark.parametrize("is_collecting", [True, False])
def test_reading_a_kept_matcher_leaves_the_collector_as_it_was(
    write_base: WriteBase, tmp_path: Path, *, is_collecting: bool
) -> None:
    folder, cache = write_base(base=BASE), tmp_path / "cache"
    open_matcher(folder, cache)
    try:
        if not is_collecting:
            gc.disable()

        assert not is_built(folder, cache)

        assert gc.isenabled() is is_collecting
    finally:
        gc.enable()


def test_without_a_cache_nothing_is_kept(write_base: WriteBase, tmp_path: Path) -> None:
    folder = write_base(base=BASE)

    open_matcher(folder)

    assert list(tmp_path.iterdir()) == [folder]


def test_cache_folder_is_made_for_nobody_else(write_base: WriteBase, tmp_path: Path) -> None:
    cache = tmp_path / "deep" / "cache"

    open_matcher(write_base(base=BASE), cache)

    assert cache.stat().st_mode & 0o777 == 0o700


def test_changed_content_is_built_anew(write_base: WriteBase, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    open_matcher(write_base(base=BASE), cache)

    matcher = open_matcher(write_base(base=BASE.replace("4 dollars", "5 dollars")), cache)

    assert [fact.answer for fact in matcher.base.facts] == [
        "The ferry first sailed on 5 May 2021.",
        "Cars pay 5 dollars.",
    ]


def test_broken_base_is_refused_though_an_older_one_is_cached(write_base: WriteBase, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    open_matcher(write_base(base=BASE), cache)
    broken = write_base(base=BASE.replace("answer", "awnser"))

    with pytest.raises(FactBaseError):
        open_matcher(broken, cache)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[: len(content) // 2], id="cut-short"),
        pytest.param(lambda content: b"not a pickle", id="text"),
        pytest.param(lambda content: bytes(64), id="zeros"),
        pytest.param(lambda content: content.replace(b"Cars pay 4", b"Cars pay 9"), id="changed-digit"),
    ],
)
def test_spoilt_cache_is_built_anew_and_mended(
    write_base: WriteBase, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    folder, cache = write_base(base=BASE), tmp_path / "cache"
    open_matcher(folder, cache)
    kept = kept_in(cache)
    kept.write_bytes(spoil(kept.read_bytes()))

    built = [is_built(folder, cache), is_built(folder, cache)]

    assert built == [True, False]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(pickle.dumps("no matcher"), id="another-value"),
        pytest.param(b"cknowledge.gone\nMatcher\n.", id="module-that-is-gone"),
        pytest.param(b"cknowledge.decision.matcher\nGone\n.", id="class-that-is-gone"),
        pytest.param(b"\x80\x05\x95" + b"\xff" * 8, id="frame-beyond-memory"),
        pytest.param(b"cbuiltins\nint\n(S'x'\ntR.", id="fault-of-its-own"),
    ],
)
def test_what_cannot_be_read_back_is_built_anew(write_base: WriteBase, tmp_path: Path, content: bytes) -> None:
    folder, cache = write_base(base=BASE), tmp_path / "cache"
    open_matcher(folder, cache)
    write_sealed(kept_in(cache), content)

    built = [is_built(folder, cache), is_built(folder, cache)]

    assert built == [True, False]


def file_in_its_place(cache: Path) -> None:
    cache.write_text("", encoding="utf-8")


def file_above(cache: Path) -> None:
    cache.parent.write_text("", encoding="utf-8")


def link_to_nowhere(cache: Path) -> None:
    cache.parent.mkdir()
    cache.symlink_to(cache.parent / "gone" / "away")


@pytest.mark.parametrize(
    "prepare",
    [
        pytest.param(file_in_its_place, id="file-in-its-place"),
        pytest.param(file_above, id="file-above"),
        pytest.param(link_to_nowhere, id="link-to-nowhere"),
    ],
)
def test_cache_that_cannot_be_written_is_no_error(
    write_base: WriteBase, tmp_path: Path, prepare: Callable[[Path], None]
) -> None:
    cache = tmp_path / "caches" / "factbot" if prepare is not file_in_its_place else tmp_path / "cache"
    prepare(cache)

    matcher = open_matcher(write_base(base=BASE), cache)

    assert [fact.id for fact in matcher.base.facts] == ["ferry", "toll"]


def test_draft_that_cannot_be_put_in_place_is_removed(write_base: WriteBase, tmp_path: Path) -> None:
    folder, cache = write_base(base=BASE), tmp_path / "cache"
    open_matcher(folder, cache)
    kept = kept_in(cache)
    kept.unlink()
    kept.mkdir()

    open_matcher(folder, cache)

    assert list(cache.glob("*.pickle")) == [kept]
    assert list(cache.glob(".*")) == []


@AS_ROOT
def test_cache_in_a_folder_of_somebody_else_is_not_trusted(write_base: WriteBase, tmp_path: Path) -> None:
    folder, cache = write_base(base=BASE), tmp_path / "cache"
    open_matcher(folder, cache)
    os.chown(cache, NOBODY, NOBODY)

    built = is_built(folder, cache)

    assert built


@AS_ROOT
def test_cached_file_of_somebody_else_is_not_trusted(write_base: WriteBase, tmp_path: Path) -> None:
    folder, cache = write_base(base=BASE), tmp_path / "cache"
    open_matcher(folder, cache)
    cache.chmod(0o777)
    os.chown(kept_in(cache), NOBODY, NOBODY)

    built = is_built(folder, cache)

    assert built


def test_only_the_newest_matchers_are_kept(write_base: WriteBase, tmp_path: Path) -> None:
    cache = tmp_path / "cache"

    for price in range(KEPT + 2):
        open_matcher(write_base(base=BASE.replace("4 dollars", f"{price} dollars")), cache)

    assert len(list(cache.glob("*.pickle"))) == KEPT
    assert not is_built(tmp_path / "base", cache)


def test_a_matcher_that_is_opened_again_and_again_stays(write_base: WriteBase, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    folder = write_base(base=BASE)
    built = [is_built(folder, cache)]

    for price in range(5, KEPT + 6):
        open_matcher(write_base(base=BASE.replace("4 dollars", f"{price} dollars")), cache)
        built.append(is_built(write_base(base=BASE), cache))

    assert built == [True, *[False] * (KEPT + 1)]


def test_unsound_base_is_not_cached(town_folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    folder = with_near_miss(town_folder, tmp_path / "base", "How much is the toll on North Bridge?")

    with pytest.raises(FactBaseError):
        open_matcher(folder, cache)

    assert list(cache.glob("*.pickle")) == []


def test_least_that_loads_can_be_served(write_base: WriteBase) -> None:
    matcher = open_matcher(write_base(base=LEAST))

    assert [fact.id for fact in matcher.base.facts] == ["toll"]


def test_a_matcher_is_pickled_in_parts_between_which_others_have_their_turn(town: Matcher) -> None:
    question = "How much is the toll on North Bridge?"
    parts = _Parts()
    pickle.Pickler(parts, pickle.HIGHEST_PROTOCOL).dump(town)

    back = pickle.loads(_pickled(town))  # noqa: S301  our own

    assert back.decide(question) == town.decide(question)
    assert len(parts) > 10
    assert max(map(len, parts)) < sum(map(len, parts)) / 2
