"""A status that is added to the model is known wherever one is read."""

from typing import get_args

import pytest
from sqlalchemy import String

from bot.store.tables import CONTENTS
from bot.wording.status_looks import GONE_MARK, look_of
from knowledge.loading.schema import FactRecord
from knowledge.statuses import STATUSES, Status


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_look(status: Status) -> None:
    look = look_of(status)

    assert look.words
    assert look.style
    assert 0 < look.colour <= 0xFFFFFF


def test_no_two_statuses_look_the_same() -> None:
    looks = [look_of(status) for status in STATUSES]

    for values in zip(*((look.words, look.mark, look.colour, look.style) for look in looks), strict=True):
        assert len(set(values)) == len(STATUSES)


def test_a_status_is_told_by_its_mark_and_in_words() -> None:
    told = [look_of(status).at_a_glance for status in STATUSES]

    assert told[:2] == ["🟢 Confirmed", "🟡 Reported, not confirmed"]
    assert not any(one.startswith(GONE_MARK) for one in told)


def test_the_files_may_say_every_status() -> None:
    assert get_args(FactRecord.model_fields["status"].annotation) == STATUSES


@pytest.mark.parametrize("status", STATUSES)
def test_the_store_has_room_for_every_status(status: Status) -> None:
    kept_as = CONTENTS.c.status.type

    assert isinstance(kept_as, String)
    assert len(status) <= (kept_as.length or 0)


def test_a_denial_is_not_said_to_be_denied() -> None:
    # Of a fact that tells of a denial, "Denied" would say that nobody denied anything.
    assert look_of("denied").words == "A denial, not confirmed"
