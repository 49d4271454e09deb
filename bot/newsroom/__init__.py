"""What every way of asking works with: the base in service, conversations, settings and rights."""
