"""The statuses that a fact may have: how far the newsroom stands by what it says."""

from typing import Literal, get_args

Status = Literal["confirmed", "reported", "denied", "disputed", "unresolved"]
# In the order in which they are offered.
STATUSES: tuple[Status, ...] = get_args(Status)
