"""Word documents about a year's results, filled from its tables."""
