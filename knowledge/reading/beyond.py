"""What lies beyond a fact: what is not so, the present of a past fact, all of a kind, a thing that it doesn't tell.

Whatever the score, a fact doesn't answer these: see ``guard``, which asks here after names and numbers.
"""

import re
from collections.abc import Container, Iterable, Sequence

from knowledge.language.analysis import Analysis
from knowledge.language.english import english
from knowledge.language.opposites import opposite_stems
from knowledge.language.stemming import stem
from knowledge.reading.blocks import Block
from knowledge.reading.fact_text import FactText
from knowledge.reading.request import Request, RequestKind

# Kinds of thing of which words and figures tell surely that an answer has none.
_TOLD: frozenset[RequestKind] = frozenset({"why", "duration", "age", "when", "amount", "count"})
# What one of a series is called by: letters, by which the series is known, and a number.
_CODE = re.compile(r"([a-z]+)\d+[a-z]?")
# Words from the word that asks to the "not" of its own verb: "which of the members did not ...".
NEAR_ASKED = 5


def beyond_block(question: Analysis, request: Request, folded: frozenset[str], fact: FactText) -> Block | None:
    """Return what a question asks for that lies beyond ``fact``, or None; the arguments are those of the guard."""
    return (
        _negation_block(request, question, fact)
        or _ordinal_block(folded, fact)
        or _code_block(folded, fact)
        or _now_block(question, folded, fact)
        or _general_block(request, question, fact)
        or _opinion_block(request, fact)
        or _else_block(folded, fact)
        or _opposite_block(request, question, fact)
        or _lacking_block(request, fact)
        or _part_block(question, fact)
        or _form_block(request, fact)
    )


def _negation_block(request: Request, question: Analysis, fact: FactText) -> Block | None:
    """Block a fact where it is asked what is *not* so; in a claim or a reason a "not" is only weighed."""
    is_claim = request.kind in ("yes or no", "keywords", "why")
    if is_claim or not question.claims.negated or any(text.claims.negated for text in fact.analyses):
        return None
    if any(not english().cues.denying.isdisjoint(words) for words in fact.folded):
        return None
    return Block("negation", "") if _is_asked_not(question.texts) else None


def _is_asked_not(texts: Sequence[str]) -> bool:
    """Whether a "not" stands near the word that asks: "which member did not sign", not "fine for no ticket".

    That of a condition is another matter: "what happens if they don't pay".
    """
    lists = english()
    asking, nots = lists.question_words.keys() | lists.open_question_words, _places(texts, lists.negations)
    spans = (texts[at:not_] for at in _places(texts, asking) for not_ in nots if 0 < not_ - at <= NEAR_ASKED)
    return any(lists.cues.condition.isdisjoint(span) for span in spans)


def _places(texts: Sequence[str], wanted: Container[str]) -> list[int]:
    return [at for at, text in enumerate(texts) if text in wanted]


def _ordinal_block(folded: frozenset[str], fact: FactText) -> Block | None:
    """Block a fact about the first where the third is asked for."""
    return next((Block("number", word) for word in sorted(folded & english().ordinals - fact.said)), None)


def _code_block(folded: frozenset[str], fact: FactText) -> Block | None:
    """Block a fact about line N8, which says nothing of N7, where that is asked about: whether listed or not."""
    strange = {word: found[1] for word in folded - fact.said if (found := _CODE.fullmatch(word))}
    series = {found[1] for word in fact.said if (found := _CODE.fullmatch(word))} if strange else set()
    return next((Block("name", word.upper()) for word in sorted(strange) if strange[word] in series), None)


def _now_block(question: Analysis, folded: frozenset[str], fact: FactText) -> Block | None:
    """Block a fact of the past where somebody asks how it is now: a base ends on a day, the present doesn't.

    What editors ask and tell as of today ("who heads the port") stays so until they change it, and its day is shown
    beside it; where they tell of it as past, it is past.
    """
    if not question.claims.now or any(text.claims.now for text in (*fact.analyses, *fact.told)):
        return None
    is_told_as_past = any(not english().manner.past.isdisjoint(text.texts) for text in fact.told[:1])
    if not is_told_as_past and any(_is_present(text.texts) for text in fact.analyses):
        return None
    return Block("date", min(folded & english().manner.now, default="now"))


def _is_present(texts: Sequence[str]) -> bool:
    """Whether a wording asks how things are or will be: "who is ...", "will it ...", "who heads ..."."""
    manner = english().manner
    # The first is that of the question itself: "where are they built since the two yards were merged".
    if auxiliary := next((text for text in texts if text in manner.present | manner.past), ""):
        return auxiliary in manner.present
    # Behind "who" stands a verb; behind "which" and "what" it may be a plural: "which ferries sailed".
    return list(texts[:1]) == ["who"] and texts[1].endswith("s") and not texts[1].endswith("ss") if texts[1:] else False


