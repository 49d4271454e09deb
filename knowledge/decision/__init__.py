"""Which fact answers, how sure that is, and whether it is sure enough."""
