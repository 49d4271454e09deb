"""What one line of one file says for the whole base, such as ``review_after: 180d``."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import Problem
from knowledge.loading.nodes import YamlMap
from knowledge.loading.records import SETTINGS, Record
from knowledge.loading.schema_problems import schema_problems
from knowledge.loading.values import Days


class SettingsRecord(BaseModel):
    """The settings that stand at the top of a file, beside its lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    review_after: Days | None = None


def read_settings(root: YamlMap, file: str, problems: list[Problem]) -> Iterator[Record]:
    """Yield the settings of a file, each as the pair of its key and its value, and take them out of ``root``."""
    for key in SETTINGS:
        if key not in root:
            continue
        item, line = YamlMap(root.lines[key]), root.lines[key]
        item[key], item.lines[key] = root.pop(key), line
        try:
            checked = SettingsRecord.model_validate(item)
        except ValidationError as error:
            problems += schema_problems(error.errors(include_url=False), item, line, file, SettingsRecord)
        else:
            yield Record((key, getattr(checked, key)), file, line, item)


def repeated_settings(records: Iterable[Record]) -> Iterator[Problem]:
    """Yield a problem for each setting that stands in the files more than once."""
    first: dict[str, Record] = {}
    for record in records:
        key, _ = record.value
        other = first.setdefault(key, record)
        if other is not record:
            what = f"'{key}' holds for the whole base and stands at {other.file}:{other.line} already"
            yield Problem(record.file, record.line, what, "delete one of the two")


def settings_of(records: Iterable[Record]) -> dict[str, Any]:
    """Return the settings of a base by their keys; each stands once."""
    return dict(record.value for record in records)
