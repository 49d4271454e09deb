"""What the encoder says of a text: its vector, and whether an answer answers it; what was read is remembered."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from knowledge.language.encoder import OnnxEncoder, States, Vectors
from knowledge.language.text import plain
from knowledge.reading.answerability import NOTHING, Answerability, answerability
from knowledge.reading.in_context import IN_CONTEXT, Array, in_context
from knowledge.retrieval.sentences import as_question
from knowledge.retrieval.vector_store import VectorStore

# Texts whose word states are remembered, of .8 kB a word: answers of some 60 words and questions of some 15, so 25 MB
# in practice, and 75 MB where somebody writes messages without end, of which the encoder reads 96 pieces.
KEPT = 1024
# What is said of a candidate: the network's log odds that its answer answers, and what words find in context.
TESTIMONY = ("answered", *IN_CONTEXT)


class Witness:
    """Reads questions and answers through one encoder."""

    def __init__(self, store: VectorStore, network: Answerability | None = None) -> None:
        self._store = store
        self._network = network or answerability()
        self._read = lru_cache(KEPT)(self._unread)

    @property
    def name(self) -> str:
        """Which judgement was fitted for what this witness says: ``sentences`` or ``words``."""
        return "sentences" if isinstance(self._store.encoder, OnnxEncoder) else "words"

    def __getstate__(self) -> dict[str, Any]:
        return {"_store": self._store, "_network": self._network}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._read = lru_cache(KEPT)(self._unread)

    def vector(self, question: str) -> Vectors:
        """Return the vector of a question, shape (dimensions,)."""
        return self._read(as_question(plain(question)))[0]

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
        states = self._read(text)[1]
        return replace(states, states=states.states.astype(np.float32)) if states else None

    def _unread(self, text: str) -> tuple[Vectors, States | None]:
        encoder = self._store.encoder
        if not isinstance(encoder, OnnxEncoder):
            return encoder.encode([text])[0], None
        vector, states = encoder.read(text)
        # Half as precise takes half the room, and moves no log odds by as much as a thousandth.
        return vector, replace(states, states=states.states.astype(np.float16))
