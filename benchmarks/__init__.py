"""Benchmarks: how fast the press is, measured by hand and never in a test. ``python -m benchmarks.imposing``."""

SLUG = "text"
"""The name of the pamphlet that is measured."""
