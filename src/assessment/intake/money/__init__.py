"""Ledgers, settlements, the finance office's export, budgets, activities and their units."""
