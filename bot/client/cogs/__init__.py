"""Commands and listeners: each reads its input, calls the newsroom, and sends what was rendered."""
