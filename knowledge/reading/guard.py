"""What scores can't see: a name, number, date, negation or question word that the fact does not carry.

Swapped names score higher than honest rephrasings, so each of these refuses an answer by itself, whatever the score.
"""

from knowledge.language.analysis import Analysis
from knowledge.language.claims import Claims
from knowledge.language.english import QuestionWord, english
from knowledge.language.entities import EntityFinder
from knowledge.reading.blocks import Block
from knowledge.reading.fact_profile import FactProfile
from knowledge.reading.query import Query

# A fact whose wordings have one person act upon another so often, and the asked-for one so much more rarely, is about
# the former.
OFTEN, RARELY = 3, 4
CAST_OFTEN = SAID_OFTEN = 2
SHORTEST_TOPIC = 4


class Guard:
    """Checks questions against what facts carry."""

    def __init__(self, finder: EntityFinder) -> None:
        self._kinds = finder.kinds
        self._names = finder.names

    def block(self, query: Query, profile: FactProfile) -> Block | None:
        """Return the first reason why a fact of this ``profile`` must not answer, or None."""
        return (
            self._name_block(query, profile)
            or _claims_block(query.question.claims, profile.claims)
            or _ordinal_block(query, profile)
            or _negation_block(query.question.claims, profile)
            or _opposite_block(query, profile)
            or self._asked_block(query, profile)
            or _measure_block(query, profile)
            or _topic_block(query, profile)
        )

    def _name_block(self, query: Query, profile: FactProfile) -> Block | None:
        question, named = query.question, query.named
        if question.strangers:
            return Block("unknown name", question.strangers[0])
        if question.foreign:
            # Another holder of the office, or the same office of somebody else.
            return Block("unknown name", question.foreign[0])
        # Whose something the wordings tell of may stand beside ("Anna's harbour master"), but not be asked about.
        foreign = query.people - profile.entities - (profile.owners & question.owners)
        foreign |= query.things - profile.mentioned
        if foreign:
            return Block("name", self._names[min(foreign)])
        missing = profile.core - named
        # Somebody stands where the fact has somebody else: only wordings with the same cast allow it.
        if named - profile.core and (missing or not profile.core) and not _is_cast(query, profile):
            return Block("name", self._names[min(named - profile.core)])
        if question.unknown and named and missing:
            # An unknown word, and the one whom the fact is about is missing: somebody else may be meant.
            return Block("unknown name", question.unknown[0])
        if named and missing and (block := _subject_block(query, profile)):
            return block
        return self._owner_block(query, profile) or _turned_block(query, profile)

    def _owner_block(self, query: Query, profile: FactProfile) -> Block | None:
        """Block a fact about Anna where Anna's father is asked for, or about her house where his is."""
        for owner, word in query.owned:
            if word.text in english().relations and not word.is_in(profile.known, profile.groups):
                return Block("near miss", word.text)
            owners = [profile.owned.get(topic, {}) for topic in word.topics]
            theirs = sum(count for counts in owners for other, count in counts.items() if other != owner)
            if theirs >= OFTEN and not any(owner in counts for counts in owners):
                return Block("name", self._names[owner])
        return None

    def _asked_block(self, query: Query, profile: FactProfile) -> Block | None:
        named = query.people & profile.core
        for asked in sorted(query.question.claims.question_words):
            # "who ran it after him" names the very man whom the fact's own "who ran it" asks for.
            casts = profile.question_words.get(asked, ())
            carries = any(named <= cast for cast in casts) if asked == "who" else bool(casts)
            if not (carries or self._answers(asked, query.question, profile)):
                return Block("question word", asked)
        return None

    def _answers(self, asked: QuestionWord, question: Analysis, profile: FactProfile) -> bool:
        unnamed = profile.mentioned - question.entities
        match asked:
            case "when":
                return profile.has_date
            case "how many":
                return profile.has_number
            case "who":
                return any(self._kinds.get(entity) in ("person", "organisation") for entity in unnamed)
            case "where":
                return any(self._kinds.get(entity) == "place" for entity in unnamed)
            case "why" | "how long":
                return False


def _is_cast(query: Query, profile: FactProfile) -> bool:
    named = query.named
    if "who" in query.question.claims.question_words and named in profile.question_words.get("who", ()):
        return True
    # One wording alone may have left somebody out by chance.
    # A fact about no person but about a thing is about neither where only a person is named.
    is_open = not profile.core and (not profile.subjects or bool(profile.subjects & query.things))
    matching = [n for cast, n in profile.casts.items() if cast == named or (is_open and named <= cast)]
    return sum(matching) >= CAST_OFTEN


