"""Who may change and inspect the facts, and see those that are hidden: checked anew at every call, on buttons too."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.config import Config


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever calls: a user, with the ids of the roles held where the call was made (none in a direct message)."""

    user: int
    roles: frozenset[int] = frozenset()


def may_administer(caller: Caller, config: Config, owners: Collection[int]) -> bool:
    """Whether a caller may administer the fact base.

    Role ids are unique to one server, so being an admin of some other server gives nothing here; neither does any
    permission that a server's own admins hand out.
    """
    is_named = caller.user in config.admin_users or caller.user in owners
    return is_named or not caller.roles.isdisjoint(config.admin_roles)


def may_edit(caller: Caller, config: Config, owners: Collection[int]) -> bool:
    """Whether a caller may work at the desk: every admin may, and whom the configuration calls an editor."""
    is_editor = caller.user in config.editor_users or not caller.roles.isdisjoint(config.editor_roles)
    return is_editor or may_administer(caller, config, owners)


def may_see_all(caller: Caller, config: Config, owners: Collection[int]) -> bool:
    """Whether a caller may see drafts, facts for the staff and what waits for its hour: the staff, and every editor."""
    is_staff = caller.user in config.staff_users or not caller.roles.isdisjoint(config.staff_roles)
    return is_staff or may_edit(caller, config, owners)
