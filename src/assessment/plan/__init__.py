"""Coverage of themes and colleges."""
