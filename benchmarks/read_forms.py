"""A thousand forms of judges: read with all checks, beside pandas and a bare unzip and scan."""

from __future__ import annotations

import statistics
import time
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from xml.parsers import expat

import pandas as pd

from assessment.intake.inbox.opening import open_files
from assessment.sample.draft import Draft, write_xlsx

CRITERIA = ("思想性(35)", "创新性(25)", "实效性(25)", "现场表现(15)")
JUDGES, PROJECTS = 50, 20


def form(judge: int, project: int) -> bytes:
    """Return the form on which one judge marks one project."""
    draft = Draft("评分表", merges=[(1, 1, 1, 4), (9, 1, 9, 4)])
    draft.put(1, 1, "“一团一品”精品活动现场答辩评分表（示例数据）")
    draft.put_row(2, ["评委编号", f"{judge}", "出场顺序", project])
    draft.put_row(3, ["申报单位", f"示例学院{project}团委", "项目名称", f"示例项目{project}"])
    draft.put_row(4, ["评分项目", "评分标准", "得分", "备注"])
    for row, name in enumerate(CRITERIA, start=5):
        full = int(name.split("(")[1].rstrip(")"))
        points = full - (judge * 7 + project * 3 + row) % 9 / 2
        draft.put_row(row, [name, f"示例标准：按{name[:3]}评分，酌情给分", points, None])
    draft.put(9, 1, "评委签名：              日期：2017年12月15日")
    return write_xlsx([draft])


def read_ours(files: Mapping[str, bytes]) -> int:
    """Return how many cells we find."""
    opened = open_files(files, 2017)
    assert not any(one.problems for one in opened)
    return sum(len(s.cells) for one in opened if one.document for s in one.document.sheets)


def read_pandas(files: Mapping[str, bytes]) -> int:
    """Return how many cells pandas finds."""
    frames = (pd.read_excel(BytesIO(d), header=None, engine="openpyxl") for d in files.values())
    return sum(int(frame.notna().sum().sum()) for frame in frames)


def unzip_and_scan(files: Mapping[str, bytes]) -> int:
    """Return how many bytes of XML are walked through, and nothing done with them."""
    size = 0
    for data in files.values():
        with zipfile.ZipFile(BytesIO(data)) as package:
            for name in package.namelist():
                part = package.read(name)
                expat.ParserCreate().Parse(part, True)
                size += len(part)
    return size


def time_in_turn(cases: Mapping[str, Callable[[], int]], *, runs: int) -> dict[str, list[float]]:
    """Return wall seconds of each case, one uncounted warm-up each, then `runs` rounds."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for round_no in range(runs + 1):
        for name, call in cases.items():
            start = time.perf_counter()
            call()
            if round_no:
                taken[name].append(time.perf_counter() - start)
    return taken


def main() -> None:
    """Print the ratios; goals: 8 times as fast as pandas, 15 times a bare scan, linear."""
    every = [
        (judge, project) for judge in range(1, JUDGES + 1) for project in range(1, PROJECTS + 1)
    ]
    files = {f"2017/评委{j}/{p:02}.xlsx": form(j, p) for j, p in every}
    half = dict(list(files.items())[: len(files) // 2])
    assert read_ours(half) == read_pandas(half)
    cases: dict[str, Callable[[], int]] = {
        "ours": lambda: read_ours(files),
        "ours, half of them": lambda: read_ours(half),
        "pandas": lambda: read_pandas(files),
        "unzip and scan": lambda: unzip_and_scan(files),
    }
    taken = time_in_turn(cases, runs=5)
    for name, seconds in taken.items():
        spread = f"{min(seconds):7.3f} … {max(seconds):.3f}"
        print(f"{name:20} {statistics.median(seconds):7.3f} s  {spread}")
    print(f"{len(files)} files of {sum(map(len, files.values())) // len(files)} bytes")
    ours, bare = taken["ours"], taken["unzip and scan"]
    print(f"times as fast as pandas     {_ratio(taken['pandas'], ours):6.2f}   (goal ≥ 8)")
    print(f"times a bare unzip and scan {_ratio(ours, bare):6.2f}   (goal ≤ 15)")
    half_ratio = _ratio(ours, taken["ours, half of them"])
    print(f"1000 files beside 500       {half_ratio:6.2f}   (linear: 2)")


def _ratio(ones: list[float], others: list[float]) -> float:
    """Return the median of the ratios round by round."""
    return statistics.median(one / other for one, other in zip(ones, others, strict=True))


if __name__ == "__main__":
    main()
