"""What people write among the lines and is none: sums, income, full marks, unused ballots."""

from __future__ import annotations

from typing import Any

from diseases.making import LEDGER, Disease, lines, xlsx

SPENT = lines()


def below(*rows: Any) -> dict[str, bytes]:
    """Return the ledger of three lines, 600 yuan together, with rows below them."""
    return {"决算.xlsx": xlsx([*LEDGER, *rows])}


CASES = (
    *(Disease(f"a sum called {word}", "where the day of a line stands", below([word, None, 600]), (), SPENT)
      for word in ("累计", "累 计", "合计金额", "总 额", "实际支出")),
    *(Disease(f"a wrong sum called {word}", "where the day of a line stands", below([word, None, 650]),
              ("total.does-not-add-up@C7",), SPENT)
      for word in ("累计", "合计金额", "总 额", "实际支出")),
    Disease("a sum without a day, where the purpose stands", "全部支出", below([None, None, 600, "全部支出"]), (),
            SPENT),
    Disease("spending of a day that is called 实际支出", "a line, as it bears a day",
            below(["2017.4.4", "交通", 100, "实际支出"]), (),
            lines(*SPENT["ledger"], ("2017-04-04", 10000))),
    Disease("income among the spending", "收入 is no line and no sum", below(["收入", None, 5000, "拨款"]), (), SPENT),
    Disease("sums of months and of all so far", "本月合计 and 累计 in turn", {"决算.xlsx": xlsx([
            *LEDGER[:5], ["本月合计", None, 300], ["累计", None, 300], LEDGER[5], ["本月合计", None, 300],
            ["累计", None, 600]])}, (), SPENT),
)  # fmt: skip
