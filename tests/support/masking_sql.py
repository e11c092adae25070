"""The table of what in an address is a secret in, sql/views/05_masking.sql out: its rules for Postgres."""

from __future__ import annotations

from pathlib import Path

from wireroom.common.secret_rules import secret_patterns

FILE = Path(__file__).resolve().parents[2] / "sql" / "views" / "05_masking.sql"

_HEAD = """\
-- Made by `make docs` from plugins/wireroom/common/data/secrets.tsv, as common/masking.py makes its own.
-- What is stored is masked already: this is the second line, and for rules that came later.
CREATE OR REPLACE FUNCTION wireroom.masked(shown text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN
"""
_TAIL = """;
COMMENT ON FUNCTION wireroom.masked IS 'A text with *** for what looks like a secret in an address.';
"""


def masking_sql() -> str:
    """One call around the other, the first rule innermost."""
    patterns = secret_patterns()
    calls = "    " + "regexp_replace(" * len(patterns) + "shown"
    quoted = [pattern.replace("'", "''") for pattern in patterns]
    steps = "".join(f",\n    '{pattern}', '\\1***', 'gi')" for pattern in quoted)
    return _HEAD + calls + steps + _TAIL


def write_masking_sql(*, check: bool) -> int:
    """Write it; with `check` only say that it is stale, as exit code."""
    if FILE.read_text(encoding="utf-8") == masking_sql():
        return 0
    if not check:
        FILE.write_text(masking_sql(), encoding="utf-8")
        return 0
    print(f"{FILE.name} is stale: run `make docs`")
    return 1
