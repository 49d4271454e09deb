"""What the encoder says of a text: its vector, and whether an answer answers it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.language.encoder import OnnxEncoder, States, Vectors
from knowledge.language.text import plain
from knowledge.reading.answerability import NOTHING, Answerability, Beside, answerability, beside
from knowledge.reading.in_context import IN_CONTEXT, Array, in_context
from knowledge.retrieval.sentences import as_question
from knowledge.retrieval.vector_store import VectorStore

# What is said of a candidate: the network's log odds that its answer answers, and what words find in context.
TESTIMONY = ("answered", *IN_CONTEXT)


class Witness:
    """Reads questions and answers through one encoder."""

    def __init__(self, store: VectorStore, network: Answerability | None = None) -> None:
        self._store = store
        self._network = network or answerability()

    @property
    def name(self) -> str:
        """Which judgement was fitted for what this witness says: ``sentences`` or ``words``."""
        return "sentences" if isinstance(self._store.encoder, OnnxEncoder) else "words"

    def vector(self, question: str) -> Vectors:
        """Return the vector of a question, shape (dimensions,)."""
        text, encoder = as_read(question), self._store.encoder
        return encoder.read(text)[0] if isinstance(encoder, OnnxEncoder) else encoder.encode([text])[0]

    def read_ahead(self, question: str, answer: str) -> None:
        """Read what a fact is asked and says before anybody asks, some ten milliseconds, so that it is remembered."""
        self._states(as_read(question))
        self._states(answer)

    def testimony(self, question: str, told: Sequence[tuple[str, str]]) -> Array:
        """Return ``TESTIMONY`` of a question, of each fact's wording ("": none) and its answer, shape (n, 13).

        All is 0 where nobody can tell.
        """
        asked = self._states(as_read(question))
        if asked is None or not told:
            return np.zeros((len(told), len(TESTIMONY)))
        facts = [(self._beside(asked, answer), self._beside(asked, as_read(wording))) for wording, answer in told]
        nothing = beside(asked, NOTHING)
        odds = self._network.log_odds(asked, [*((answer, nothing) for answer, _ in facts), *facts])
        alone, as_asked = np.split(odds, 2)
        found = [
            in_context(float(answered), asked.content, wording, answer)
            for answered, (answer, wording) in zip(as_asked, facts, strict=True)
        ]
        return np.column_stack([alone, found])

    def _beside(self, question: States, text: str) -> Beside:
        return beside(question, (self._states(text) if text else None) or NOTHING)

    def _states(self, text: str) -> States | None:
        encoder = self._store.encoder
        if not isinstance(encoder, OnnxEncoder):
            return None
        states = encoder.read(text)[1]
        return replace(states, states=states.states.astype(np.float32))


def as_read(text: str) -> str:
    """Return a question as the encoder reads it; "" stays that."""
    return as_question(plain(text)) if text else ""
