"""评分汇总复核表.xlsx of a year, sheet by sheet."""

from assessment.report.workbook.check_code import check_code
from assessment.report.workbook.review import write_review_workbook

__all__ = ["check_code", "write_review_workbook"]
