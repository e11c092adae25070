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
from wireroom.models import FeedContext, PageHints
from wireroom.site_furniture import OTHERS
from wireroom.transform import TransformedDocument, transform_document

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
            line = " ".join(beside.split())
            lost += sum(" ".join(words.split()) not in line for words in page["with_"] or ())
            line = " ".join(alone.split())
            lost -= sum(" ".join(words.split()) not in line for words in page["with_"] or ())
    before, after = (sum(scores) / len(scores) for scores in (without, with_others))
    return [
        Row(
            what="page text, word F1, beside pages of its site",
            on=f"hosts with {OTHERS + 1} pages or more, {len(without)}",
            ours=f"{after:.4f}",
            peers=f"alone {before:.4f}; no peer knows other pages",
            bar="> alone, no snippet lost",
            ok=after > before and not lost,
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
    for place, page in enumerate(site):
        said = Counter(
            mark
            for other, read in enumerate(alone)
            if other != place
            for mark in set(read.parsed.block_marks)
        )
        repeated = frozenset(mark for mark, pages in said.items() if pages >= OTHERS)
        yield page, _text(alone[place]), _text(_transformed(page, repeated))


def _transformed(page: Page, repeated: frozenset[int] = frozenset()) -> TransformedDocument:
    context = FeedContext(1, page["url"], NOW, hints=PageHints(repeated))
    return transform_document(base64.b64decode(page["html"]), context=context, or_page=True)


def _text(read: TransformedDocument) -> str:
    return read.articles[0].text if read.articles else ""
