"""A question held against one fact, part by part: what of it a wording or the answer carries, and what it lacks.

Words are aligned greedily, each with its nearest (the recall and precision of BERTScore, Zhang et al. 2020, on static
vectors), weighted by how much they tell; requests, names, numbers, tense and polarity are compared as such. What comes
out are signals for a fitted judgement (see ``decision.judgement``), not verdicts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.language.analysis import Analysis, Analyst
from knowledge.language.english import english
from knowledge.reading.beyond import opposed
from knowledge.reading.claims_held import claims_missing
from knowledge.reading.fact_text import FactText, Weigh
from knowledge.reading.request import Request
from knowledge.reading.word_units import Units, units_of

Array = NDArray[np.float64]

# Below this cosine two words of the table are as good as unrelated: unrelated nouns reach .3 on WordLlama's table.
# Halved, one answer more of 240 is wrong.
RELATED = 0.35
# Signals are cut here, so that one very long question doesn't outweigh all others.
MOST_GAPS = 4.0
# What a wording's coverage of the question, and the question's of the wording, count for beside the cosine of sentences
# when the wording is chosen that a fact is judged by. Without them the bundled base, of 35 wordings a fact, answers 60
# of 77 questions rightly instead of 68; on bases of a wording or two they are no matter.
COVERAGE, RETURN = 0.5, 0.25
WORD_KINDS = ("who", "when", "where", "why", "how", "count", "amount", "duration", "what", "which")
SIGNALS = (
    "near", "cover", "gap", "gaps", "back", "back gap", "back gaps", "cover all", "gap all", "gaps all", "cover own",
    "gap own", "same kind", "any kind", "kind held", "kind missing", "thing wording", "thing fact", "has thing",
    "names wording", "names missing", "names shared", "names foreign", "no names", "wording no names", "yes or no",
    "keywords", "wording yes or no", "negated", "turned", "opposite", "now", "present", "addressed", "generic", "turns",
    "turns back", "claims missing", "unnamed", "unknown", "bare", "short", "long", "length",
    *(f"asks {kind}" for kind in WORD_KINDS), *(f"only asks {kind}" for kind in WORD_KINDS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question ready to be aligned: its analysis and request, its distinct tokens with vectors and weights."""

    analysis: Analysis
    request: Request
    folded: frozenset[str]
    tokens: tuple[str, ...]
    words: tuple[str, ...]
    groups: tuple[frozenset[int], ...]
    units: Units
    weights: Units
    content: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The signals of one fact, see ``SIGNALS``, and the number of the wording that fits best."""

    signals: Array
    wording: int


def question_text(
    analysis: Analysis, request: Request, folded: frozenset[str], analyst: Analyst, weigh: Weigh
) -> QuestionText:
    """Return a question with what aligning it needs, worked out once for all candidates."""
    distinct = dict(zip(analysis.tokens, analysis.texts, strict=True))
    skipped = english().function_words
    return QuestionText(
        analysis=analysis,
        request=request,
        folded=folded,
        tokens=tuple(distinct),
        words=tuple(distinct.values()),
        groups=tuple(analyst.groups_of(word) if word else frozenset() for word in distinct.values()),
        units=units_of(distinct.values()),
        weights=np.array([weigh(token, word) for token, word in distinct.items()], dtype=np.float32),
        content=np.array([not word or word not in skipped for word in distinct.values()], dtype=bool),
    )


def align(question: QuestionText, fact: FactText, units: Units, near: Units, left_out: int = -1) -> Alignment:
    """Return how ``question`` stands to ``fact``.

    Args:
        question: what was asked.
        fact: the texts of the fact.
        units: the unit vectors of its words, shape (tokens, 256).
        near: the cosine of sentences with each of the fact's wordings, shape (wordings,).
        left_out: a wording to be treated as if the base didn't have it.
    """
    table = _table(question, fact, units)
    best = np.maximum.reduceat(table[:, fact.members], fact.starts, axis=1)
    carried = table.max(axis=0, initial=0.0)[fact.members] * fact.weights[fact.members]
    lengths = np.add.reduceat(fact.weights[fact.members], fact.starts)
    back = (np.add.reduceat(carried, fact.starts) / (lengths + 1e-9)).astype(np.float32)
    cover = (question.weights @ best / (question.weights.sum() + 1e-9)).astype(np.float32)
    return _aligned(question, fact, _Parts(table, best, cover, back, near), left_out)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Similarities of words (question, fact) and of words with texts (question, texts); coverage both ways."""

    table: Units
    best: Units
    cover: Units
    back: Units
    near: Units


