"""Articles by day and language in polars, read by connectorx; `engine="adbc"` reads the same.

    pip install polars pyarrow connectorx
    python docs/examples/articles_in_polars.py postgresql://…/wireroom

Columns of type interval stay out of the query: take those that end in `_seconds`.
"""

from __future__ import annotations

import sys

import polars

WEEK = """
SELECT published_at, language, word_count FROM news.articles WHERE published_at >= now() - interval '7 days'
"""


def main(url: str) -> None:
    """Count, and the mean length, by day and language."""
    articles = polars.read_database_uri(WEEK, url, engine="connectorx")
    by_day = articles.group_by(polars.col("published_at").dt.date().alias("day"), "language").agg(
        polars.len().alias("articles"), polars.col("word_count").mean().round(0).alias("words")
    )
    print(by_day.sort("day", "articles", descending=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
