"""What `wireroom export` wrote, in DuckDB: no server is needed, and months not asked for are not opened.

pip install duckdb
python docs/examples/exports_in_duckdb.py FOLDER [parquet|jsonl|csv]
"""

from __future__ import annotations

import sys

import duckdb

MOST = """
SELECT month, publisher, count(*) AS articles, sum(word_count) AS words
FROM read_{reader}('{folder}/*/*.{form}', hive_partitioning = true)
WHERE month >= '2020-01'
GROUP BY month, publisher
ORDER BY articles DESC
LIMIT 10
"""
READERS = {"parquet": "parquet", "jsonl": "json", "csv": "csv"}


def main(folder: str, form: str = "parquet") -> None:
    """The publishers with most articles in a month."""
    print(duckdb.sql(MOST.format(reader=READERS[form], folder=folder, form=form)))


if __name__ == "__main__":
    main(*sys.argv[1:])
