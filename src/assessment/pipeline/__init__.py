"""One function a verb: bytes and rules in, tables, problems and files out.

The only package that knows every room. It opens no path: `workspace` loads what is handed in
here and lays down what is handed back.
"""

from __future__ import annotations

from assessment.pipeline.changing import change_date as change_date
from assessment.pipeline.changing import published_changes as published_changes
from assessment.pipeline.changing import result_changes as result_changes
from assessment.pipeline.changing import write_changes as write_changes
from assessment.pipeline.documents import as_pdf as as_pdf
from assessment.pipeline.documents import document_kinds as document_kinds
from assessment.pipeline.documents import problem_sheet as problem_sheet
from assessment.pipeline.documents import public_files as public_files
from assessment.pipeline.documents import write_documents as write_documents
from assessment.pipeline.documents import write_score_sheet as write_score_sheet
from assessment.pipeline.handing import FINDINGS as FINDINGS
from assessment.pipeline.handing import MISSING as MISSING
from assessment.pipeline.handing import find_missing as find_missing
from assessment.pipeline.handing import hand_back as hand_back
from assessment.pipeline.handing import read_around as read_around
from assessment.pipeline.handing import read_entries as read_entries
from assessment.pipeline.handing import take_over as take_over
from assessment.pipeline.making import blank_files as blank_files
from assessment.pipeline.making import blank_kinds as blank_kinds
from assessment.pipeline.making import blank_register as blank_register
from assessment.pipeline.making import make_sample as make_sample
from assessment.pipeline.making import master_notebooks as master_notebooks
from assessment.pipeline.making import master_rules as master_rules
from assessment.pipeline.reports import chart_orders as chart_orders
from assessment.pipeline.reports import draw_charts as draw_charts
from assessment.pipeline.reports import explain_project as explain_project
from assessment.pipeline.reports import meeting_page as meeting_page
from assessment.pipeline.reports import split_charts as split_charts
from assessment.pipeline.reports import tell_brand as tell_brand
from assessment.pipeline.reports import write_boards as write_boards
from assessment.pipeline.reports import write_workbook as write_workbook
from assessment.pipeline.rulebook import compare_rules as compare_rules
from assessment.pipeline.rulebook import read_rule_form as read_rule_form
from assessment.pipeline.rulebook import try_rules as try_rules
from assessment.pipeline.rulebook import write_rule_form as write_rule_form
from assessment.pipeline.trials import try_choice as try_choice
from assessment.pipeline.trials import try_scoring as try_scoring
from assessment.pipeline.year import EarlierYear as EarlierYear
from assessment.pipeline.year import Tables as Tables
from assessment.pipeline.year import YearInputs as YearInputs
from assessment.pipeline.year import check_year as check_year
from assessment.pipeline.year import joint_tables as joint_tables
from assessment.pipeline.year import programme_tables as programme_tables
from assessment.pipeline.year import read_year as read_year
from assessment.pipeline.year import run_year as run_year
from assessment.pipeline.year import start_readers as start_readers
