"""The table of what in an address is a secret in, sql/views/05_masking.sql out: its rules for Postgres."""

from __future__ import annotations

import re
from pathlib import Path

from wireroom.common.masking import secret_patterns

FILE = Path(__file__).resolve().parents[2] / "sql" / "views" / "05_masking.sql"

NEEDED = (  # in lower case: no rule fits a text without any of these, and most addresses have none
    *("=", "%", "@", "bearer", "basic"),
    *("/private", "/secret", "/token/", "/auth/", "/feedkey/", "/rsskey/", "/passkey/"),
    *("feedbin.com/starred/", "instapaper.com/rss/", "newsblur.com/reader/folder_rss/"),
    *("subscribers.transistor.fm/", ".supercast.", "access.acast.com/rss/", "supportingcast.fm/content/"),
    *("eyj", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "glft-", "glrt-"),
)

_SQL = """\
-- Made by `make docs` from plugins/wireroom/common/data/secrets.tsv, as common/masking.py makes its own.
-- What is stored is masked already: this is the second line, and for rules that came later.
CREATE OR REPLACE FUNCTION wireroom.masked(shown text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN lower(shown COLLATE "C") LIKE ANY (ARRAY[{needed}])
    THEN {masked}
    ELSE shown -- spared the rules, each of which costs as much as all of the above
END;
COMMENT ON FUNCTION wireroom.masked IS 'A text with *** for what looks like a secret in an address.';
"""


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def masking_sql() -> str:
    """One call around the other, the first rule innermost; none where no rule can fit."""
    patterns = secret_patterns()
    needed = ", ".join(f"'%{re.sub('[%_]', _escaped, literal)}%'" for literal in NEEDED)
    calls = "regexp_replace(" * len(patterns) + "shown"
    quoted = [pattern.replace("'", "''") for pattern in patterns]
    steps = "".join(f",\n    '{pattern}', '\\1***', 'gi')" for pattern in quoted)
    return _SQL.format(needed=needed, masked=calls + steps)


def write_masking_sql(*, check: bool) -> int:
    """Write it; with `check` only say that it is stale, as exit code."""
    if FILE.read_text(encoding="utf-8") == masking_sql():
        return 0
    if not check:
        FILE.write_text(masking_sql(), encoding="utf-8")
        return 0
    print(f"{FILE.name} is stale: run `make docs`")
    return 1
