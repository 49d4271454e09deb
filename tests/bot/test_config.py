from pathlib import Path

import pytest

from bot.config import Config
from bot.config_file import ConfigError, load_config
from knowledge.decision.matcher import PRECISION


def read(folder: Path, text: str) -> Config:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def complaints(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(folder, text)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


@pytest.mark.parametrize("text", [pytest.param("", id="empty"), pytest.param("# precision: 0.9\n", id="comments")])
def test_everything_may_be_left_out(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == Config(facts=None, precision=PRECISION)


def test_a_relative_folder_starts_at_the_file(tmp_path: Path) -> None:
    config = read(tmp_path, "facts: ./town\n")

    assert config.facts == tmp_path / "town"


def test_an_absolute_folder_stays(tmp_path: Path) -> None:
    config = read(tmp_path, "facts: /town/facts\n")

    assert config.facts == Path("/town/facts")


@pytest.mark.parametrize("value", [pytest.param("0.5", id="least"), pytest.param("0.999", id="strict")])
def test_precision_is_read(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, f"precision: {value}\n").precision == float(value)


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeffprecision: 0.9\n").precision == 0.9


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param(
            "# ours\nprecision: 98\n", "config.yaml:2: precision is 98, outside 0.5-1; write 0.98", id="percent"
        ),
        pytest.param(
            "precision: 0.3\n",
            "config.yaml:1: precision is 0.3, outside 0.5-1; write a share such as 0.98",
            id="too-low",
        ),
        pytest.param(
            "precision: 1\n", "config.yaml:1: precision is 1, outside 0.5-1; write a share such as 0.98", id="one"
        ),
        pytest.param(
            "precision: nan\n", "config.yaml:1: precision is nan, outside 0.5-1; write a share such as 0.98", id="nan"
        ),
        pytest.param(
            "precision: high\n",
            "config.yaml:1: precision is high, not a number; write a share such as 0.98",
            id="no-number",
        ),
        pytest.param("- precision\n", "config.yaml:1: not a mapping; write 'key: value' lines", id="list"),
    ],
)
def test_a_fault_names_line_and_remedy(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaints(tmp_path, text) == [complaint]


def test_an_unknown_key_is_told_with_the_one_that_was_meant_else_with_all(tmp_path: Path) -> None:
    found = complaints(tmp_path, "precision: 0.9\nprecison: 0.9\nzeppelin: 1\n")

    assert found == [
        "config.yaml:2: unknown key 'precison'; did you mean 'precision'?",
        f"config.yaml:3: unknown key 'zeppelin'; remove it or use one of {', '.join(Config.model_fields)}",
    ]


def test_all_faults_come_in_one_pass(tmp_path: Path) -> None:
    found = complaints(tmp_path, "precision: 98\ntoken: secret\n")

    assert [one.split(": ")[0] for one in sorted(found)] == ["config.yaml:1", "config.yaml:2"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("precision: 0.9\nprecision: 0.8\n", id="duplicate-key"),
        pytest.param("precision: [0.9\n", id="broken-yaml"),
        pytest.param("precision: *missing\n", id="alias"),
        pytest.param("precision: {a: b}\n", id="mapping"),
        pytest.param("facts: [a, b]\n", id="list-of-folders"),
        pytest.param("\tprecision: 0.9\n", id="tab"),
    ],
)
def test_a_broken_file_is_refused_with_file_and_line(tmp_path: Path, text: str) -> None:
    found = complaints(tmp_path, text)

    assert all(one.startswith("config.yaml:") and "; " in one for one in found)


@pytest.mark.parametrize(
    "value", [pytest.param("", id="nothing"), pytest.param(" ''", id="quotes"), pytest.param(" '  '", id="blanks")]
)
def test_an_empty_folder_is_refused(tmp_path: Path, value: str) -> None:
    (found,) = complaints(tmp_path, f"# ours\nfacts:{value}\n")

    assert found.startswith("config.yaml:2: facts is ")
    assert found.endswith("not a folder; write a path or remove the line")


@pytest.mark.parametrize(
    "content", [pytest.param(None, id="missing"), pytest.param(b"precision: \xff\n", id="not-utf-8")]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.yaml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ConfigError, match=r"other\.yaml: cannot be read \(.+\); name another file"):
        load_config(path)


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot be read \(is a directory\)"):
        load_config(tmp_path)


def test_the_environment_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECISION", "0.6")
    monkeypatch.setenv("FACTS", "/elsewhere")

    assert read(tmp_path, "") == Config()


def test_the_example_is_a_configuration_that_says_every_key() -> None:
    path = Path(__file__).parents[2] / "config.example.yaml"

    assert load_config(path) == Config()
    assert all(f"{key}:" in path.read_text("utf-8") for key in Config.model_fields)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("editor_roles: [12, Editors]", "editor_roles is Editors, not an id; copy it in Discord with Copy ID"),
        ("desk_channel: general", "desk_channel is general, not an id; copy it in Discord with Copy ID"),
        ("digest_hour: 24", "digest_hour is 24, not an hour; write a whole number from 0 to 23, or no"),
        ("digest_hour: 9", "digest_hour without a desk_channel, so nobody would see the digest; add desk_channel:"),
        ("time_zone: Berlin", "time_zone is Berlin, not a time zone; write one such as Europe/Berlin"),
        ("retention_days: for ever", "retention_days is for ever, not a whole number from 1 to 3650; write for"),
        ("log_questions: some", "log_questions is some; use none, public or all"),
        ("store: facts.sqlite", "store is not a URL; write sqlite:///file or postgresql://user@host/database"),
        ("store: 'sqlite:///'", "store is without a file or database; write sqlite:///file or"),
        ("corrections_per_minute: 0", "corrections_per_minute is 0, not a whole number from 1 to 6000; write"),
    ],
)  # fmt: skip
def test_the_desk_s_keys_say_what_they_take(tmp_path: Path, line: str, complaint: str) -> None:
    (told,) = complaints(tmp_path, f"# ours\n{line}\n")

    assert told.startswith(f"config.yaml:2: {complaint}")


