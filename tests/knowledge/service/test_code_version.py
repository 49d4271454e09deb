"""Another release of what a matcher is made with makes another matcher, so none of before is read back."""

import ast
import importlib.metadata
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from knowledge.service import opening
from knowledge.service.opening import HELD

# What reads files or runs the model: the files and the model have versions of their own.
READERS = {"yaml", "pydantic", "onnxruntime", "platformdirs", "safetensors"}


def test_another_release_of_whatever_a_matcher_is_made_with_is_another_matcher() -> None:
    """Every package that the code of ``knowledge`` imports is among those, or reads what has a version of its own."""
    imported = set()
    for path in Path(opening.__file__).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    others = imported - sys.stdlib_module_names - {"knowledge", "openpyxl", "defusedxml"}  # for spreadsheets
    packages = importlib.metadata.packages_distributions()

    held = {name.lower() for module in others - READERS for name in packages[module]}
    assert held | {"wordllama"} == {name.lower() for name in HELD}  # of that one a table is read, and no code


@pytest.mark.parametrize("name", HELD)
def test_another_release_of_a_package_makes_another_matcher(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before, known = opening._code_version.__wrapped__(), importlib.metadata.version
    monkeypatch.setattr(opening, "version_of", lambda package: "0" if package == name else known(package))

    assert opening._code_version.__wrapped__() != before


@pytest.mark.parametrize("kind", ["py", "txt", "npz"])
def test_one_byte_of_code_or_of_its_data_makes_another_matcher(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    package = Path(opening.__file__).parents[1]
    copy = Path(copytree(package, tmp_path / "knowledge", ignore=ignore_patterns("base", "__pycache__")))
    monkeypatch.setattr(opening, "__file__", str(copy / "service" / "opening.py"))
    before = opening._code_version.__wrapped__()
    changed = max(copy.rglob(f"*.{kind}"))

    changed.write_bytes(changed.read_bytes() + b"\n")

    assert opening._code_version.__wrapped__() != before
