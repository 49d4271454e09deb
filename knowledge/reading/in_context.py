"""What each word of a question finds in a fact, in context: the nearest of its canonical question and of its answer.

Tables of words say that "tram" and "bus" are near; in its context a word of a question is as near as what is said
of it ("late interaction", Khattab and Zaharia 2020; the recall and precision of BERTScore, Zhang et al. 2020, on the
encoder's states). The word that finds least tells most: over 51 bases of readers' questions it alone tells right first
candidates from wrong ones with an AUROC of .80. With all of these the fitted judgement's own rises from .929 to .935 on
stories left out, and it answers a tenth more at 97 of 100 right.
"""

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.answerability import Beside

Array = NDArray[np.float64]

# What the network says of the answer beside its canonical question, then cosines: of all words or the content words of
# a question, or the least or the two least of those, with question and answer ("own"), with the canonical question
# ("asked") or with the answer ("told"); and back, of the words of the canonical question with those of the question.
IN_CONTEXT = (
    "answered as asked", "own mean", "own content", "own least", "own two least", "asked least", "asked two least",
    "told least", "told mean", "back mean", "back least", "back three least",
)  # fmt: skip


def in_context(answered: float, content: NDArray[np.bool_], asked: Beside, told: Beside) -> Array:
    """Return ``IN_CONTEXT`` of a question, shape (12,).

    Args:
        answered: the network's log odds that the answer beside its canonical question answers it.
        content: which of its pieces tell something, shape (pieces,); where none does, all do.
        asked: the question beside the canonical question, which has no pieces where none is there.
        told: the question beside the answer.
    """
    content = content if content.any() else np.ones(len(content), dtype=bool)
    by_answer = told.cosines.max(axis=1)
    between = asked.cosines if asked.cosines.size else np.zeros((len(content), 1), dtype=np.float32)
    by_question = between.max(axis=1)
    own, back = np.maximum(by_answer, by_question), np.sort(between.max(axis=0))
    least, least_asked = np.sort(own[content]), np.sort(by_question[content])
    return np.array([
        answered, own.mean(), own[content].mean(), least[0], least[:2].mean(),
        least_asked[0], least_asked[:2].mean(), by_answer[content].min(), by_answer[content].mean(), back.mean(),
        back[0], back[:3].mean(),
    ])  # fmt: skip
