"""Read the fetched pages of a batch together, so that blocks which a site's pages repeat are known.

Each tells what it says, so that boilerplate is known by the third page of a site; those of the batch that
were read before are read again then.
"""

from __future__ import annotations

from collections.abc import Sequence

from wireroom.full_text.read_fetched_page import FetchedPage, ReadPage, read_fetched_page
from wireroom.runtime.document_budget import Watchdog
from wireroom.transform.site_boilerplate import SiteBoilerplate


def read_together(
    pages: Sequence[FetchedPage], boilerplate: SiteBoilerplate, watch: Watchdog
) -> list[ReadPage]:
    """Read the pages of a batch, in order; `boilerplate` learns their blocks, but is not saved."""
    before, read = [], []
    for page in pages:
        url = page.exchange.answered_from
        read.append(read_fetched_page(page, watch, boilerplate.repeated(url)))
        before.append(boilerplate.known(url, read[-1].tail))
        boilerplate.add(url, read[-1].tail)
    for place, page in enumerate(pages):
        url = page.exchange.answered_from
        if boilerplate.known(url, read[place].tail) != before[place]:
            read[place] = read_fetched_page(page, watch, boilerplate.repeated(url))
    return read
