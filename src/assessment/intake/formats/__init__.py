"""The formats of files: from bytes that passed the guard to cells."""
