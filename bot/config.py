"""The settings of a bot, each with what it is where nobody sets it."""

from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from bot.setting_types import (
    ApiKey,
    Channel,
    CorrectionsPerMinute,
    EncoderName,
    Examples,
    Folder,
    Hour,
    LogFormat,
    LoggedQuestions,
    Origin,
    Port,
    QuestionsPerMinute,
    RequestsPerMinute,
    RetentionDays,
    Said,
    Share,
    SignOff,
    SiteUrl,
    Snowflake,
    StoreUrl,
    YesOrNo,
    Zone,
)
from knowledge.decision.matcher import PRECISION


class Config(BaseModel):
    """What can be set; ``config.example.yaml`` explains each key."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    newsroom: Said | None = None
    subject: Said | None = None
    contact: Said | None = None
    example_questions: Examples = ()
    site_url: SiteUrl | None = None
    facts: Folder | None = None
    precision: Share = Field(default=PRECISION)
    encoder: EncoderName = "packaged"
    admin_users: tuple[Snowflake, ...] = ()
    admin_roles: tuple[Snowflake, ...] = ()
    editor_users: tuple[Snowflake, ...] = ()
    editor_roles: tuple[Snowflake, ...] = ()
    staff_users: tuple[Snowflake, ...] = ()
    staff_roles: tuple[Snowflake, ...] = ()
    sign_off: SignOff = 1
    questions_per_minute: QuestionsPerMinute = 10
    reload_on_change: YesOrNo = False
    log_format: LogFormat = "text"
    log_questions: LoggedQuestions = "none"
    state: Folder | None = None
    store: StoreUrl | None = None
    retention_days: RetentionDays = 365
    desk_channel: Channel = None
    digest_hour: Hour = None
    time_zone: Zone = ZoneInfo("UTC")
    correction_channels: tuple[Snowflake, ...] = ()
    forum_channels: tuple[Snowflake, ...] = ()
    corrections_per_minute: CorrectionsPerMinute = 60
    health_port: Port = 0
    health_host: str = "127.0.0.1"
    api_keys: tuple[ApiKey, ...] = ()
    api_origins: tuple[Origin, ...] = ()
    api_requests_per_minute: RequestsPerMinute = 60


# Who may do what: read again at every reload. All else is taken up at the next start.
RIGHTS = ("admin_users", "admin_roles", "editor_users", "editor_roles", "staff_users", "staff_roles", "api_keys")


def with_rights_of(config: Config, newer: Config) -> Config:
    """Return ``config`` with the editors, admins, staff and keys of ``newer``."""
    return config.model_copy(update={name: getattr(newer, name) for name in RIGHTS})


def waiting_for_start(config: Config, newer: Config) -> tuple[str, ...]:
    """Return the keys, rights apart, in which ``newer`` differs: they count from the next start on."""
    others = (name for name in Config.model_fields if name not in RIGHTS)
    return tuple(name for name in others if getattr(config, name) != getattr(newer, name))
