"""Three invented years of messy workbooks whose truth is known."""
