"""What a reload takes: ``python -m tests.bot.process.reloads 10000`` changes one fact of so many, five times.

The facts are drawn from common English words by a fixed seed, each with a question, a phrasing and an answer of thirty
words; the opening is the bot's own, with a cache of its own. Building the base whole takes some 30 ms a fact.
"""

import random
import resource
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from knowledge.language.encoder import packaged_encoder
from knowledge.language.vectors import word_vectors
from knowledge.retrieval.vector_store import VectorStore
from knowledge.service.live import LiveBase
from knowledge.service.opening import open_base

ASKING = ("Who saw", "When did they take", "Where is", "Why was", "How much is", "What became of", "Which of them had")
RELOADS = 5


def write_base(folder: Path, count: int) -> Path:
    """Write ``count`` facts into a file of a folder, and return it."""
    draw, common = random.Random(1), word_vectors().common_words()
    named = [f"the {' '.join(draw.sample(common, 3))}" for _ in range(count)]
    facts = [
        {
            "id": f"fact-{at}",
            "question": f"{ASKING[at % len(ASKING)]} {name}?",
            "phrasings": [f"{name} {draw.choice(common)}"],
            "answer": f"Of {name} it is said: {' '.join(draw.sample(common, 30))}.",
            "status": "reported",
            "citations": [{"source": "gazette"}],
        }
        for at, name in enumerate(named)
    ]
    source = {"id": "gazette", "publisher": "Gazette", "title": "All the news", "published": "2026-03-01"}
    file = folder / "facts.yaml"
    file.write_text(yaml.safe_dump({"sources": [source], "facts": facts}, sort_keys=False), "utf-8")
    return file


def say(line: str) -> None:
    """Show a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure(count: int) -> None:
    """Print what the first opening takes, and a reload after a change of one fact, of ``count``."""
    with TemporaryDirectory() as own:
        folder, cache = Path(own, "facts"), Path(own, "cache")
        folder.mkdir()
        file, store = write_base(folder, count), VectorStore(packaged_encoder(), cache)
        started = time.perf_counter()
        live = LiveBase(
            folder,
            datetime.now(UTC),
            "start",
            lambda path, over, before: open_base(path, cache, overlay=over, store=store, before=before),
        )
        say(f"{count} facts, built whole: {time.perf_counter() - started:.1f} s")
        took = []
        for at in range(RELOADS):
            file.write_text(file.read_text("utf-8").replace("it is said:", f"it was said {at} times:", 1), "utf-8")
            started = time.perf_counter()
            change = live.reload(datetime.now(UTC), "measure")
            took.append(time.perf_counter() - started)
            say(f"reload, {change.counted()}: {took[-1]:.2f} s")
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        say(f"median {statistics.median(took):.2f} s, most {max(took):.2f} s; memory at its highest {most} MiB")


if __name__ == "__main__":
    measure(int(sys.argv[1]))
