"""Pictures of numbers, drawn by a process of their own: what draws them is large, and the bot seldom needs it."""
