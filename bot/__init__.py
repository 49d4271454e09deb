"""The applications around the fact base: the command line and the Discord bot."""