def _general_block(request: Request, question: Analysis, fact: FactText) -> Block | None:
    """Block a fact about one matter where all of its kind are asked about: "what is a bailiff"."""
    if not request.is_general or question.entities or any(theirs.is_general for theirs in fact.requests):
        return None
    return Block("question word", "in general")


def _opinion_block(request: Request, fact: FactText) -> Block | None:
    """Block a fact, unless it is asked for just that, where somebody wants to know what to think of it."""
    if not request.is_opinion or any(theirs.is_opinion for theirs in fact.requests):
        return None
    return Block("question word", "opinion")


def _else_block(folded: frozenset[str], fact: FactText) -> Block | None:
    """Block a fact about somebody where it is asked who else, unless others are just what it is asked for."""
    is_told = "else" in fact.said or any(not english().cues.others.isdisjoint(words) for words in fact.folded)
    return Block("question word", "else") if "else" in folded and not is_told else None


def opposed(question: Analysis, fact: FactText) -> dict[str, frozenset[str]]:
    """Return what the canonical question of a fact has the opposite of, and no text of it has, with those opposites.

    Both are stems; the first are the question's own.
    """
    first = frozenset(fact.analyses[0].tokens)
    strange = (token for token in question.tokens if token not in fact.column)
    theirs = {token: first & opposite_stems().get(token, frozenset()) for token in strange}
    return {token: found for token, found in theirs.items() if found}


def _opposite_block(request: Request, question: Analysis, fact: FactText) -> Block | None:
    """Block a fact about the end where the start is asked for; a claim may be set right by it.

    Of 4,140 questions of readers to 69 bases five came near such a fact: three would have been answered wrongly; of the
    right ones one was a claim, and one told of a deed from its other side ("who bought it" where it was sold to whom).
    """
    # "Not allowed" is just what "forbidden" says.
    if request.kind == "yes or no" or question.claims.negated:
        return None
    for token, others in opposed(question, fact).items():
        if not any(_is_converse(token, other) for other in others):
            return Block("opposite", question.texts[question.tokens.index(token)])
    return None


def _is_converse(one: str, other: str) -> bool:
    """Whether two stems tell of one deed from both sides."""
    return any({one, other} == set(map(stem, pair)) for pair in english().converses)


def _lacking_block(request: Request, fact: FactText) -> Block | None:
    """Block a fact that neither gives nor is asked for a reason, a time, an age or a figure where one is asked for.

    On 58 bases, each with seventy questions of readers, a reason, duration or age refuses seven wrong answers and a
    right one; on 64, of 4,888 questions, a time or figure refuses one more that is wrong, and none that is right.
    """
    # Two hours later is a time too.
    held = fact.holds | ({"when"} if "duration" in fact.holds else set())
    if request.kind not in _TOLD or request.kind in held or not fact.said.isdisjoint(_telling(request.kind)):
        return None
    asking = {word for word, kind in english().question_words.items() if kind == request.kind}
    asked = zip(fact.requests, fact.folded, strict=True)
    is_asked = any(theirs.kind == request.kind or asking & words for theirs, words in asked)
    return None if is_asked else Block("lacking", request.kind)


def _part_block(question: Analysis, fact: FactText) -> Block | None:
    """Block a fact about the whole where only a part is asked for: "how many of the signatures were fake".

    It has a word for what sets that part apart, or none of the count is told.
    """
    texts, lists = question.texts, english()
    counted = next((at for at in range(1, len(texts)) if texts[at] == "of" and _is_count(texts[at - 1])), len(texts))
    verb = next((at for at in range(counted, len(texts)) if texts[at] in lists.auxiliaries), len(texts))
    behind = zip(question.tokens[verb:], texts[verb:], strict=True)
    apart = [token for token, text in behind if text and text not in lists.function_words]
    is_told = not fact.column.keys().isdisjoint(apart) or _has_synonym(question, fact)
    return Block("lacking", "count") if apart and not is_told else None


def _has_synonym(question: Analysis, fact: FactText) -> bool:
    """Whether a fact has, for a word of a question that it lacks, another that means the same."""
    theirs = (fact.columns[group] for group in question.concepts if group in fact.columns)
    return any(all(fact.tokens[at] not in question.tokens for at in places) for places in theirs)


def _is_count(text: str) -> bool:
    return english().asked_after_how.get(text) == "count"


def _form_block(request: Request, fact: FactText) -> Block | None:
    """Block a fact without a telephone number where one is asked for, and likewise for other things of a form.

    Of 3,060 questions of readers to 51 bases some sixty ask for one: no fact without it was the right one.
    """
    is_there = not request.form or request.form in fact.forms
    return (
        None
        if is_there or any(theirs.form == request.form for theirs in fact.requests)
        else Block("lacking", request.form)
    )


def _telling(kind: RequestKind) -> Iterable[str]:
    """Return the words that may tell a time or a sum where no year, month or figure does."""
    if kind == "when":
        return (*english().calendar.weekdays, *english().calendar.seasons, *english().cues.time)
    return english().numbers if kind == "amount" else ()
