"""Random bases with and without hidden facts, asked by readers in every way there is: nothing may differ, to the byte.

``python -m tests.embargo 10000`` makes so many pairs, compares them in all their parts, asks each fifty questions over
a matcher of either, and prints what differs: some 0.6 s of processor time a pair. ``python -m tests.embargo 10000 50``
asks only every fiftieth.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, cycle

from bot.api.replies import candidates_json, listed_json, message_json
from bot.client.autocomplete import facts_near, questions_near
from bot.client.rendering.findings import render_findings
from bot.client.rendering.replies import Showing, render, render_candidates, render_fact, render_in_full, render_sources
from bot.config import Config
from bot.exports.documents import KINDS
from bot.newsroom.bearing import bearing_on
from bot.newsroom.conversations import Conversations
from bot.newsroom.findings import find
from bot.newsroom.newsroom import Decision
from bot.newsroom.timeline import subjects_of, timeline_of
from bot.newsroom.welcome import best_linked
from bot.newsroom.written_days import Period
from bot.site.building import Owner, site_of
from bot.wording.facts import sources_of_base
from bot.wording.timeline import timeline_in_words
from knowledge.decision.matcher import PRECISION, Matcher
from knowledge.language.encoder import encoder_named
from knowledge.model import Citation, Entity, Fact, FactBase, Lesson, Location, Office, Position, Source
from knowledge.retrieval.vector_store import VectorStore
from knowledge.service.expectations import expectation
from knowledge.visibility import visible

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
QUESTIONS = 50
_SYLLABLES = ("bar", "dol", "fen", "gri", "hul", "jor", "kam", "lin", "mor", "nev", "osk", "pel", "rud", "sten", "tov")
_THINGS = ("toll", "ferry", "budget", "school", "stadium", "tram", "museum", "harbour", "library", "market", "bridge")
_ASKED = (
    ("How much did {who} pay for the {thing}?", "{thing} price paid by {who}", "{who} paid 4 million for the {thing}."),
    ("Why did {who} close the {thing}?", "reason the {thing} was closed", "{who} closed the {thing} over unpaid dues."),
    ("When did {who} open the {thing}?", "{thing} opening day", "{who} opened the {thing} on 5 May 2021."),
    ("Who sold the {thing} to {who}?", "seller of the {thing}", "The council sold the {thing} to {who} in 2022."),
    ("Where does {who} keep the {thing} papers?", "place of the {thing} papers", "{who} keeps them in the town hall."),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A base, the same with hidden facts in it, and what readers ask of either."""

    without: FactBase
    with_hidden: FactBase
    questions: tuple[str, ...]


