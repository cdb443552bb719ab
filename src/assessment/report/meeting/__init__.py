"""The page for the meeting that chooses projects, in words for people who decide."""

from assessment.report.meeting.page import Page, Part, meeting_page

__all__ = ["Page", "Part", "meeting_page"]
