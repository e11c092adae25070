"""Categories as written become plain distinct tags."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.models import Tag
from wireroom.normalize import clean_tags


@pytest.mark.parametrize(
    ("terms", "tags"),
    [
        pytest.param(["Harbour", "harbour", "Town"], ("Harbour", "Town"), id="repeats in another case"),
        pytest.param(["harbour, town; council"], ("harbour", "town", "council"), id="a list in one element"),
        pytest.param(["Tom &amp; Jerry", "<b>bold</b>"], ("Tom & Jerry", "bold"), id="entities and markup"),
        pytest.param(["#harbour"], ("harbour",), id="a hash"),
        pytest.param(["Uncategorized", "Non classé", "未分类"], (), id="what a CMS writes for nothing"),
        pytest.param(["http://example.com/t/1", "123"], (), id="addresses and numbers"),
        pytest.param(["x" * 101], (), id="a sentence"),
        pytest.param(["港、町"], ("港", "町"), id="an ideographic comma"),
        pytest.param(["&lt;b&gt;bold&lt;/b&gt;"], ("bold",), id="escaped markup"),
        pytest.param(
            ['x <iframe srcdoc="&lt;img src&equals;x&gt;" />'],
            ('x ‹iframe srcdoc=" " /',),
            id="markup in markup",
        ),
        pytest.param(["R&amp;D < 3 %"], ("R&D < 3 %",), id="a sign that opens nothing"),
        pytest.param(
            ["Sin categoría", "Geen categorie", "미분류", "uncategorized-en"], (), id="in other languages"
        ),
        pytest.param(["News > World", "News » Town"], ("News", "World", "Town"), id="a path"),
        pytest.param(["a · b • c"], ("a", "b", "c"), id="dots between"),
        pytest.param(["خبر، سیاست؛ ایران"], ("خبر", "سیاست", "ایران"), id="an Arabic comma and semicolon"),
        pytest.param(["#Storm #COP31", "#one#two"], ("Storm", "COP31", "one", "two"), id="hashtags in a row"),
        pytest.param(["C#", "F#, Java"], ("C#", "F#", "Java"), id="a sharp that is a name's"),
        pytest.param(["Rock &amp;amp; Roll"], ("Rock & Roll",), id="escaped twice"),
        pytest.param(["Caf\u00e9", "Cafe\u0301"], ("Caf\u00e9",), id="composed and decomposed"),
        pytest.param(["<![CDATA[Sport]]>", "&lt;![CDATA[Town]]&gt;"], ("Sport", "Town"), id="CDATA left in"),
        pytest.param(
            ["“Sport”", "„Kultur“", "„Kultur“ am Abend"],
            ("Sport", "Kultur", "„Kultur“ am Abend"),
            id="quotes",
        ),
        pytest.param(["...", "-", "?", "\u200b"], (), id="signs alone"),
        pytest.param(
            ["a\u200bb", "C++", "😀", "5G"], ("ab", "C++", "😀", "5G"), id="signs that say something"
        ),
        pytest.param(
            ["www.example.org/tag/x", "tag:example.org,2026:x", "urn:x:y"], (), id="other addresses"
        ),
        pytest.param(["nul\x00l"], ("null",), id="a NUL"),
        pytest.param(
            ['{categories show="3"}<a href="/{url}">{name}</a>, {/categories}', "{{ tag }}", "Fish"],
            ("Fish",),
            id="a template that nobody filled in",
        ),
        pytest.param(
            ["{{ tags, names }}", "{% if tags", "News: {name}", "{list show='3', of='tags'}", "Fish"],
            ("Fish",),
            id="templates torn apart and within a tag",
        ),
        pytest.param(
            ["C{}", "{ } braces", "Fish"], ("C{}", "{ } braces", "Fish"), id="a brace is no template"
        ),
    ],
)
def test_terms_become_tags(terms: list[str], tags: tuple[str, ...]) -> None:
    assert clean_tags(Tag(term) for term in terms) == tags


def test_a_label_goes_before_a_term_that_is_an_address() -> None:
    assert clean_tags([Tag("https://en.example.org/wiki/Harbour", label="Harbour")]) == ("Harbour",)


def test_a_label_is_for_readers_and_the_term_for_machines() -> None:
    assert clean_tags([Tag("uk-politics", label="UK politics")]) == ("UK politics",)


@pytest.mark.parametrize("label", ["", "  ", "https://en.example.org/politics", "123"])
def test_a_label_that_says_nothing_leaves_the_term(label: str) -> None:
    assert clean_tags([Tag("politics", label=label)]) == ("politics",)


@given(st.lists(st.text(max_size=60), max_size=20))
def test_cleaning_tags_twice_changes_nothing(terms: list[str]) -> None:
    once = clean_tags(Tag(term) for term in terms)
    assert len(set(once)) == len(once)
    assert len(once) <= 50
    assert not any(re.search("<[A-Za-z/!?]", tag) for tag in once)


def test_a_name_that_holds_commas_stands_whole_among_others() -> None:
    """RSS 2.0: one category an element; a lone one may be a list (danmactough/node-feedparser PR#59)."""
    names = ("Harbours, docks and quays", "Washington, D.C.")
    assert clean_tags(map(Tag, names)) == names
    assert clean_tags([Tag("Harbours, docks, quays"), Tag("Sea")]) == ("Harbours", "docks", "quays", "Sea")
