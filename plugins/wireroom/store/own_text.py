"""An article in, its text without quoted posts and notices of origin out."""

from __future__ import annotations

import re

from wireroom.models import Article, Attribution, Embed

_GAP = re.compile(r"\n{3,}")


def own_text(article: Article) -> str | None:
    """What the author wrote; None where that is the whole text.

    Spans that overlap, touch or lie outside the text do no harm.
    """
    parts: list[Embed | Attribution] = [*article.embeds, *article.attribution]
    spans = sorted(part.span for part in parts if part.span is not None)
    if not spans:
        return None
    kept, end = [], 0
    for start, stop in spans:
        if start > end:
            kept.append(article.text[end:start])
        end = max(end, start, stop)
    kept.append(article.text[end:])
    own = _GAP.sub("\n\n", "".join(kept)).strip()
    return None if own == article.text else own
