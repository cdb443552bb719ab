"""The board in the browser: ranking, details, comparison, what-if, and every list of a year."""

from assessment.report.board.boards import open_board, write_board, write_overview

__all__ = ["open_board", "write_board", "write_overview"]
