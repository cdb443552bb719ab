"""Numbers stay whole in a PDF too."""

from __future__ import annotations

import io
import shutil
import subprocess

import docx
import pytest

from assessment import pipeline
from assessment.report.documents.official import Official
from assessment.report.documents.printing import for_pdf

PHONE = "000-00000000"


def paper(n: int) -> bytes:
    made = Official("公示")
    made.text(
        f"对结果有异议的请书面向校团委组织部提出{'字' * n}（{PHONE}，office@example.edu.cn）。"
    )
    return made.data()


def test_the_text_is_the_same_but_for_joiners() -> None:
    made = docx.Document(io.BytesIO(for_pdf(paper(0)))).paragraphs[-1]
    assert PHONE in made.text.replace("\N{WORD JOINER}", "")
    assert "noBreakHyphen" not in made._p.xml


def test_what_is_no_package_is_left_as_it_is() -> None:
    assert for_pdf(b"not a package") == b"not a package"


def test_a_telephone_number_stands_on_one_line_of_a_pdf() -> None:
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice (soffice) or pdftotext is not installed")
    made = pipeline.as_pdf({f"{n}.docx": paper(n) for n in range(1, 26, 2)})
    for data in made.values():
        told = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
        assert PHONE in told.stdout.decode().replace("\N{WORD JOINER}", "")
