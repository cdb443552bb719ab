"""Exact official points, ranks and the way back from a number to its cells."""
