"""Benchmarks: how fast the press is, measured by hand and never in a test. ``python -m benchmarks.imposing``."""
