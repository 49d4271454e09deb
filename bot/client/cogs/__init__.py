"""Commands and listeners: each reads its input, calls the newsroom, and sends what was rendered.

A new one is a file here, with ``setup`` at its end, and stands in the list; one beside others, in their file.
"""

# In the order in which they are loaded.
COGS = tuple(
    f"bot.client.cogs.{name}"
    for name in (
        "ask",
        "findings",
        "messages",
        "forums",
        "timeline",
        "history",
        "help",
        "admin",
        "desk.commands",
        "privacy",
        "unreached",
        "strays",
    )
)
