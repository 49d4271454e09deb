"""No sentence that people read stands in the client: all of them are in ``bot/wording``."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CLIENT = Path(__file__).parents[3] / "bot" / "client"
# What the log has of a fault stands where the fault is met; discord.py takes descriptions from beside the commands.
NO_REPLIES = {"audit", "describe", "info", "warning", "error", "exception"}
# Why the bot can't start is said in the terminal, by the errors themselves.
FILES = sorted(path for path in CLIENT.rglob("*.py") if path.name != "login.py")
SENTENCE = re.compile(r"\W*[A-Z]\S* \S.*|.*\w \S+[.?!]\W*", re.S)


def sentences(code: str) -> Iterator[str]:
    """Yield what reads like a sentence or a label, save docstrings, errors, and what is written to the log."""
    tree = ast.parse(code)
    exempt = {id(part) for node in ast.walk(tree) if _is_no_reply(node) for part in ast.walk(node)}
    exempt |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for part in _keywords(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in exempt:
            continue
        if SENTENCE.fullmatch(node.value):
            yield node.value


def _is_no_reply(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) in NO_REPLIES
    return isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _keywords(node: ast.ClassDef) -> Iterator[ast.AST]:
    return (part for keyword in node.keywords for part in ast.walk(keyword))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CLIENT)))
def test_the_client_has_no_sentences_of_its_own(path: Path) -> None:
    assert not list(sentences(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        pytest.param('send("Something went wrong.")', ["Something went wrong."], id="sentence"),
        pytest.param('Button(label="Put it back")', ["Put it back"], id="label"),
        pytest.param('text += f" {name} goes to the editors."', [" goes to the editors."], id="end-of-a-sentence"),
        pytest.param('LOG.warning("No reply came: %s", error)', [], id="log"),
        pytest.param('raise StoreError("it takes too long.")', [], id="error"),
        pytest.param('"""Draw a reply."""\nreason = "none of the suggestions"', [], id="docstring-and-reason"),
    ],
)
def test_sentences_are_told_from_other_texts(code: str, found: list[str]) -> None:
    assert list(sentences(code)) == found
