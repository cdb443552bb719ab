"""The names of the pages, known without loading what writes them."""

BOARD, OVERVIEW = "打开这里.html", "三年总览.html"
