"""Blank files to send out: what a year knows is printed on them, the rest is asked for."""
