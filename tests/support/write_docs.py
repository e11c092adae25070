"""Writes the generated pages from a throw-away database; with `--check` only names the stale ones.

python tests/support/write_docs.py
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import postgres
from wireroom import store
from wireroom.cli import docs

if __name__ == "__main__":
    with postgres.admin_url() as admin, postgres.database(admin) as url:
        store.migrate(url)
        os.environ["WIREROOM_ADMIN_DATABASE_URL"] = url
        sys.exit(docs.run(argparse.Namespace(check="--check" in sys.argv)))
