import sys
from pathlib import Path

import pytest

from knowledge.service.folders import chosen_folder, default_cache_folder

HOME = "/home/eva"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other folders")
@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({"FACTBOT_CACHE": "/a/b", "XDG_CACHE_HOME": "/c"}, Path("/a/b"), id="own-variable"),
        pytest.param({"XDG_CACHE_HOME": "/c"}, Path("/c/factbot"), id="xdg"),
        pytest.param({"XDG_CACHE_HOME": ""}, Path("/home/eva/.cache/factbot"), id="empty-is-none"),
        pytest.param({}, Path("/home/eva/.cache/factbot"), id="home"),
    ],
)
def test_cache_folder_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: Path
) -> None:
    for name in ("FACTBOT_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"HOME": HOME} | variables).items():
        monkeypatch.setenv(name, value)

    assert default_cache_folder() == expected


def test_a_folder_of_before_stays_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FACTBOT_TEST", raising=False)
    earlier, usual = tmp_path / "earlier", tmp_path / "usual"

    assert chosen_folder("FACTBOT_TEST", earlier, usual) == usual
    earlier.mkdir()
    assert chosen_folder("FACTBOT_TEST", earlier, usual) == earlier