def _table(question: QuestionText, fact: FactText, units: Units) -> Units:
    table: Units = question.units @ units.T
    table[table < RELATED] = 0.0
    np.minimum(table, 1.0, out=table)
    for at, (token, groups) in enumerate(zip(question.tokens, question.groups, strict=True)):
        for group in groups:
            if group in fact.columns:
                table[at, list(fact.columns[group])] = 1.0
        if token in fact.column:
            table[at, fact.column[token]] = 1.0
    return table


def _aligned(question: QuestionText, fact: FactText, parts: _Parts, left_out: int) -> Alignment:
    wordings = [at for at in range(fact.wordings) if at != left_out]
    scores = parts.near + COVERAGE * parts.cover[: fact.wordings] + RETURN * parts.back[: fact.wordings]
    if left_out >= 0:
        scores[left_out] = -1.0
    chosen = int(scores.argmax()) if wordings else -1
    values: dict[str, float] = {"near": float(parts.near[chosen]) if wordings else 0.0}
    values |= _coverage(question, fact, parts, chosen, left_out)
    values |= _kinds(question, fact, chosen, wordings)
    values |= _things(question, parts, chosen)
    values |= _names(question, fact, chosen)
    values |= _manner(question, fact, chosen)
    return Alignment(np.array([values[name] for name in SIGNALS]), max(chosen, 0))


def _coverage(question: QuestionText, fact: FactText, parts: _Parts, chosen: int, left_out: int) -> dict[str, float]:
    kept = [at for at in range(len(fact.starts)) if at != left_out]
    every = parts.best[:, kept].max(axis=1) if kept else np.zeros(len(question.tokens), dtype=np.float32)
    told = list(range(fact.wordings, len(fact.starts)))
    own = [at for at in (chosen, *told) if at >= 0]
    best_own = parts.best[:, own].max(axis=1) if own else every
    wording = parts.best[:, chosen] if chosen >= 0 else np.zeros_like(every)
    gap, gaps = _gaps(question.weights, wording, question.content)
    gap_all, gaps_all = _gaps(question.weights, every, question.content)
    back_gap, back_gaps = _back_gaps(parts.table, fact, chosen)
    total = question.weights.sum() + 1e-9
    return {
        "cover": float(question.weights @ wording / total), "gap": gap, "gaps": gaps,
        "back": float(parts.back[chosen]) if chosen >= 0 else 0.0, "back gap": back_gap, "back gaps": back_gaps,
        "cover all": float(question.weights @ every / total), "gap all": gap_all, "gaps all": gaps_all,
        "cover own": float(question.weights @ best_own / total),
        "gap own": _gaps(question.weights, best_own, question.content)[0],
    }  # fmt: skip


