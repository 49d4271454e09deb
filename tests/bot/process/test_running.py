import subprocess
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


def test_nothing_is_read_for_the_first_time_while_somebody_waits(town_folder: Path, tmp_path: Path) -> None:
    program = f"""
import subprocess
import sys
from bot.config import Config
from bot.process.running import make_newsroom, make_ready

newsroom = make_newsroom(Config(facts={str(town_folder)!r}, state={str(tmp_path / "state")!r}))
make_ready(newsroom)
matcher = newsroom.matcher
opened = []
sys.addaudithook(lambda event, given: opened.append(given[0]) if event == "open" else None)
matcher.decide("who told Brindlewick that the zorblaxer met qwimbles at the toll?")
sys.exit(", ".join(map(str, opened)) or 0)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=False)  # noqa: S603

    assert (ran.returncode, ran.stderr) == (0, "")
