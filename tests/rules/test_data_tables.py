"""Data stands in tables that one reader reads, and no two tables of one subject hold the same written form.

Of two that do, one is changed some day and the other is not: `АФП` was an author *and* an agency so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from wireroom.common.tables import rows

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "wireroom"
Row = tuple[str, ...]
Forms = Callable[[Row], Iterable[str]]


def first(row: Row) -> Iterable[str]:
    return [row[0]]


def last(row: Row) -> Iterable[str]:
    """A pattern, for its kind and language."""
    return ["/".join((*row[:-2], row[-1]))]


def second_listed(row: Row) -> Iterable[str]:
    return row[1].split("|")


def named(row: Row) -> Iterable[str]:
    """Names of days and months: a language, what is named, and the form."""
    return [f"{row[0]}/{row[1]}/{form}" for form in row[3].split("|")]


def outlets_of_bylines(row: Row) -> Iterable[str]:
    return row[1:] if row[0] == "outlets" else []


def byline_words(row: Row) -> Iterable[str]:
    return [f"{row[0]}/{word}" for word in row[1:]]


TABLES: dict[str, tuple[tuple[str, Forms], ...]] = {
    # table: its subjects, each with what its forms are
    "common/data/agencies.tsv": (("name in a byline or credit", second_listed),),
    "common/data/secrets.tsv": (("name of a secret", lambda row: ["/".join(row)]),),
    "common/dates/data/names.tsv": (("name in a date", named),),
    "common/dates/data/names_extra.tsv": (("name in a date", named),),
    "common/dates/data/names_jalali.tsv": (("Jalali month", second_listed),),
    "common/dates/data/names_bangla.tsv": (("Bengali month", second_listed),),
    "common/dates/data/names_hijri.tsv": (("lunar Hijri month", second_listed),),
    "common/dates/data/fillers.tsv": (("filler", first),),
    "common/dates/data/ordinals.tsv": (("ordinal", lambda row: row[0].split()),),
    "common/dates/data/relative.tsv": (("relative day", lambda row: row[1].split("|")),),
    "common/dates/data/zones.tsv": (("zone", lambda row: ["/".join(row[:2])]),),
    "common/dates/data/home_zones.tsv": (
        ("home of a zone", lambda row: [f"country/{code}" for code in row[1].split() if code != "-"]),
        ("home of a zone", lambda row: [f"language/{code}" for code in row[2].split() if code != "-"]),
    ),
    "archive/saved/data/row_fields.tsv": (("name of a column", lambda row: row[1:]),),
    "archive/saved/data/told_by_no_value.tsv": (),  # a part of a name may speak against two fields
    "common/data/addressed.tsv": (("pattern of words to the reader", first),),
    "extract/data/other_stories.tsv": (("pattern of other stories", first),),
    "clean/data/asks.tsv": (("pattern of a line", first),),
    "clean/data/credit_words.tsv": (("pattern of a credit", first),),
    "clean/data/doubtful.tsv": (("name of a class", last),),
    "clean/data/boilerplate.tsv": (("name of a class", first),),
    "common/data/aids.tsv": (("name of a class", first),),
    "clean/data/heads.tsv": (("pattern of a line", last),),
    "clean/data/house.tsv": (("pattern of a line", last),),
    "common/data/others_speak.tsv": (("pattern of words of the story", last),),
    "clean/data/itself.tsv": (("pattern of a line", first),),
    "clean/data/notices.tsv": (("pattern of a line", last),),
    "clean/data/platforms.tsv": (
        ("class, element, attribute or address", lambda row: ["/".join(row[1:3])][: len(row) - 2]),
    ),
    "clean/data/placeholders.tsv": (("word of an image's name", lambda row: row[1].split()),),
    "common/data/related.tsv": (("pattern of a line", first),),
    "extract/data/house_boxes.tsv": (("pattern of a label", first),),
    "extract/data/sign_up.tsv": (("pattern of a button or a letter", last),),
    "extract/data/last_lines.tsv": (("pattern of a notice", first),),
    "extract/data/reply_words.tsv": (("word of an answer", first),),
    "normalize/data/copying_hosts.tsv": (("host", first),),
    "clean/data/footers.tsv": (("pattern of a line", last),),
    "clean/data/trackers.tsv": (("address", first),),
    "clean/data/unread.tsv": (("element", lambda row: row[0].split()),),
    "decide/data/not_an_article.tsv": (("pattern of words", last),),
    "common/data/byline_words.tsv": (),  # patterns and words of class names, in three kinds
    "common/text/data/joining_words.tsv": (("small word of names", byline_words),),
    "common/data/calls.tsv": (("pattern of a line", first),),
    "extract/data/copy_paths.tsv": (("part of a copy's path", first),),
    "extract/data/choosing_names.tsv": (("name of a parameter", first),),
    "extract/data/home_pages.tsv": (("name of a home page", first),),
    "extract/data/ai_agents.tsv": (("name of a crawler", first),),
    "extract/data/block_trees.tsv": (),  # numbers
    "common/dates/data/date_labels.tsv": (),  # patterns, which two kinds may share
    "extract/data/markers.tsv": (("pattern of an end", first),),
    "extract/data/meta_names.tsv": (
        ("name of a meta element", lambda row: [f"{row[0]}/{name}" for name in row[1].split()]),
    ),
    "extract/data/name_words.tsv": (),  # each kind a column of features: a word may count in several
    "extract/data/outlet_images.tsv": (
        ("word of an image's name", lambda row: [f"{row[0]}/{word}" for word in row[1].split()]),
    ),
    "normalize/data/bylines.tsv": (
        ("name in a byline or credit", outlets_of_bylines),
        ("word of bylines", byline_words),
    ),
    "normalize/data/common_words.tsv": (),  # a word may be common in several languages
    "normalize/data/feed_hosts.tsv": (("what a host is", first),),
    "normalize/data/foreign_letters.tsv": (("language with foreign letters", first),),
    "normalize/data/language_codes.tsv": (("name of a language", first),),
    "normalize/data/language_sets.tsv": (),  # a language may be in several sets
    "normalize/data/languages_alike.tsv": (),
    "normalize/data/no_choice.tsv": (("tag that is none", first),),
    "normalize/data/open_domains.tsv": (("top-level domain", first),),
    "normalize/data/outlets.tsv": (("outlet by host", first),),
    "normalize/data/services.tsv": (("what a host is", first),),
    "common/text/data/code_pages.tsv": (("language of a code page", lambda row: ["/".join(row[:2])]),),
    "parse/data/namespaces.tsv": (("namespace", first),),
    "parse/data/vocabulary.tsv": (("element of a feed", first),),
    "common/data/families.tsv": (("paced together", lambda row: row[1:]),),
}


def table_rows(table: str) -> list[Row]:
    package, _, name = table.partition("/data/")
    return rows(f"wireroom.{package.replace('/', '.')}", name)


def test_every_table_of_the_package_says_what_it_holds() -> None:
    there = {str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.tsv")}
    assert there == TABLES.keys(), "name it in TABLES above, with its subject or why it has none"


def test_a_table_is_read_by_its_own_package_or_stands_on_the_ground_floor() -> None:
    """A name in quotation marks imports too: cleaning read a table of `extract`, which reads cleaning's."""
    reads = re.compile(r'"wireroom\.(\w+)[\w.]*",\s*"\w+\.tsv"')
    found = [
        (path.relative_to(PACKAGE), package)
        for path in PACKAGE.rglob("*.py")
        for package in reads.findall(path.read_text(encoding="utf-8"))
    ]
    assert found, "tables are read in another way now"
    assert [(path, package) for path, package in found if package not in ("common", path.parts[0])] == []


def test_data_has_one_form_and_one_place() -> None:
    """YAML only where rules nest, and for the sample newsroom's stories."""
    others = [
        str(path.relative_to(PACKAGE))
        for ending in ("json", "txt", "csv", "yaml", "yml")
        for path in PACKAGE.rglob(f"*.{ending}")
        if not path.is_relative_to(PACKAGE / "newsroom" / "data")
    ]
    assert others == ["normalize/data/url_rules.yaml"]


@pytest.mark.parametrize("subject", sorted({name for subjects in TABLES.values() for name, _ in subjects}))
def test_a_written_form_stands_in_one_table(subject: str) -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for table, subjects in TABLES.items():
        for name, forms in subjects:
            if name == subject:
                for row in table_rows(table):
                    for form in forms(row):
                        places[form].append(table)
    assert places
    twice = {form: tables for form, tables in places.items() if len(set(tables)) > 1}
    assert not twice, "say it in one of them"
    again = {form for form, tables in places.items() if len(tables) > 1}
    assert not again, "said twice"
