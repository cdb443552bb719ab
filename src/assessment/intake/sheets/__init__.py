"""A whole sheet: where its tables stand, which layout each has, what is left over."""
