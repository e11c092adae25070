"""Saved pages (MHTML) and messages have the characters and the address that they say themselves."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from support.read_saved import item_of, read

META = b'<html><head><meta charset="windows-1252"></head><body><p>caf=E9</p></body></html>'


def mhtml(address: str, kind: str = "text/html") -> bytes:
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\n'
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + META + b"\r\n--x--\r\n"


@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=nobodys"])
def test_a_page_whose_head_names_no_characters_is_left_to_its_own_word(tmp_path: Path, kind: str) -> None:
    """It was read as UTF-8, and each letter beyond ASCII was U+FFFD."""
    (tmp_path / "a.mhtml").write_bytes(mhtml("https://quay.example/a", kind))
    (document,), _, _ = read(tmp_path)
    assert "<p>caf\xe9</p>" in document.body.decode("cp1252")


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://quay.example/?q==?utf-8?Q?a?=", "https://quay.example/?q==?utf-8?Q?a?="),
        ("https://quay.example/a-long-\r\n address", "https://quay.example/a-long-address"),
        ("https://quay.example/\u00fcber", "https://quay.example/\u00fcber"),
    ],
)
def test_an_address_is_taken_as_it_is_written(tmp_path: Path, written: str, url: str) -> None:
    """An encoded word in it was decoded, and a fold left a blank."""
    (tmp_path / "a.mhtml").write_bytes(mhtml(written))
    (document,), _, _ = read(tmp_path)
    assert document.url == url
    assert type(document.url) is str


def test_a_message_that_names_no_characters_is_read_in_those_it_has(tmp_path: Path) -> None:
    words = "Die F\u00e4hre f\u00e4hrt sp\u00e4ter, und niemand \u00e4rgert sich dar\u00fcber."
    message = EmailMessage()
    message["From"], message["Subject"] = "Quay <q@quay.example>", "Ebbe"
    head = message.as_bytes() + b"Date: Sat, 06 May 2023 07:08:09 +0200\n\n"
    (tmp_path / "a.eml").write_bytes(head.replace(b"\n\nDate", b"\nDate") + words.encode("cp1252"))
    (document,), _, _ = read(tmp_path)
    assert item_of(document)["content_text"].strip() == words
