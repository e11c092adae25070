"""Share of voice in pandas: articles of a week that say a word, by publisher, among all that each published.

pip install pandas sqlalchemy psycopg2-binary
python docs/examples/articles_in_pandas.py postgresql://…/wireroom WORD
"""

from __future__ import annotations

import sys

import pandas
from sqlalchemy import create_engine, text

COUNTS = """
SELECT p.domain AS publisher, count(*) AS articles, count(found.id) AS said
FROM news.articles AS a
JOIN news.publishers AS p ON p.id = a.publisher_id
LEFT JOIN news.search_ids(:word, since => now() - interval '7 days') AS found ON found.id = a.id
WHERE a.published_at >= now() - interval '7 days'
GROUP BY p.domain
"""


def main(url: str, word: str) -> None:
    """The ten who say it most."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg2://"))
    with engine.connect() as conn:
        counts = pandas.read_sql(text(COUNTS), conn, params={"word": word}, index_col="publisher")
    counts["share"] = counts["said"] / counts["articles"]
    print(counts.nlargest(10, "said").to_string())


if __name__ == "__main__":
    main(*sys.argv[1:])
