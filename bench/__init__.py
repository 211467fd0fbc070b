"""Measures, side by side with the named alternative, in one run. Never a test: figures are for people to read."""
