"""The Discord client: the one folder that imports discord."""
