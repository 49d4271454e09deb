"""What each word of a question finds in a fact, in context: the nearest of its canonical question and of its answer.

Tables of words say that "tram" and "bus" are near; in its context a word of a question is as near as what is said
of it ("late interaction", Khattab and Zaharia 2020; the recall and precision of BERTScore, Zhang et al. 2020, on the
encoder's states). The word that finds least tells most: over 51 bases of readers' questions it alone tells right first
candidates from wrong ones with an AUROC of .80. With all of these the fitted judgement's own rises from .929 to .935 on
stories left out, and it answers a tenth more at 97 of 100 right.
"""

import numpy as np
from numpy.typing import NDArray

from knowledge.language.encoder import States
from knowledge.reading.answerability import Answerability

Array = NDArray[np.float64]

# What the network says of the answer beside its canonical question, then cosines: of all words or the content words of
# a question, or the least or the two least of those, with question and answer ("own"), with the canonical question
# ("asked") or with the answer ("told"); and back, of the words of the canonical question with those of the question.
IN_CONTEXT = (
    "answered as asked", "own mean", "own content", "own least", "own two least", "asked least", "asked two least",
    "told least", "told mean", "back mean", "back least", "back three least",
)  # fmt: skip


def in_context(network: Answerability, question: States, asked: States, told: States) -> Array:
    """Return ``IN_CONTEXT`` of a question, a canonical question (empty: none is there) and its answer, shape (12,)."""
    mine, theirs = _unit(question.states), _unit(asked.states)
    content = question.content if question.content.any() else np.ones(len(mine), dtype=bool)
    by_answer = (mine @ _unit(told.states).T).max(axis=1)
    between = mine @ theirs.T if len(theirs) else np.zeros((len(mine), 1), dtype=np.float32)
    by_question = between.max(axis=1)
    own, back = np.maximum(by_answer, by_question), np.sort(between.max(axis=0))
    least, least_asked = np.sort(own[content]), np.sort(by_question[content])
    return np.array([
        network.log_odds(question, told, asked), own.mean(), own[content].mean(), least[0], least[:2].mean(),
        least_asked[0], least_asked[:2].mean(), by_answer[content].min(), by_answer[content].mean(), back.mean(),
        back[0], back[:3].mean(),
    ])  # fmt: skip


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9), dtype=np.float32)
