"""Lines to paste: a name comes without a kind, for nobody but an editor knows it."""

from pathlib import Path

import pytest

from bot.wording.proposing import yaml_lines
from knowledge.decision.matcher import Matcher
from knowledge.errors import FactBaseError
from knowledge.loading.loader import load


def test_a_name_is_refused_until_its_kind_is_chosen(town: Matcher, tmp_path: Path) -> None:
    comment, *lines = yaml_lines(town.base.facts[0], None, [("name", "Lorne Harbour")])
    (tmp_path / "names.yaml").write_text("\n".join(["entities:", *lines]), "utf-8")

    with pytest.raises(FactBaseError, match="CHOOSE"):
        load(tmp_path)
    assert comment.startswith("# under 'entities:', for CHOOSE one of: person, organisation, place,")
