"""An invented year of messy workbooks whose truth is known."""
