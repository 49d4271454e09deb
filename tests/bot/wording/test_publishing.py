"""What an editor reads before a fact is published: a warning names the questions that it is about, by no id."""

from dataclasses import replace
from pathlib import Path

import pytest
from drawing.stage import ED
from drawing.town import NOON, town_newsroom

from bot.desk.drafting import draft_from_fact
from bot.newsroom.publishing import preview
from bot.wording.publishing import preview_in_words

FERRY, TOLL = "**When did the ferry make its first trip?**", "**How much is the toll on the bridge?**"
SAID = "something close to “what do cars pay to cross the bridge” may get the answer to"


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        ("ferry-first-trip", f"- risky wording: {SAID} {TOLL}"),
        ("bridge-toll", f"- risky wording of {FERRY}: {SAID} {TOLL}"),
    ],
)
async def test_a_wording_that_another_fact_may_answer_is_called_risky(
    odd_folder: Path, tmp_path: Path, name: str, warning: str
) -> None:
    async with town_newsroom(tmp_path, odd_folder) as newsroom:
        fact = newsroom.fact(name)
        assert fact
        draft = replace(draft_from_fact(fact, newsroom.matcher.base), topics="harbour", day="2024-03-11")
        kept = await newsroom.desk.drafts.add(draft, ED.id, NOON)
        assert kept
        text = preview_in_words(await preview(newsroom, draft, (str(ED),)), kept, (), 1)

    assert warning in text.splitlines()
