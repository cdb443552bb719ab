"""`python -m assessment` is the command line."""

from assessment.cli import main

main(prog_name="assessment")
