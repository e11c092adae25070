"""How long a text is, is told without the pictures that are written into it."""

from __future__ import annotations

from wireroom.models import Entry, Markup
from wireroom.transform.transform_entry import MAX_MARKUP, shortened, text_size

PICTURE = f"<img src='data:image/png;base64,{'iVBORw0KGgo' * 300_000}='>"


def test_pictures_in_a_text_do_not_make_it_long() -> None:
    assert len(PICTURE) > MAX_MARKUP
    assert text_size(Entry(0, content=Markup(f"<p>a</p>{PICTURE}{PICTURE}<p>b</p>"))) < 100


def test_the_longest_text_counts() -> None:
    entry = Entry(0, title=Markup("a" * 10), summary=Markup("b" * 3_000_000), content=Markup("c" * 20))
    assert text_size(entry) == 3_000_000
    assert text_size(Entry(0)) == 0


def test_a_text_is_shortened_in_each_place() -> None:
    entry = shortened(Entry(0, title=Markup("abc"), summary=Markup("abc", "text")), 2)
    assert (entry.title, entry.summary, entry.content) == (Markup("ab"), Markup("ab", "text"), None)
