"""Speed and memory beside other libraries, each in a process of its own on the same generated base.

A decision of factbot names the fact, its confidence and what blocks it; the others only find the nearest phrasing.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec

from bot.cli.progress_bar import Report
from knowledge.language.vectors import word_vectors
from knowledge.model import Citation, Fact, FactBase, Source

METHODS = {"factbot": None, "rapidfuzz WRatio": "rapidfuzz", "rapidfuzz token_set_ratio": "rapidfuzz",
           "bm25s": "bm25s", "tantivy": "tantivy"}  # fmt: skip
# Phrasings of a fact, about as many as the bundled base's most asked facts have; of seven topic words each has five, so
# that the phrasings of a fact are alike and differ.
A_FACT, TOPIC, TAKEN = 10, 7, 5
# A thousand times give a 99th percentile of ten; the first hundred only warm up. No method may take longer than the
# budget at one size, of which a third goes to the warm-up.
WARM_UP, QUESTIONS, BUDGET_SECONDS = 100, 1000, 15.0
WARM_UP_SECONDS = BUDGET_SECONDS / 3

Ask = Callable[[str], object]


def measure_all(sizes: list[int], progress: Report) -> list[dict[str, float | str]]:
    """Return a row for each size and each method that is installed."""
    methods = [name for name, module in METHODS.items() if module is None or find_spec(module)]
    pairs = [(size, method) for size in sizes for method in methods]
    rows = []
    for done, (size, method) in enumerate(pairs):
        progress(f"{method}, {size} phrasings", done, len(pairs))
        command = [sys.executable, "-m", "bot.cli.bench", str(size), method]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  ourselves
        rows.append(json.loads(printed))
    return rows


def generated(phrasings: int) -> tuple[list[list[str]], list[str]]:
    """Return phrasings fact by fact, and questions near them, drawn from common English words by a fixed seed."""
    draw = random.Random(1)  # noqa: S311  a fixed draw
    words = word_vectors().common_words()
    openers = (
        "when did the",
        "who said that",
        "why was the",
        "how many",
        "what about",
        "where is the",
        "tell me about",
    )
    facts = []
    for _ in range(max(phrasings // A_FACT, 1)):
        topic = draw.choices(words, k=TOPIC)
        facts.append([f"{draw.choice(openers)} {' '.join(draw.sample(topic, TAKEN))}" for _ in range(A_FACT)])
    questions = []
    for _ in range(QUESTIONS + WARM_UP):
        asked = draw.choice(draw.choice(facts)).split()
        asked[draw.randrange(len(asked))] = draw.choice(words)
        questions.append(" ".join(asked))
    return facts, questions


def _factbot(facts: list[list[str]]) -> Ask:
    from knowledge.decision.matcher import Matcher

    source = Source(id="generated", publisher="Generated", title="Generated phrasings", published="2020")
    cited = (Citation("generated"),)
    base = FactBase(
        tuple(
            Fact(
                id=f"fact-{at}",
                question=first,
                answer=f"This is answer {at}.",
                citations=cited,
                as_of=date(2020, 1, 1),
                phrasings=tuple(rest),
            )
            for at, (first, *rest) in enumerate(facts)
        ),
        {source.id: source},
    )
    return Matcher(base).decide


def _rapidfuzz(facts: list[list[str]], scorer: str) -> Ask:
    from rapidfuzz import fuzz, process

    phrasings = [phrasing for fact in facts for phrasing in fact]
    score = getattr(fuzz, scorer)
    return lambda question: process.extractOne(question, phrasings, scorer=score)


def _bm25s(facts: list[list[str]]) -> Ask:
    import bm25s

    def tokens(texts: list[str]) -> object:
        return bm25s.tokenize(texts, show_progress=False, return_ids=False)

    index = bm25s.BM25()
    index.index(tokens([phrasing for fact in facts for phrasing in fact]), show_progress=False)
    return lambda question: index.retrieve(tokens([question]), k=1, show_progress=False)


def _tantivy(facts: list[list[str]]) -> Ask:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for fact in facts:
        for phrasing in fact:
            writer.add_document(tantivy.Document(text=phrasing))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    return lambda question: searcher.search(index.parse_query(question, ["text"]), 1)


def _build(method: str, facts: list[list[str]]) -> Ask:
    match method:
        case "bm25s":
            return _bm25s(facts)
        case "tantivy":
            return _tantivy(facts)
        case "factbot":
            return _factbot(facts)
        case _:
            return _rapidfuzz(facts, method.split()[1])


def measure(size: int, method: str) -> dict[str, float | str]:
    """Return times and peak memory of one method at one size; slow ones are asked fewer questions."""
    facts, questions = generated(size)
    started = time.perf_counter()
    ask = _build(method, facts)
    built = time.perf_counter() - started
    for question in questions[:WARM_UP]:
        ask(question)
        if time.perf_counter() - started > built + WARM_UP_SECONDS:
            break
    times = []
    started = time.perf_counter()
    for question in questions[WARM_UP:]:
        before = time.perf_counter()
        ask(question)
        times.append(time.perf_counter() - before)
        if time.perf_counter() - started > BUDGET_SECONDS:
            break
    times.sort()
    return {
        "phrasings": size,
        "method": method,
        "p50_ms": times[len(times) // 2] * 1e3,
        "p99_ms": times[int(len(times) * 0.99)] * 1e3,
        "asked": len(times),
        "build_s": built,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]), sys.argv[2])))
