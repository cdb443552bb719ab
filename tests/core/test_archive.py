from __future__ import annotations

import zipfile
from io import BytesIO

from assessment.core.archive import pack, repack


def test_equal_content_gives_equal_bytes_whenever_it_was_zipped() -> None:
    packages = []
    for when in ((2017, 1, 1, 0, 0, 0), (2026, 5, 4, 3, 2, 2)):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr(zipfile.ZipInfo("word/document.xml", when), "正文")
        packages.append(buffer.getvalue())
    assert packages[0] != packages[1]
    assert repack(packages[0]) == repack(packages[1])


def test_members_keep_order_and_content() -> None:
    members = {"b": b"2", "a": b"1" * 5000}
    with zipfile.ZipFile(BytesIO(pack(members))) as package:
        assert {entry.filename: package.read(entry) for entry in package.infolist()} == members
        assert package.namelist() == ["b", "a"]
