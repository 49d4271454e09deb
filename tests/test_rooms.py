"""The order of the rooms: who may import whom, held against every import in the code, those for types included."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# From the ground up: a room imports from itself and from what stands before it.
ROOMS = (
    "knowledge.errors",
    "knowledge.aside",
    "knowledge.progress",
    "knowledge.giving_way",
    "knowledge.statuses",
    "knowledge.model",
    "knowledge.language",
    "knowledge.loading",
    "knowledge.visibility",
    "knowledge.retrieval",
    "knowledge.reading",
    "knowledge.decision",
    "knowledge.service",
    "knowledge.exchange",
    "bot.text",
    "bot.limits",
    "bot.repeating",
    "bot.store",
    "bot.setting_types",
    "bot.config",
    "bot.config_file",
    "bot.desk",
    "bot.newsroom",
    "bot.wording",
    "bot.site",
    "bot.api",
    "bot.exports",
    "bot.charts",
    "bot.client",
    "bot.process",
    "bot.assistants",
    "bot.cli",
    "bot.__main__",
)


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for top in ("knowledge", "bot") for path in sorted((ROOT / top).rglob("*.py"))}


def imports_of(path: Path) -> Iterator[str]:
    """Yield the modules of ours that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            parts = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (part if part in MODULES else str(node.module) for part in parts)


def room_of(module: str) -> int:
    (room,) = (number for number, room in enumerate(ROOMS) if module == room or module.startswith(f"{room}."))
    return room


IMPORTS = {module: frozenset(imports_of(path)) for module, path in MODULES.items()}
IN_A_ROOM = [module for module in MODULES if module not in ("knowledge", "bot")]


@pytest.mark.parametrize("module", IN_A_ROOM)
def test_no_import_runs_up(module: str) -> None:
    assert not [other for other in sorted(IMPORTS[module]) if room_of(other) > room_of(module)]


def test_no_imports_go_in_circles() -> None:
    try:
        TopologicalSorter(IMPORTS).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])))


def test_every_room_is_there() -> None:
    assert {room_of(module) for module in IN_A_ROOM} == set(range(len(ROOMS)))


def test_only_the_client_imports_discord() -> None:
    speaking = {
        module for module, path in MODULES.items() if re.search(r"^\s*(from|import) discord\b", path.read_text(), re.M)
    }
    assert speaking
    assert not [module for module in speaking if not module.startswith("bot.client.")]


def test_imports_are_seen_wherever_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "sample.py"
    file.write_text(
        "if True:\n    from bot import text\ndef f():\n    import knowledge.model\nfrom bot.config import Config\n"
    )
    assert set(imports_of(file)) == {"bot.text", "knowledge.model", "bot.config"}
