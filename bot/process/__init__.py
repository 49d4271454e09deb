"""The bot as a process: started, watched, reloaded by signal, stopped in good order."""
