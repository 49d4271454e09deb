"""What the encoder says of a text: its vector, and whether an answer answers it."""

from dataclasses import replace

import numpy as np

from knowledge.language.encoder import OnnxEncoder, States, Vectors
from knowledge.language.text import plain
from knowledge.reading.answerability import NOTHING, Answerability, answerability
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
        text, encoder = as_question(plain(question)), self._store.encoder
        return encoder.read(text)[0] if isinstance(encoder, OnnxEncoder) else encoder.encode([text])[0]

    def read_ahead(self, question: str, answer: str) -> None:
        """Read what a fact is asked and says before anybody asks, some ten milliseconds, so that it is remembered."""
        self._states(as_question(plain(question)))
        self._states(answer)

    def testimony(self, question: str, wording: str, answer: str) -> Array:
        """Return ``TESTIMONY`` of a question, a fact's ``wording`` ("": none) and its answer, shape (13,).

        All is 0 where nobody can tell.
        """
        asked, told = self._states(as_question(plain(question))), self._states(answer)
        if asked is None or told is None:
            return np.zeros(len(TESTIMONY))
        stored = (self._states(as_question(plain(wording))) if wording else None) or NOTHING
        answered = self._network.log_odds(asked, told, NOTHING)
        return np.concatenate([[answered], in_context(self._network, asked, stored, told)])

    def _states(self, text: str) -> States | None:
        encoder = self._store.encoder
        if not isinstance(encoder, OnnxEncoder):
            return None
        states = encoder.read(text)[1]
        return replace(states, states=states.states.astype(np.float32))