def _gaps(weights: Units, best: Units, content: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the weight of the word that is carried least, and of all that isn't carried."""
    missing = (weights * (1.0 - best))[content]
    return (float(missing.max()), min(float(missing.sum()), MOST_GAPS)) if len(missing) else (0.0, 0.0)


def _back_gaps(table: Units, fact: FactText, chosen: int) -> tuple[float, float]:
    if chosen < 0:
        return 1.0, 2.0
    last = fact.starts[chosen + 1] if chosen + 1 < len(fact.starts) else len(fact.members)
    own = fact.members[fact.starts[chosen] : last]
    skipped = english().function_words
    content = np.array([not fact.words[at] or fact.words[at] not in skipped for at in own], dtype=bool)
    return _gaps(fact.weights[own], table.max(axis=0, initial=0.0)[own], content)


def _kinds(question: QuestionText, fact: FactText, chosen: int, wordings: list[int]) -> dict[str, float]:
    asked = question.request.kind
    theirs = fact.requests[chosen].kind if chosen >= 0 else "keywords"
    alike = asked == theirs or {asked, theirs} <= {"what", "which"} or {asked, theirs} <= {"yes or no", "keywords"}
    any_kind = any(fact.requests[at].kind == asked for at in wordings)
    checked = asked in ("when", "count", "frequency", "amount", "duration", "age", "why") and bool(fact.told)
    held = asked in fact.holds
    values = {
        "same kind": float(alike), "any kind": float(any_kind),
        "kind held": float(checked and not any_kind and held),
        "kind missing": float(checked and not any_kind and not held),
        "yes or no": float(asked == "yes or no"), "keywords": float(asked == "keywords"),
        "wording yes or no": float(theirs == "yes or no"),
    }  # fmt: skip
    values |= {f"asks {kind}": float(asked == kind) for kind in WORD_KINDS}
    return values | {f"only asks {kind}": float(asked == kind and not any_kind) for kind in WORD_KINDS}


def _things(question: QuestionText, parts: _Parts, chosen: int) -> dict[str, float]:
    """Return how far the asked thing, the *title* of a speech, is from what the wording and the whole fact have."""
    named = set(question.request.thing)
    rows = [at for at, word in enumerate(question.words) if word and word in named]
    if not rows:
        return {"thing wording": 0.0, "thing fact": 0.0, "has thing": 0.0}
    wording = parts.best[rows, chosen].min() if chosen >= 0 else 0.0
    return {
        "thing wording": float(1.0 - wording),
        "thing fact": float(1.0 - parts.best[rows].max(axis=1).min()),
        "has thing": 1.0,
    }


def _names(question: QuestionText, fact: FactText, chosen: int) -> dict[str, float]:
    asked = question.analysis.entities
    theirs = fact.analyses[chosen].entities if chosen >= 0 else frozenset()
    acts = fact.analyses[chosen].acts if chosen >= 0 else frozenset()
    return {
        "names wording": float(len(asked - theirs)), "names missing": float(len(theirs - asked)),
        "names shared": float(len(asked & theirs)), "names foreign": float(len(asked - fact.names)),
        "no names": float(not asked), "wording no names": float(not theirs),
        "opposite": float(bool(opposed(question.analysis, fact))),
        "turned": float(any((b, a) in acts and (a, b) not in acts for a, b in question.analysis.acts)),
    }  # fmt: skip


def _asks_name(question: QuestionText, words: frozenset[str]) -> bool:
    return question.request.kind == "who" or bool(words & english().manner.naming)


def _manner(question: QuestionText, fact: FactText, chosen: int) -> dict[str, float]:
    words, lists = question.folded, english().manner
    wording = fact.analyses[chosen] if chosen >= 0 else None
    their_words = fact.folded[chosen] if chosen >= 0 else frozenset[str]()
    is_present = bool(words & lists.present) and not words & lists.past
    count = int(question.content.sum())
    negated = question.analysis.claims.negated != (wording.claims.negated if wording else False)
    return {
        "negated": float(negated), "now": float(bool(words & lists.now) and not their_words & lists.now),
        "present": float(is_present and bool(their_words & lists.past)),
        "turns": float(len(words & english().cues.turning - their_words)),
        "turns back": float(len(their_words & english().cues.turning - words)),
        "claims missing": float(claims_missing(question.analysis.claims, fact.claims)),
        "unnamed": float(_asks_name(question, words) and not fact.proper - words),
        "addressed": float(bool(words & lists.addressed)),
        "generic": float(not question.analysis.entities and (is_present or bool(words & lists.indefinite))),
        "unknown": float(len(question.analysis.unknown)), "bare": float(count <= 1), "short": float(count <= 2),
        "long": float(count >= 7), "length": min(count, 10) / 10.0,
    }  # fmt: skip
