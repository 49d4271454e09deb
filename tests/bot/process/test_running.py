import sys
from pathlib import Path

import pytest

from bot.process.running import default_state_folder


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other folders")
@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({"FACTBOT_STATE": "/a/b", "XDG_STATE_HOME": "/c"}, Path("/a/b"), id="own-variable"),
        pytest.param({"XDG_STATE_HOME": "/c"}, Path("/c/factbot"), id="xdg"),
        pytest.param({}, Path("/home/eva/.local/state/factbot"), id="home"),
    ],
)
def test_state_folder_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: Path
) -> None:
    for name in ("FACTBOT_STATE", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"HOME": "/home/eva"} | variables).items():
        monkeypatch.setenv(name, value)

    assert default_state_folder() == expected
