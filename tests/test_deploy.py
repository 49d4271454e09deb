"""What is deployed: pinned, asked whether it is well, kept from what it doesn't need, without anybody's secrets."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
# From ten, "unsafe", down; below three is what systemd calls OK and better.
MOST_EXPOSED = 3.0


def test_the_image_and_its_packages_are_pinned() -> None:
    assert re.search(r"^FROM python:3\.11\.\d+-slim@sha256:[0-9a-f]{64}$", DOCKERFILE, re.MULTILINE)
    installs = re.findall(r"pip install[^&]*", DOCKERFILE)
    assert installs
    assert all("--require-hashes" in one or "--no-deps" in one for one in installs)
    assert all((ROOT / name).is_file() for name in re.findall(r"/src/(requirements/\S+)", DOCKERFILE))


def test_the_image_asks_the_health_page() -> None:
    (check,) = re.findall(r"^HEALTHCHECK .*", DOCKERFILE, re.MULTILINE)

    assert '"factbot", "health"' in check


def test_the_unit_is_hardened() -> None:
    analyse = shutil.which("systemd-analyze")
    if analyse is None:
        pytest.skip("no systemd-analyze to judge the unit: it is in Debian's package systemd")
    line = [analyse, "security", "--offline=yes", str(ROOT / "deploy" / "factbot.service")]
    judged = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    found = re.search(r"exposure level for factbot\.service: ([\d.]+)", judged.stdout)

    assert found, judged.stdout + judged.stderr
    assert float(found[1]) < MOST_EXPOSED


@pytest.mark.parametrize(
    "path", ["facts/facts.yaml", "state/people.key", ".env", "config.yaml", "people.key", "factbot.sqlite-wal"]
)
def test_git_and_docker_leave_out_what_is_a_newsroom_s_own(path: str) -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no clone to ask git in")
    ignored = subprocess.run([git, "check-ignore", "-q", path], cwd=ROOT, timeout=60, check=False)  # noqa: S603

    assert ignored.returncode == 0
    taken = [line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")]
    assert path.partition("/")[0] not in taken
