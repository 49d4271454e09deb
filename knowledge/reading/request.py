"""What a question asks for: its kind (who, when, how many ...) and the asked thing (the *title* of the speech).

The kinds follow the coarse answer types of question classification (Li and Roth 2002), as far as function words and the
nouns beside them tell: the rest of a question is compared word by word (see ``alignment``), so nothing here needs a
parser.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from knowledge.language.english import english
from knowledge.reading.forms import form_asked

RequestKind = Literal[
    "who", "when", "where", "why", "how", "count", "amount", "duration", "frequency", "age", "measure", "what", "which",
    "yes or no", "keywords",
]  # fmt: skip
KINDS: tuple[RequestKind, ...] = get_args(RequestKind)

# Words of the thing that is asked for, "campaign adviser": more are a clause. At 1 one of 243 answers to 13 bases
# differs.
LONGEST_THING = 3


@dataclass(frozen=True, slots=True)
class Request:
    """The ``kind`` of thing that a question asks for, and the words that name the thing, folded.

    ``is_general`` says that it asks about all of a kind: what an audit is, how audits work; ``is_opinion`` that it asks
    what somebody thinks of a matter, or what ought to be. ``form`` is the name of a thing that is told by its form, a
    "phone number", where it asks for one.
    """

    kind: RequestKind
    thing: tuple[str, ...] = ()
    is_general: bool = False
    is_opinion: bool = False
    form: str = ""


def read_request(words: Sequence[str]) -> Request:
    """Return what is asked for by a question's folded words, in order."""
    return replace(_read(words), is_general=_is_general(words), is_opinion=_is_opinion(words), form=form_asked(words))


def _asked_nouns() -> dict[str, RequestKind]:
    """Return what each noun behind "what" asks for."""
    return cast("dict[str, RequestKind]", english().asked_nouns)


def _is_general(words: Sequence[str]) -> bool:
    """Whether a question asks what a thing is, or how things of its kind work, rather than after one of them."""
    if "what" in words:
        behind = list(words[words.index("what") + 1 :])
        is_definition = behind[:1] in (["is"], ["are"], ["does"]) and (
            behind[1:2] in (["a"], ["an"]) or behind[-1] in ("mean", "means", "do") or behind[-2:] == ["supposed", "to"]
        )
        return is_definition or (behind[:1] == ["does"] and behind[-1:] == ["mean"])
    if "how" in words:
        behind = list(words[words.index("how") + 1 :])
        return behind[:1] in (["do"], ["does"], ["can"]) and (
            behind[-1:] in (["work"], ["works"]) or not english().cues.generic.isdisjoint(behind[1:2])
        )
    return False


def _is_opinion(words: Sequence[str]) -> bool:
    """Whether a question asks for a judgement: "do you think", "imo", "should he resign", but not "should I".

    Of 39 such questions that readers asked of 60 bases none had an answer in its base.
    """
    phrases = {" ".join(words[at : at + length]) for at in range(len(words)) for length in (1, 2, 3)}
    should = words.index("should") if "should" in words[:2] else -1
    is_advice = not english().cues.advised.isdisjoint(words[should + 1 : should + 2])
    return not phrases.isdisjoint(english().cues.opinion) or (should >= 0 and not is_advice and _opens(words, should))


def _opens(words: Sequence[str], at: int) -> bool:
    """Whether nothing is asked for before the word at a place: "who should ..." asks for somebody."""
    return not any(word in english().question_words or word in ("how", "what", "which") for word in words[:at])


def _read(words: Sequence[str]) -> Request:
    for at, word in enumerate(words):
        behind = words[at + 1] if at + 1 < len(words) else ""
        if word == "how" and behind != "about":
            return _after_how(words, at, behind)
        if word in english().question_words and not _opens_clause(words, at):
            return Request(cast("RequestKind", english().question_words[word]))
        if word in ("what", "which"):
            return _after_what(words, at, behind)
    if words and words[0] in english().auxiliaries:
        return Request("yes or no")
    nouns = _asked_nouns()
    if any(nouns.get(word) == "why" for word in words):
        return Request("why")
    # "bridge opening date", but neither "traffic compared with last year" nor "pay per week".
    others = english().function_words | english().cues.rank | english().cues.rate
    is_asked = len(words) > 1 and words[-2] not in others
    return Request(nouns.get(words[-1], "keywords") if is_asked else "keywords")


def _opens_clause(words: Sequence[str], at: int) -> bool:
    """Whether a question word only opens a clause: "did he lie *when* he spoke to her" asks for no date."""
    return at > 1 and at < len(words) - 1 and words[0] in english().auxiliaries


def _after_how(words: Sequence[str], at: int, behind: str) -> Request:
    if kind := english().asked_after_how.get(behind):
        return Request(cast("RequestKind", kind), tuple(_noun_phrase(words[at + 2 :])))
    if not behind or behind in english().auxiliaries or behind in english().cues.no_measure:
        return Request("how")
    return Request("measure", (behind,))


def _after_what(words: Sequence[str], at: int, behind: str) -> Request:
    nouns = _asked_nouns()
    if behind in nouns:
        return Request(nouns[behind], tuple(_noun_phrase(words[at + 2 :])) if nouns[behind] == "count" else ())
    is_for = words[-1] == "for" and behind in english().auxiliaries
    if words[at] == "what" and (is_for or (behind in english().manner.causing and _is_done_to(words[at + 2 :]))):
        return Request("why")
    if behind and behind not in english().auxiliaries and behind not in english().function_words:
        return Request("which", tuple(_noun_phrase(words[at + 1 :])))
    thing = tuple(_named_thing(words[at + 2 :])) if behind in ("is", "was", "are", "were") else ()
    if thing and thing[-1] in nouns and nouns[thing[-1]] != "count":
        return Request(nouns[thing[-1]])
    return Request("what", thing[-1:])


def _is_done_to(words: Sequence[str]) -> bool:
    """Whether words tell of somebody and what came of them: "the mayor resign", not "leaked" or "cut out of"."""
    is_verb_alone = words[:1] and words[0] not in english().function_words
    return not is_verb_alone or (len(words) > 1 and words[1] not in english().function_words)


def _noun_phrase(words: Sequence[str]) -> Iterator[str]:
    """Yield the content words up to the verb: "campaign advisers" of "campaign advisers did she meet"."""
    for word in words[:LONGEST_THING]:
        if word in english().auxiliaries or word in english().function_words:
            return
        yield word


def _named_thing(words: Sequence[str]) -> Iterator[str]:
    """Yield the content words of "the title" in "(what was) the title of the speech"."""
    for word in words[: LONGEST_THING + 2]:
        if word in english().cues.ends_name:
            return
        if word not in english().function_words:
            yield word
