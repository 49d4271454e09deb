"""Fits the judgement over many fact bases: `python -m fitting` (see README)."""
