"""Grants, ledgers and their use."""
