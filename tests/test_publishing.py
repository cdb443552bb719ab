"""What leaves the house: only allowed columns, nobody's data."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date

import docx
import openpyxl
import pytest

from assessment import pipeline
from assessment.core.rules import Rules
from assessment.founding import Demo
from assessment.sending import PUBLIC, publish
from assessment.storage import WorkspaceError
from assessment.workspace import Workspace
from papers import REGISTER, book, sheet, short_register

N_PROJECTS, N_BALLOTS, N_LINES = 400, 1500, 300
PUBLISHED = ("序号", "申报单位", "项目名称", "等次")


class Canaries:
    """Invented values of persons, each told once and remembered."""

    def __init__(self) -> None:
        self.values: list[str] = []

    def _keep(self, value: str) -> str:
        self.values.append(value)
        return value

    def name(self) -> str:
        n = len(self.values)
        return self._keep("赵钱孙李周吴郑王"[n % 8] + chr(0x4E00 + n) + chr(0x7000 + n))

    def phone(self) -> str:
        return self._keep(f"139{len(self.values):08d}")

    def identity(self) -> str:
        return self._keep(f"320101200001{len(self.values):05d}X")

    def card(self) -> str:
        return self._keep(f"622202{len(self.values):013d}")

    def student(self) -> str:
        return self._keep(f"S2017{len(self.values):06d}")

    def mail(self) -> str:
        return self._keep(f"u{len(self.values)}@private.example")

    def address(self) -> str:
        return self._keep(f"示例路{len(self.values)}号")

    def internet(self) -> str:
        n = len(self.values)
        return self._keep(f"10.{n // 65536 % 256}.{n // 256 % 256}.{n % 256}")


def _applications(secret: Canaries) -> bytes:
    head = ["申报单位", "项目名称", "类别", "申请经费（元）", "负责人", "联系电话", "身份证号", "银行卡号",
            "学号", "邮箱", "通讯地址"]  # fmt: skip
    rows = [
        ["临床医学院" if n % 2 else "护理学院", f"示例项目{n:03d}", "其他", 5000, secret.name(),
         secret.phone(), secret.identity(), secret.card(), secret.student(), secret.mail(),
         secret.address()]
        for n in range(N_PROJECTS)
    ]  # fmt: skip
    return book(sheet([["2017年申报汇总表"], head, *rows]))


def _with_comment(data: bytes, secret: Canaries) -> bytes:
    """Add a comment, a hidden sheet, an author and a header to a workbook."""
    opened = openpyxl.load_workbook(io.BytesIO(data))
    page = opened.worksheets[0]
    for row in range(3, 103):
        page.cell(row, 2).comment = openpyxl.comments.Comment(secret.phone(), secret.name())
    hidden = opened.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    for row in range(1, 201):
        hidden.cell(row, 1, secret.name())
        hidden.cell(row, 2, secret.phone())
    opened.properties.creator = secret.name()
    page.oddFooter.center.text = secret.name()
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def _ballots(secret: Canaries) -> bytes:
    head = [
        "序号",
        "提交答卷时间",
        "来自IP",
        "1、您的姓名",
        "2、您的学号",
        "3、您的手机号",
        "4、您支持的项目",
    ]
    rows = [
        [n, f"2017/12/20 10:{n % 60:02d}", secret.internet(), secret.name(), secret.student(),
         secret.phone(), f"示例项目{n % 5:03d}"]
        for n in range(N_BALLOTS)
    ]  # fmt: skip
    return "\n".join(",".join(map(str, row)) for row in [head, *rows]).encode()


def _ledger(secret: Canaries) -> bytes:
    rows = [["2017-05-04", "交通", 10, secret.name(), f"P{n}", f"转账至{secret.card()}"]
            for n in range(N_LINES)]  # fmt: skip
    head = ["日期", "类别", "金额", "经办人", "票据号", "用途"]
    return book(sheet([["经费支出明细表"], ["项目名称：", "示例项目000"], head, *rows]))


def _register(secret: Canaries) -> bytes:
    decided = [
        [2017, "立项评审", f"示例项目{n:03d}", "立项", "是", 5000, f"{secret.name()}提议", secret.name(),
         date(2017, 3, 30)]
        for n in range(3)
    ]  # fmt: skip
    judges = [
        [2017, "考核认证", "现场答辩", f"J{n}", secret.name(), "校外", None] for n in range(1, 4)
    ]
    judges += [
        [2017, "立项评审", "申报材料评审", f"J{n}", secret.name(), "校外", None]
        for n in range(1, 4)
    ]
    return short_register({**REGISTER, "评审决定": decided, "评委名单": judges})


def _marks(component: str) -> bytes:
    rows = [[f"示例项目{n:03d}", 90 - n, 89 - n, 91 - n] for n in range(6)]
    return book(sheet([[f"{component}评分汇总表"], ["项目名称", "评委1", "评委2", "评委3"], *rows]))


@pytest.fixture(scope="module")
def planted(rules: Rules) -> tuple[dict[str, bytes], list[str]]:
    secret = Canaries()
    tally = [
        ["网络投票统计表"],
        ["项目名称", "票数"],
        *([f"示例项目{n:03d}", 100 - n] for n in range(6)),
    ]
    files = {
        "2017/申报汇总.xlsx": _with_comment(_applications(secret), secret),
        f"2017/{secret.name()}/{secret.phone()}支出明细.xlsx": _ledger(secret),
        "2017/现场投票.csv": _ballots(secret),
        "2017/网络投票.xlsx": book(sheet(tally)),
        "2017/申报材料评审.xlsx": _marks("申报材料评审"),
        "2017/现场答辩.xlsx": _marks("现场答辩"),
    }
    inputs = pipeline.YearInputs(rules, files, _register(secret))
    tables = pipeline.run_year(inputs).tables
    assert len(set(secret.values)) == len(secret.values) > 10_000
    files = pipeline.public_files(tables, rules=rules)
    return files | pipeline.as_pdf(files), secret.values


def _texts(name: str, data: bytes) -> Iterator[str]:
    """Yield everything a file holds: its name, every part of a package, its bytes as text."""
    yield name
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                yield part
                yield package.read(part).decode("utf-8", "replace")
    else:
        yield data.decode("latin-1")
        if shutil.which("pdftotext"):
            told = subprocess.run(
                ["pdftotext", "-", "-"], input=data, capture_output=True, check=True
            )
            yield told.stdout.decode()


def test_of_thousands_of_values_none_is_published(
    planted: tuple[dict[str, bytes], list[str]],
) -> None:
    files, values = planted
    assert {name.rpartition(".")[2] for name in files} >= {"docx", "xlsx"}
    text = "\n".join(one for name, data in files.items() for one in _texts(name, data))
    assert "示例项目000" in text
    assert [value for value in values if value in text] == []


def test_only_the_columns_of_the_rules_stand_there(
    planted: tuple[dict[str, bytes], list[str]],
) -> None:
    files, _ = planted
    for name, data in files.items():
        if name.endswith(".docx"):
            heads = [cell.text for cell in docx.Document(io.BytesIO(data)).tables[0].rows[0].cells]
        elif name.endswith(".xlsx"):
            heads = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(data)).active[2]]
        else:
            continue
        assert heads == [*PUBLISHED[: 4 if "考核认证" in name else 3]]


def test_what_begins_like_a_formula_leaves_as_text(demo: Demo) -> None:
    rules, tables = demo.workspace.rules(2018), dict(demo.workspace.run(2018).tables)
    named = tables["applications"].assign(project_name="=HYPERLINK(1)")
    files = pipeline.public_files(tables | {"applications": named}, rules=rules)
    for name, data in files.items():
        if name.endswith(".xlsx"):
            cells = list(openpyxl.load_workbook(io.BytesIO(data)).active["C"])[2:]
            assert cells and {(cell.value, cell.data_type) for cell in cells} == {
                ("=HYPERLINK(1)", "s")
            }


def test_a_notice_lists_the_standings_in_order(demo: Demo) -> None:
    run, rules = demo.workspace.run(2018), demo.workspace.rules(2018)
    rows = run.tables["standings"].query("year == 2018 and round == 'assessment' and rank.notna()")
    names = run.tables["applications"].set_index("project_id")["project_name"]
    files = pipeline.public_files(run.tables, rules=rules)
    data = next(
        data for name, data in files.items() if "考核认证" in name and name.endswith("docx")
    )
    table = docx.Document(io.BytesIO(data)).tables[0]
    told = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    ordered = rows.sort_values(["rank", "project_id"])
    assert [row[2] for row in told] == [names[one] for one in ordered["project_id"]]
    assert [row[3] for row in told] == list(ordered["grade"])
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
    assert f"公示期为 {rules.publication.notice_days} 个工作日" in text
    assert rules.office.email in text


def test_published_files_lie_in_their_folder(copy: Workspace) -> None:
    sent = publish(copy, 2018)
    assert sent.folder == copy.root / "reports/2018" / PUBLIC
    assert {path.suffix for path in sent.written} >= {".docx", ".xlsx"}


def test_a_year_without_a_result_publishes_nothing(
    copy: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "public_files", lambda *_, **__: {})
    with pytest.raises(WorkspaceError, match="没有可以公示的结果"):
        publish(copy, 2018)


def test_a_provisional_round_is_not_published(demo: Demo) -> None:
    tables, rules = dict(demo.workspace.run(2018).tables), demo.workspace.rules(2018)
    standings = tables["standings"].copy()
    mine = standings["round"] == "assessment"
    standings.loc[mine, "status"], standings.loc[mine, "missing"] = "provisional", "网络投票"
    standings.loc[mine, ["rank", "grade"]] = None
    files = pipeline.public_files(tables | {"standings": standings}, rules=rules)
    assert files and not any("考核认证" in name for name in files)