class _Maker:
    """Makes the parts of one base; no name is given twice, so that what only hidden facts name is known."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._names: set[str] = set()

    def name(self) -> str:
        while True:
            parts = ("".join(self.chance.choices(_SYLLABLES, k=2)).capitalize() for _ in range(2))
            if (made := " ".join(parts)) not in self._names and not self._names & set(made.split()):
                self._names |= {made, *made.split()}
                return made

    def people(self, count: int) -> list[Entity]:
        made = [self.name() for _ in range(count)]
        return [
            Entity(one.lower().replace(" ", "-"), one, "person", (one.split()[1],), (Office(f"{word} inspector"),))
            for one, word in zip(made, self.chance.sample(_THINGS, count), strict=True)
        ]

    def sources(self, prefix: str, count: int) -> list[Source]:
        days = self.chance.choices(range(1, 28), k=count)
        return [Source(f"{prefix}-{at}", f"{prefix.title()} Gazette", f"Report {at}", f"2024-03-{day:02}")
                for at, day in enumerate(days)]  # fmt: skip

    def facts(self, prefix: str, people: list[Entity], sources: list[Source], count: int) -> list[Fact]:
        kinds = self.chance.sample([(asked, thing) for asked in _ASKED for thing in _THINGS], count)
        return [self._fact(f"{prefix}-{at}", kind, people, sources) for at, kind in enumerate(kinds)]

    def _fact(self, name: str, kind: tuple[tuple[str, ...], str], people: list[Entity], sources: list[Source]) -> Fact:
        who, cited = self.chance.choice(people), self.chance.sample(sources, self.chance.randint(1, len(sources)))
        asked, phrasing, answer = (text.format(who=who.name, thing=kind[1]) for text in kind[0])
        is_listed, is_contested = self.chance.random() < 0.5, self.chance.random() < 0.3
        return Fact(
            name, asked, answer, tuple(Citation(source.id) for source in cited),
            as_of=date(2024, 3, self.chance.randint(1, 28)),
            status=self.chance.choice(("confirmed", "reported", "denied")),
            phrasings=(f"{phrasing} {name}",),
            not_=(f"Which bank paid for the {kind[1]} of {who.name}?",) if self.chance.random() < 0.3 else (),
            entities=(who.id,) if is_listed else (),
            positions=(Position(who.id, "it was right", source=cited[0].id),) if is_contested else (),
        )  # fmt: skip


def pair_of(seed: int) -> Pair:
    """Return a base of three to six facts, and the same with one to three hidden ones amid them."""
    maker = _Maker(seed)
    chance = maker.chance
    people, sources = maker.people(3), maker.sources("open", 2)
    shown = maker.facts("open", people, sources, chance.randint(3, 6))
    others, reports = maker.people(2), maker.sources("closed", 2)
    # What no open fact uses stays, as editors listed it, until a hidden one does: of that there is no base without.
    known = [one for one in people if any(one.name in fact.question + fact.answer for fact in shown)]
    cited = [one for one in sources if any(Citation(one.id) in fact.citations for fact in shown)]
    drawn = maker.facts("closed", [*known, *others], [*cited, *reports], chance.randint(1, 3))
    hidden = [_hidden(fact, chance) for fact in drawn]
    names = [fact.id for fact in shown]
    shown = [replace(fact, related=tuple(chance.sample(names, 1)) if chance.random() < 0.5 else ()) for fact in shown]
    without = FactBase(
        facts=tuple(shown), sources={one.id: one for one in sources}, entities=tuple(people),
        synonyms=(("gadget", next(word for word in _THINGS if word in shown[0].question)),),
        locations={name: Location("base/facts.yaml", 1) for name in names},
        lessons=(Lesson(names[0], f"{names[0]} in short", "eva", date(2024, 3, 2)),), review_after=180,
    )  # fmt: skip
    return Pair(without, _with(without, hidden, (others, reports), chance), _questions(shown, hidden, chance))


def _hidden(fact: Fact, chance: random.Random) -> Fact:
    hour = NOW + timedelta(minutes=chance.randint(1, 100_000))
    ways: tuple[Callable[[], Fact], ...] = (
        lambda: replace(fact, publish_at=hour),
        lambda: replace(fact, draft=True),
        lambda: replace(fact, audience="staff"),
        lambda: replace(fact, draft=True, publish_at=NOW),
    )
    return chance.choice(ways)()


def _with(
    without: FactBase, hidden: list[Fact], own: tuple[list[Entity], list[Source]], chance: random.Random
) -> FactBase:
    """Return a base with hidden facts anywhere in it, what they alone use, and open facts that refer to them."""
    named = {name for fact in hidden for name in (*fact.entities, *(one.by for one in fact.positions))}
    cited = {citation.source for fact in hidden for citation in fact.citations}
    texts = " ".join(text for fact in hidden for text in (*fact.wordings, fact.answer))
    people = [one for one in own[0] if one.id in named or one.name in texts]
    reports = [one for one in own[1] if one.id in cited]
    facts = [replace(fact, related=(*fact.related, chance.choice(hidden).id)) for fact in without.facts]
    for fact in hidden:
        facts.insert(chance.randint(0, len(facts)), replace(fact, related=(chance.choice(without.facts).id,)))
    return replace(
        without,
        facts=tuple(facts),
        sources={one.id: one for one in (*reports, *without.sources.values())},
        entities=(*people, *without.entities),
        synonyms=(*without.synonyms, (f"quaxvil {hidden[0].id}", hidden[0].phrasings[0])),
        locations={**without.locations, **{fact.id: Location("base/secret.yaml", 1) for fact in hidden}},
        lessons=(Lesson(hidden[0].id, f"{hidden[0].id} in short", "ed", date(2024, 3, 2)), *without.lessons),
        version="of the files",
    )


def _questions(shown: list[Fact], hidden: list[Fact], chance: random.Random) -> tuple[str, ...]:
    """Return what readers ask: wordings of either, as they stand, cut short, mistyped and mixed; and leaning ones."""
    asked = [text for fact in (*shown, *hidden) for text in (*fact.wordings, fact.answer, *fact.not_)]
    names = [" ".join(fact.answer.split()[:2]) for fact in (*shown, *hidden)]
    more = [
        f"{chance.choice(asked)} {chance.choice(asked)}",
        *(f"who is {name}" for name in names),
        "and why?",
        "the second one",
    ]
    cut = [text[: chance.randint(3, len(text))] for text in asked]
    slips = [text.replace(chance.choice("aeiou"), "", 1) for text in asked]
    every = list(chain(asked, more, cut, slips))
    return tuple(chance.choices(every, k=QUESTIONS))


def open_to_all(base: FactBase) -> FactBase:
    """Return what everybody may know of a base, under a version that stands for that alone."""
    return visible(base, NOW)


def ways(matcher: Matcher) -> Iterator[Callable[[str], object]]:
    """Yield the ways in which readers ask, for ever: each returns all that comes back."""
    talks = Conversations(PRECISION)

    def message(question: str) -> object:
        decided = talks.decide_all(matcher, question, "1:2", NOW)
        return [
            message_json(question, decided, matcher, NOW.date()),
            [render(Decision(one.question, one.outcome, matcher, NOW.date())) for one in decided],
        ]

    def findings(text: str) -> object:
        return render_findings(find(matcher, text, PRECISION), matcher.base, NOW.date(), may_post=True)

    yield from cycle((
        message,
        lambda typed: [questions_near(matcher, typed), facts_near(matcher, typed)],
        findings,
        lambda text: render_candidates("", bearing_on(matcher, text, 3)),
        lambda text: candidates_json(matcher.candidates(text)),
        lambda text: message_json(
            text, Conversations(PRECISION).decide_all(matcher, text, "1:3", NOW), matcher, NOW.date()
        ),
    ))  # fmt: skip


def told(base: FactBase, questions: tuple[str, ...], store: VectorStore) -> list[str]:
    """Return all that readers are told of a base: of each question, and what lists and counts say."""
    matcher = Matcher(base, store=store)
    said = [repr(way(question)) for question, way in zip(questions, ways(matcher), strict=False)]
    said += [json.dumps(listed_json(fact, matcher, NOW.date())) for fact in base.facts]
    for fact in base.facts:
        said += [
            repr(render_fact(fact, matcher, Showing(NOW.date()))),
            render_sources(fact, matcher, NOW.date()),
            render_in_full(fact, matcher, NOW.date()),
        ]
    said += [kind.make(matcher, Config(newsroom="Gazette"), NOW.date()) for kind in KINDS]
    said += [repr(one) for one in site_of(base, lambda fact: matcher.texts_of(fact).names, Owner())]
    for subject in subjects_of(matcher):
        said.append(timeline_in_words(timeline_of(matcher, (subject,), Period()), matcher, NOW.date()))
    said += [
        sources_of_base(base),
        repr(list(best_linked(base.facts))),
        repr(expectation(matcher, PRECISION)),
        base.version,
    ]
    return said


def difference_of(pair: Pair, store: VectorStore, show: Callable[[FactBase], FactBase] = open_to_all) -> str:
    """Return the first thing that readers are told otherwise where hidden facts are in the base, "" for nothing."""
    shown = show(pair.with_hidden)
    before = told(replace(pair.without, version=shown.version), pair.questions, store)
    after = told(shown, pair.questions, store)
    return next(
        (f"{a}\n{b}" for a, b in zip(before, after, strict=False) if a != b),
        "" if len(before) == len(after) else "more",
    )


def main(count: int, every: int = 1) -> int:
    """Compare so many pairs, the replies of ``every``th, and return how many differ."""
    store, different, asked = VectorStore(encoder_named("none")), 0, 0
    for number in range(count):
        pair = pair_of(number)
        shown = open_to_all(pair.with_hidden)
        found = "" if shown == replace(pair.without, version=shown.version) else f"{pair.without}\n{shown}"
        if number % every == 0:
            asked += 1
            found = found or difference_of(pair, store)
        if found:
            different += 1
            sys.stdout.write(f"base {number}: {found}\n")
        if (number + 1) % 100 == 0:
            sys.stdout.write(f"{number + 1} bases, {asked} of them asked {QUESTIONS} questions, {different} differ\n")
            sys.stdout.flush()
    return different


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
