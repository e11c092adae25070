"""Saved pages beside others of their sites: their text without what those say too, leave-one-out."""

from __future__ import annotations

import base64
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from markup_corpora import PAGES, rows
from quality_pages import NOW, Page, _words, f1
from rows import Row
from wireroom.models import FeedContext, IsRepeated, PageHints
from wireroom.transform.site_boilerplate import OTHERS
from wireroom.transform.transform_document import TransformedDocument, transform_document

_ARCHIVES = {"web.archive.org"}  # whose pages are of many sites


def measure(corpora: Path) -> list[Row]:
    """One row: the corpora's pages of hosts of which there are enough."""
    without, with_others, lost = [], [], 0
    pages = 0
    for site in _sites(corpora):
        for page, alone, beside in _read(site):
            if page["text"]:
                gold = _words(page["text"], page["lang"])
                without.append(f1(gold, _words(alone, page["lang"])))
                with_others.append(f1(gold, _words(beside, page["lang"])))
            pages += 1
            lost += sum(words in _line(alone) and words not in _line(beside) for words in _snippets(page))
    before, after = (sum(scores) / len(scores) for scores in (without, with_others))
    return [
        Row(
            what="page text, word F1, beside pages of its site",
            on=f"hosts with {OTHERS + 1} pages or more, {len(without)}",
            ours=f"{after:.4f}",
            peers=f"alone {before:.4f}; no peer knows other pages",
            bar=">= alone, no snippet lost",
            ok=after >= before and not lost,
            note=f"snippets lost of {pages} pages: {lost}",
        )
    ]


def _sites(corpora: Path) -> Iterator[list[Page]]:
    found: dict[str, list[Page]] = defaultdict(list)
    for corpus in PAGES:
        for page in rows(corpora / "pages" / f"{corpus}.jsonl.gz"):
            host = urlsplit(page["url"] or "").hostname
            if host and host not in _ARCHIVES:
                found[host].append(page)
    yield from (pages for pages in found.values() if len(pages) > OTHERS)


def _read(site: Sequence[Page]) -> Iterator[tuple[Page, str, str]]:
    """Each page, its text alone, and beside the site's other pages."""
    alone = [_transformed(page) for page in site]
    tails = {read.parsed.tail.headline: set(read.parsed.tail.marks) for read in alone}
    for place, page in enumerate(site):
        said = Counter(
            mark
            for headline, marks in tails.items()
            if headline != alone[place].parsed.tail.headline
            for mark in marks
        )
        repeated = {mark for mark, pages in said.items() if pages >= OTHERS}
        beside = _transformed(page, lambda mark, headline, known=repeated: mark in known)
        yield page, _text(alone[place]), _text(beside)


def _snippets(page: Page) -> Iterator[str]:
    yield from (_line(words) for words in page["with_"] or ())


def _line(text: str) -> str:
    return " ".join(text.split())


def _transformed(page: Page, is_repeated: IsRepeated | None = None) -> TransformedDocument:
    context = FeedContext(1, page["url"], NOW, hints=PageHints(is_repeated))
    return transform_document(base64.b64decode(page["html"]), context=context, or_page=True)


def _text(read: TransformedDocument) -> str:
    return read.articles[0].text if read.articles else ""
