"""From files as people made them to typed tables, each row with its cell."""
