"""Outcomes and corrections as Discord shows them."""
