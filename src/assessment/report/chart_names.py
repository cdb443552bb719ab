"""The names of the charts, known without loading what draws them."""

from __future__ import annotations

# In the order of the files' use; the first takes longest to draw.
MAIN_CHARTS = ("考核认证排名", "答辩与投票", "品牌主题覆盖", "经费使用")
