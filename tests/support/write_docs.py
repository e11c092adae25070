"""Writes the generated pages from a throw-away database, and the SQL that is made from a table.

With `--check` it only names the stale ones.

python tests/support/write_docs.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import generated_pages, postgres
from support.masking_sql import write_masking_sql
from wireroom.settings import Settings
from wireroom.store.schema.migrate import migrate

if __name__ == "__main__":
    check = "--check" in sys.argv
    is_stale = write_masking_sql(check=check)
    with postgres.admin_url() as admin, postgres.database(admin) as url:
        migrate(url)
        settings = Settings.from_environment({"WIREROOM_DATABASE_URL": url})
        sys.exit(generated_pages.write_pages(settings, check=check) or is_stale)
