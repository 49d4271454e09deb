"""A base in service: opened, checked for soundness, reloaded, taught."""
