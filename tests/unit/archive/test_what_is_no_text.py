"""What is no text is none: JSON that breaks off, bytes, numbers, and what file managers leave in archives."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from support.read_saved import item_of, read

A = {"url": "https://quay.example/a", "title": "Low water", "content": "The ferry waited."}
B = {"url": "https://quay.example/b", "title": "High water", "content": "The ferry ran."}
WHOLE = json.dumps([A, B])


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ('[{"url":"https://x.example/a","title":"A",', []),
        (WHOLE[:-1], ["Low water", "High water"]),
        (WHOLE[:-20], ["Low water"]),
        (json.dumps({"total": 2, "articles": [A, B]})[:-20], ["Low water"]),
        (json.dumps({"articles": [A, B], "total": 2})[:-4], ["Low water", "High water"]),
        (json.dumps(A)[:-9], []),
        ("[", []),
        ('{"', []),
        ('["a", "b', []),
        (f"{WHOLE}\n// the end", ["Low water", "High water"]),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.txt", "a"])
def test_json_that_is_not_whole_is_damage_and_its_whole_rows_come_in(
    body: str, titles: list[str], name: str, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr(name, body)
        packed.writestr("b.txt", "The ferry waited.")
    documents, _, wrong = read(tmp_path)
    assert [item_of(each)["title"] for each in documents[:-1]] == titles
    assert len(wrong) == 1
    assert "1 of its documents cannot be read" in wrong[0]


def test_a_line_of_json_that_breaks_off_is_damage(tmp_path: Path) -> None:
    (tmp_path / "a.jl").write_text(f"{json.dumps(A)}\n{json.dumps(B)[:-9]}\n{json.dumps(B)}\n")
    (tmp_path / "b.jl").write_text(f"# of May\n{json.dumps(A)}\n")
    documents, left_out, wrong = read(tmp_path / "b.jl")
    assert (len(documents), left_out.total(), wrong) == (1, 1, [])
    assert "line 2" in read(tmp_path / "a.jl")[2][0]


@pytest.mark.parametrize(
    "text",
    [
        "[1] The ferry waited at the quay.",
        "[The quay] waited.",
        "[[Quay]] is a place.",
        '"Low water", said the master.',
        '["Low water"] said the master.',
        '["The ferry is late", said the captain.] Passengers waited at the quay.',
        "潮水退了。",
        "फेरी इंतज़ार कर रही थी।",
        "Low water\n" + "=" * 80,
        "- 12 May: 4\n- 13 May: 5\nTides, in metres.",
        "Votes in Low Quay\n" + "1,204 33.1 17 | 2,401 66.9 34\n" * 40,
        "AAPL 100.25 +0.3 1,234,500\nMSFT 402.10 -1.2 2,345,600\n" * 9,
        "選挙の結果\n" + "自民 120,421 33.1 20,401\n公明 40,421 11.1 10,401\n" * 9,
        "\ue801 Tea. \ue802 Milk. \ue803",
        "\x1b]0;export\x07\x1b[32mThe ferry\x1b[0m \x1b[1;31mwaited\x1b[0m at the quay.\x1b(B",
    ],
)
def test_a_text_that_begins_with_a_bracket_stays_one(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text)
    (document,), left_out, wrong = read(tmp_path)
    assert document.body.decode() == text
    assert (left_out.total(), wrong) == (0, [])


@pytest.mark.parametrize(
    "body",
    [
        b"x\x01\x02\x03\x05\x06",
        b"12 34\n56 78\n",
        b"\x05\x16\x07" * 20 + b"Mac OS X",
        b"\x05\x16\x07" * 20 + b"The ferry waited.",
        b"120 km 34,000.5 kg\n" * 20,
        b"2026-11-28T09:00:00Z 12,401.5 metres\n" * 20,
        b"\x1b[32m12\x1b[0m 34\n",
    ],
)
def test_what_has_no_words_is_no_text(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(body)
    documents, left_out, _ = read(tmp_path)
    assert not documents
    assert left_out == {"a text without words": 1}


LEFT_BY_OTHERS = [
    "a/.DS_Store",
    "__MACOSX/a/._b.txt",
    "a/Thumbs.db",
    "a/desktop.ini",
    ".git/x.txt",
    "./a/._b.txt",
]


def test_what_file_managers_leave_is_passed_over_in_archives_as_in_folders(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed, tarfile.open(tmp_path / "a.tar", "w") as tarred:
        for name in [*LEFT_BY_OTHERS, "./a/b.txt"]:
            packed.writestr(name, "The ferry waited.")
            info = tarfile.TarInfo(name)
            info.size = 4
            tarred.addfile(info, io.BytesIO(b"Tea."))
    documents, left_out, wrong = read(tmp_path)
    assert (len(documents), left_out.total(), wrong) == (2, 0, [])


NOTE = "<!-- saved from url=(0027)https://quay.example/ferry -->"


@pytest.mark.parametrize(
    ("note", "address", "is_kept"),
    [
        (NOTE, "./Low water_files/ferry.jpg", False),
        (NOTE, "Low%20water_files/ferry.jpg", False),
        (NOTE, "./Other name-Dateien/ferry.jpg", False),
        ("", "./Low water_files/ferry.jpg", False),
        ("", "tide_files/ferry.jpg", True),
        (NOTE, "panama_files/ferry.jpg", True),
        (NOTE, "court_file/ferry.jpg", True),
        (NOTE, "/low_files/ferry.jpg", True),
        (NOTE, "https://quay.example/low_files/ferry.jpg", True),
        (NOTE, "pictures/ferry.jpg", True),
    ],
)
def test_the_folder_beside_a_saved_page_has_no_address(
    note: str, address: str, is_kept: bool, tmp_path: Path
) -> None:
    page = f'{note}<html><body><p>Tea.</p><img src=\'{address}\'><img alt="a" src="{address}"></body></html>'
    (tmp_path / "Low water.html").write_text(page)
    (document,), _, _ = read(tmp_path)
    assert document.body.count(b"ferry.jpg") == (2 if is_kept else 0)
    assert document.body.count(b"<img") == 2


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            "./Low water_files/a.jpg 1x, https://quay.example/b.jpg 2x",
            b'srcset="https://quay.example/b.jpg 2x"',
        ),
        ("/b,c.jpg 1x,Low%20water_files/a.jpg 2x, /d.jpg 3x", b'srcset="/b,c.jpg 1x, /d.jpg 3x"'),
        ("./Low water_files/a.jpg 1x, ./Low water_files/b.jpg 2x", b""),
        ("/a.jpg 1x,  /b.jpg 2x", b'srcset="/a.jpg 1x,  /b.jpg 2x"'),
    ],
)
def test_a_set_of_pictures_keeps_those_on_the_web(written: str, kept: bytes, tmp_path: Path) -> None:
    page = f'{NOTE}<html><body><p>Tea.</p><img srcset="{written}"></body></html>'
    (tmp_path / "Low water.html").write_text(page)
    (document,), _, _ = read(tmp_path)
    assert kept in document.body
    assert (b"srcset" in document.body) == bool(kept)
    assert b"_files" not in document.body