def _subject_block(query: Query, profile: FactProfile) -> Block | None:
    """Block a fact about two people where only one is named and nothing else of what its wordings say is there."""
    for word in query.content:
        # One wording alone may have the word by chance.
        if profile.stems.get(word.token, 0) >= SAID_OFTEN or word.is_in(profile.first, profile.first_groups):
            return None
    return Block("near miss", query.telling[0].text) if query.telling else None


def _opposite_block(query: Query, profile: FactProfile) -> Block | None:
    for word, others in query.opposed:
        is_first = any(other.is_in(profile.first, profile.first_groups) for other in others)
        if is_first and word.token not in profile.stems:
            return Block("opposite", word.text)
    return None


def _topic_block(query: Query, profile: FactProfile) -> Block | None:
    """Block a fact that shares the name and nothing of what is asked: the "capital" of "the capital of Spain"."""
    if not query.question.entities or any(word.is_in(profile.known, profile.groups) for word in query.telling):
        return None
    # A short word that nobody knows is sooner a slip than a topic.
    return next((Block("near miss", word.text) for word in query.telling if len(word.text) >= SHORTEST_TOPIC), None)


def _measure_block(query: Query, profile: FactProfile) -> Block | None:
    """Block a fact that lacks the measure which is asked for: the "tall" of "how tall is he?"."""
    for word in query.measured:
        if not word.is_in(profile.known, profile.groups):
            return Block("question word", f"how {word.text}")
    return None


def _ordinal_block(query: Query, profile: FactProfile) -> Block | None:
    for word in query.ordinals:
        if word.token not in profile.known:
            return Block("number", word.text)
    return None


def _turned_block(query: Query, profile: FactProfile) -> Block | None:
    """Block a fact in which it is another one who acts, or the other one of the two."""
    question = query.question
    # Of three people named the order doesn't tell who acts upon whom.
    for actor, other in sorted(question.acts) if len(query.people) == 2 else ():
        ours = profile.acts.get((actor, other), 0)
        if (other, actor) in question.acts:
            continue
        theirs = [count for (who, whom), count in profile.acts.items() if whom == other and who != actor]
        # Who only owns something is no other one who acts: "the mayor's driver".
        most = max([profile.acts.get((other, actor), 0), *([] if question.owners else theirs)])
        if most >= OFTEN and ours * RARELY < most:
            return Block("roles", "")
    return None


def _claims_block(question: Claims, profile: Claims) -> Block | None:
    if not question.has_numbers:
        return None
    return _number_block(question, profile) or _date_block(question, profile)


def _number_block(question: Claims, profile: Claims) -> Block | None:
    for number in sorted(question.numbers - profile.numbers):
        # "feb 17" may be a day or a year.
        if f"20{number}" not in profile.years:
            return Block("number", number)
    return None


def _date_block(question: Claims, profile: Claims) -> Block | None:
    for year in sorted(question.years - profile.years):
        return Block("date", year)
    names = english().calendar.month_names
    for month in sorted(question.months - profile.months):
        return Block("date", names[month - 1].capitalize())
    for month, year in sorted(question.dated - profile.dated):
        return Block("date", f"{names[month - 1].capitalize()} {year}")
    for season, year in sorted(question.seasons):
        if not _is_season_of(season, year, profile):
            return Block("date", f"{season} {year}".strip())
    for weekday in sorted(question.weekdays - profile.weekdays):
        return Block("date", weekday.capitalize())
    return None


def _is_season_of(season: str, year: str, profile: Claims) -> bool:
    if (season, year) in profile.seasons or (season, "") in profile.seasons:
        return True
    months = english().calendar.seasons[season]
    if not year:
        return not profile.months.isdisjoint(months)
    # A winter is named after the year in which it begins or the one in which it ends.
    years = {year, str(int(year) + 1), str(int(year) - 1)} if 1 in months else {year}
    return any((month, of) in profile.dated for month in months for of in years)


def _negation_block(question: Claims, profile: FactProfile) -> Block | None:
    if question.negated != profile.claims.negated and (question.negated or profile.always_negated):
        return Block("negation", "not")
    return None
