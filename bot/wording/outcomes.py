"""Why a question gets no answer, in words."""

from bot.newsroom.contrast import Contrast
from knowledge.decision.outcomes import Abstention, Answer, Suggestions
from knowledge.language.english import english
from knowledge.reading.blocks import Block, BlockKind

# The one place for the sentence of a kind of block; a test holds that every kind has one.
_REFUSALS: dict[BlockKind, str] = {
    "name": "The nearest fact is not about {what}.",
    "unknown name": "I have no fact that mentions “{what}”.",
    "roles": "The nearest fact names them, but may not say this of them.",
    "number": "The nearest fact says nothing of the number {what}.",
    "date": "The nearest fact says nothing of {what}.",
    "negation": "Your question turns on a “not” that the nearest fact doesn't have.",
    "question word": "I have a fact on this, but it doesn't say {what}.",
    "lacking": "The nearest fact doesn't say {what}.",
    "opposite": "The nearest fact says nothing of “{what}”.",
    "near miss": "The nearest fact says nothing about “{what}”.",
}
# Instead of a sentence that names what is lacking, where no word for it is known.
_UNNAMED = "The nearest fact says nothing on that."

# What a fact doesn't say where a question asks for all of a kind, for others than the fact has, or for another thing.
_ASKED_WORDS = {
    "in general": "how such things are in general", "else": "who or what else", "opinion": "what to think of it",
    "duration": "for how long", "age": "how old", "amount": "how much", "count": "how many",
    "before": "who came before", "after": "who came after",
    "phone number": "what the phone number is", "e-mail address": "what the e-mail address is",
    "web address": "what the web address is",
}  # fmt: skip

# Digits of a year, which has no comma in it.
YEAR = 4

# Before the question, where that stands below its answer.
YOU_ASKED = "You asked:"
DID_YOU_MEAN = "Did you mean:"
GONE_TO_EDITORS = "Your question has gone to the editors."
TRY_OTHER_WORDS = "Try other words, or begin to type in /ask."


def refusal(block: Block | None) -> str:
    """Return the sentence that says what kept the bot from answering."""
    if block is None:
        return "I am not sure which fact you mean."
    if block.kind == "date" and block.what in english().manner.now:
        return "The nearest fact doesn't say how things are now."
    sentence = _REFUSALS[block.kind]
    if not block.what and "{what}" in sentence:
        return _UNNAMED
    return sentence.format(what=_ASKED_WORDS.get(block.what, _figure(block.what)))


def abstention(outcome: Abstention) -> str:
    """Return the sentence for a question that nothing answers."""
    match outcome.reason:
        case "empty question":
            return "I found no question in that. Ask in a few words, for instance: who, what, when or how much."
        case "other language":
            return f"I can only read questions in {outcome.spoken}, and this one seems to be in another language."
        case "unknown name":
            what = outcome.block.what if outcome.block else ""
            return f"I have no checked fact that mentions “{what}”."
        case "nothing near":
            return "I have no checked fact on that."


def not_as_asked(answer: Answer) -> str:
    """Return the sentence that comes before an answer which contradicts what the question takes for granted, or ""."""
    if answer.premise is None:
        return ""
    return f"Not as asked: the reporting does not say {_figure(answer.premise.what)}."


def _figure(what: str) -> str:
    """Return a number as people write it, all else as it is."""
    return f"{int(what):,}" if what.isdecimal() and len(what) > YEAR else what


def understood(answer: Answer) -> str:
    """Return how the question was understood where that isn't plain."""
    said = []
    if answer.assumed:
        said.append(f"Taking it that you mean {', '.join(answer.assumed)}.")
    if answer.repairs:
        said.append(f"I read {', '.join(f'“{slip}” as “{meant}”' for slip, meant in answer.repairs)}.")
    return " ".join(said)


def suggestion_intro(outcome: Suggestions, contrast: Contrast | None) -> str:
    """Return the sentence before the suggested questions; ``contrast`` is what the base lacks and has."""
    if contrast is None and outcome.block is None and len(outcome.candidates) == 1:
        return "I am not quite sure."
    if contrast is None:
        return refusal(outcome.block)
    if contrast.may_have:
        return f"I am not sure that I have this for {contrast.lacks}."
    if contrast.has:
        return f"I have this for {contrast.has}, not for {contrast.lacks}."
    return f"I have no checked fact that says this of {contrast.lacks}."
