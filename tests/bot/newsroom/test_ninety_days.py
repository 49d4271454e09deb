"""Ninety days of a newsroom: no answer that is overdue or rests on a report that was taken back goes unmarked.

The clock is handed on: nothing sleeps. Files, store, journal, publishing and corrections are the real ones. What is to
be said is worked out from the files by ``aging_town``, not by what is tested.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rich.console import Console

from bot.api.asking import ask
from bot.api.replies import listed_json
from bot.cli.terminal import show
from bot.client.rendering.corrections import render_corrected
from bot.client.rendering.replies import Showing, render, render_fact, render_in_full, render_sources
from bot.config import Config
from bot.desk.desk import Desk
from bot.desk.outgoing import Changed, Result
from bot.desk.records import Replied, content_of
from bot.newsroom.confirming import confirm, due
from bot.newsroom.newsroom import Newsroom
from bot.wording.desk import digest_in_words
from knowledge.service.live import LiveBase
from knowledge.service.opening import open_matcher
from tests.bot.client.conftest import settings_of
from tests.bot.desk.senders import Sender, done
from tests.bot.newsroom.aging_town import CITED, QUESTIONS, AgingTown

BEGUN, DAYS = date(2024, 3, 1), 90
# Either side of midnight, where what is due changes, and in between.
MOMENTS = (time(0, 0, 1), time(12), time(23, 59, 59))


@dataclass
class Channel(Sender):
    """A public channel: what each message says, put right by the desk as Discord would be."""

    newsroom: Newsroom
    now: datetime
    messages: dict[int, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(edit=done)

    async def edit(self, channel: int, message: int, changed: Any) -> Result:
        """Put a message right."""
        assert isinstance(changed, Changed)
        right = render_corrected(replace(changed, on=self.now.date(), today=None), self.newsroom.matcher, "asked")
        self.messages[message] = (changed.old.fact, right.public)
        return "done"


@dataclass
class Watch:
    """Looks at all that anybody is told, and counts it."""

    town: AgingTown
    newsroom: Newsroom
    channel: Channel
    looked: int = 0
    late: int = 0
    back: int = 0

    def look(self, name: str, text: str, day: date) -> None:
        """Hold what is told of a fact against the files."""
        text = " ".join(text.split())
        is_late, notes = self.town.is_overdue(name, day), self.town.notes(name)
        assert ("Not checked since" in text) == is_late, (name, day, text)
        assert not is_late or self.town.late(name) in text
        self.marked_as(name, text)
        self.looked, self.late, self.back = self.looked + 1, self.late + is_late, self.back + bool(notes)

    def marked_as(self, name: str, text: str) -> None:
        """Hold the reports that a text calls taken back against the files."""
        for source in CITED[name]:
            note = self.town.retracted.get(source, (None, f"of {source}."))[1]
            assert (note in text) == (source in self.town.retracted), (name, source, text)

    async def readers(self, at: datetime) -> None:
        """Ask for each fact in each way there is."""
        newsroom, matcher, day = self.newsroom, self.newsroom.matcher, at.date()
        for name, question in QUESTIONS.items():
            (decision,) = await newsroom.decide(question, f"{name}:{at}", at)
            self.look(name, render(decision).public, day)
            self.look(name, "\n".join((await ask(newsroom, question, at))["cautions"]), day)
            console = Console(file=StringIO(), width=100)
            show(decision.outcome, decision.matcher, day, console)
            assert isinstance(console.file, StringIO)
            self.look(name, console.file.getvalue(), day)
            fact = newsroom.fact(name)
            assert fact is not None
            shown = [render_fact(fact, matcher, Showing(day)).text, render_sources(fact, matcher, day)]
            shown += [render_in_full(fact, matcher, day), "\n".join(listed_json(fact, matcher, day)["cautions"])]
            for text in shown:
                self.look(name, text, day)

    async def editors(self, at: datetime) -> None:
        """Look at the queue and at the digest."""
        found = await due(self.newsroom, at)
        wanted = {name for name in QUESTIONS if self.town.is_due(name, at.date())}
        assert {one.fact.id for one in found} == wanted
        digest = digest_in_words(await self.newsroom.desk.queue.page(1), self.newsroom.questions, 0, found) or ""
        assert {name for name, question in QUESTIONS.items() if question in digest} == wanted

    def published(self) -> None:
        """Look at what stands in public."""
        for name, text in self.channel.messages.values():
            self.marked_as(name, " ".join(text.split()))
            self.looked += 1


async def post(watch: Watch, name: str, at: datetime) -> None:
    """Answer in public, and remember that."""
    (decision,) = await watch.newsroom.decide(QUESTIONS[name], f"post:{at}", at)
    fact, number = watch.newsroom.fact(name), len(watch.channel.messages) + 1
    assert fact is not None
    watch.channel.messages[number] = (name, render(decision).public)
    replied = Replied(at=at, outcome="answer", channel=5, message=number)
    watch.newsroom.desk.replied(replied, content_of(fact, decision.matcher.base, at))


async def put_right(watch: Watch, at: datetime) -> None:
    """Do after a change of the base what the desk is offered, as an editor would."""
    watch.channel.now = at
    for one in await watch.newsroom.aftermath.review(at):
        await watch.newsroom.desk.corrections.begin(one, 1, (), at)
    while await watch.newsroom.desk.deliverer.step(watch.channel):
        pass
    assert await watch.newsroom.aftermath.review(at) == ()


async def one_day(watch: Watch, chance: Random, day: date) -> None:
    """Live through a day: perhaps a change of the files, perhaps a check, and questions all along."""
    morning, noon, night = (datetime.combine(day, moment, UTC) for moment in MOMENTS)
    await watch.readers(morning)
    await watch.editors(morning)
    # Each of the two builds the base anew, which takes most of the test's time.
    if chance.random() < 0.2:
        watch.town.change(chance, day)
        await watch.newsroom.reload(noon, "test")
    found = [one for one in await due(watch.newsroom, noon) if one.may_stand]
    if found and chance.random() < 0.1:
        chosen = chance.choice(found)
        assert await confirm(watch.newsroom, chosen.key, "ed", noon)
        watch.town.checked(chosen.fact.id, day)
        assert await confirm(watch.newsroom, chosen.key, "eva", noon) is None
    await post(watch, chance.choice(list(QUESTIONS)), noon)
    await put_right(watch, noon)
    watch.published()
    await watch.readers(night)
    await watch.editors(night)


@pytest.mark.parametrize("seed", [13])
async def test_ninety_days_leave_no_overdue_or_retracted_answer_unmarked(tmp_path: Path, seed: int) -> None:
    town = AgingTown(tmp_path / "base", BEGUN)
    begun = datetime.combine(BEGUN, time(), UTC)
    cache = tmp_path / "matchers"
    live = LiveBase(town.folder, begun, "start", lambda path, over, _: open_matcher(path, cache, overlay=over))
    settings = replace(settings_of(tmp_path / "state"), retention=timedelta(days=365))
    desk = Desk(settings, lambda: live.served.matcher)
    async with desk.open():
        newsroom = Newsroom(live, Config(precision=0.8), desk)
        watch = Watch(town, newsroom, Channel(newsroom, begun))
        chance = Random(seed)
        for number in range(DAYS):
            await one_day(watch, chance, BEGUN + timedelta(days=number))
    print(f"{watch.looked} replies, {watch.late} overdue, {watch.back} on what was taken back, "  # noqa: T201
          f"{len(watch.channel.messages)} in public, {len(town.published)} facts published")  # fmt: skip
    assert watch.looked > DAYS * len(QUESTIONS) * 14
    assert min(watch.late, watch.back) > 200