def test_the_desk_s_keys_are_read(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        "editor_roles: [12, 13]\ndesk_channel: 14\ndigest_hour: 7\ntime_zone: Europe/Berlin\nretention_days: 30\n"
        "state: ./state\nstore: sqlite:///desk.sqlite\ncorrection_channels: [15]\nlog_questions: public\n",
    )

    assert (config.editor_roles, config.desk_channel, config.digest_hour) == ((12, 13), 14, 7)
    assert (str(config.time_zone), config.retention_days, config.state) == ("Europe/Berlin", 30, tmp_path / "state")
    assert config.store == f"sqlite:///{tmp_path / 'desk.sqlite'}"


@pytest.mark.parametrize("store", ["sqlite:////var/lib/desk.sqlite", "postgresql://factbot@db.example/desk"])
def test_a_store_that_is_not_beside_the_file_stays_where_it_is(tmp_path: Path, store: str) -> None:
    assert read(tmp_path, f"store: {store}\n").store == store


def test_the_desk_can_do_without_a_digest(tmp_path: Path) -> None:
    config = read(tmp_path, "digest_hour: no\ndesk_channel: no\n")

    assert (config.digest_hour, config.desk_channel) == (None, None)


SECRET = "hunter2-very-secret"  # noqa: S105  nobody's


@pytest.mark.parametrize(
    "text",
    [
        f"store: postgresql://factbot:{SECRET}@db.example",
        f"store: mysql://factbot:{SECRET}@db.example/factbot",
        f"store: postgresql://factbot:{SECRET}@db.example:none/factbot",
        f"store: factbot:{SECRET}@db.example",
        f"store: [{SECRET}]",
        f"store: {{password: {SECRET}}}",
        f"precision: {SECRET}",
        f"log_format: {SECRET}",
        f"admin_users: {SECRET}",
        f"admin_users: [{SECRET}]",
        f"desk_channel: {SECRET}",
        f"{SECRET}: x",
        f"token={SECRET}",
        f"token: {SECRET}",
        f"DISCORD_TOKEN {SECRET}\nfacts: a",
        f"store: '{SECRET}\nfacts: a",
        f"store: *{SECRET}",
        f"store: !{SECRET} x",
        f"{SECRET}: 1\n{SECRET}: 2",
        f"api_keys: {SECRET}",
        f"api_keys: [{SECRET}]",
        f"api_keys: [a, {SECRET}]",
        f"api_keys: {{a: {SECRET}}}",
        f"api_keys: [{SECRET}",
        f"api_key: {SECRET}",
        f"health_port: 8080\napi_keys: [[{SECRET}]]",
    ],
)
def test_no_fault_echoes_what_may_be_a_secret(tmp_path: Path, text: str) -> None:
    assert complaints(tmp_path, f"{text}\n")
    assert not [one for one in complaints(tmp_path, f"{text}\n") if SECRET in one]


@pytest.mark.parametrize(
    "text",
    [
        "store: mysql://bot:pw1@db/facts",
        "store: postgresql://bot:hunt #pw1@db/facts",
        "store: pw1",
        "store: [bot, pw1]",
        "store:\n  - pw1",
        "api_origins: ['https://bot:pw1@paper.example']",
        "api_origins:\n- https://bot:pw1@paper.example/",
        "site_url: https://bot:pw1@h",
        "site_url: ftp://bot:pw1@h.example",
        "api_keys: [pw1]",
        "store: 'mysql://bot:pw1@db\nfacts: a",
    ],
)
def test_no_fault_echoes_a_short_password(tmp_path: Path, text: str) -> None:
    assert complaints(tmp_path, f"{text}\n")
    assert not [one for one in complaints(tmp_path, f"{text}\n") if "pw1" in one]


def test_a_fault_that_holds_no_password_shows_what_is_there(tmp_path: Path) -> None:
    assert "h.example" in complaints(tmp_path, "site_url: h.example\n")[0]


def test_what_the_newsroom_says_of_itself_is_read(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        "newsroom: The Gazette\nsubject: the bridge\n  and the ferry\ncontact: desk@gazette.example\n"
        "example_questions: [Who runs the ferry?]\n",
    )

    assert (config.newsroom, config.subject) == ("The Gazette", "the bridge and the ferry")
    assert (config.contact, config.example_questions) == ("desk@gazette.example", ("Who runs the ferry?",))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param("newsroom: ''", "newsroom is , not a line of text; write it in words or remove", id="empty"),
        pytest.param("subject: [a, b]", "subject is a list, not a line of text; write it in", id="list"),
        pytest.param(f"contact: {'x' * 121}", f"contact is {'x' * 121}, longer than 120 characters; short", id="long"),
        pytest.param(
            "example_questions: Who?", "example_questions is Who?, not a list; write [Who?]", id="one-question"
        ),
        pytest.param(
            "example_questions: [a, b, c, d]",
            "example_questions is a list, more than 3 questions; keep the 3 that",
            id="too-many",
        ),
        pytest.param("example_questions: [a, '']", "example_questions is , not a line of text; write", id="empty-one"),
    ],
)
def test_what_the_newsroom_says_of_itself_is_checked(tmp_path: Path, line: str, complaint: str) -> None:
    (told,) = complaints(tmp_path, f"# ours\n{line}\n")

    assert told.startswith(f"config.yaml:2: {complaint}")
