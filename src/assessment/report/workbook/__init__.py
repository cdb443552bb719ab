"""评分汇总复核表.xlsx of a year, sheet by sheet."""

from assessment.report.workbook.review import write_review_workbook

__all__ = ["write_review_workbook"]
