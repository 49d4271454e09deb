"""The index that the browser searches."""

import json
from dataclasses import replace
from itertools import accumulate
from typing import Any

from bot.site.search_index import words_of
from tests.bot.site.conftest import BASE, TOLL
from tests.bot.site.support import Site, built


def facts_with(index: dict[str, Any], word: str) -> list[tuple[str, bool]]:
    """Return the paths of the facts that have a word, and whether their question has it."""
    codes = accumulate(index["in"][index["words"].index(word)])
    return [(index["facts"][code >> 1][0], bool(code & 1)) for code in codes]


def test_each_word_leads_to_its_facts(site: Site) -> None:
    index = json.loads(site["search.json"])

    assert index["facts"][0] == ["facts/toll.html", "How much is the toll?", "🟢 Confirmed"]
    assert facts_with(index, "toll") == [("facts/toll.html", True)]
    assert facts_with(index, "lorries") == [("facts/toll.html", False)]
    assert facts_with(index, "drivers") == [("facts/toll.html", False)]
    assert facts_with(index, "mayor") == [("facts/sacking.html", False)]
    assert facts_with(index, "bridges") == [("facts/toll.html", False), ("facts/sacking.html", False)]


def test_what_readers_wrote_and_what_a_fact_is_not_is_no_word_of_it(site: Site) -> None:
    assert not {"wievil", "zollz", "bank"} & set(json.loads(site["search.json"])["words"])


def test_words_are_folded_as_the_script_folds_them() -> None:
    assert list(words_of(["Zoë's ﬁrst Ⅷ_naïve  Straße", "\uff14 dollars"])) == [
        "zoe", "s", "first", "viii", "naive", "straße", "4", "dollars",
    ]  # fmt: skip


def test_words_stand_in_the_order_of_the_browser_which_compares_utf_16() -> None:
    site = built(replace(BASE, facts=(replace(TOLL, related=(), answer="\uffeb \U00010400 ｱ zoo"),)))
    words = json.loads(site["search.json"])["words"]

    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))
