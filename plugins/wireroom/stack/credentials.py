"""Passwords and keys of the stack, drawn once and kept with mode 600."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from wireroom.errors import StackError
from wireroom.stack.private_file import write_private


def _password() -> str:
    return secrets.token_urlsafe(15)


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


@dataclass(frozen=True, slots=True)
class Credentials:
    """One secret each, made of URL-safe letters, so that it fits into a database URL as it is."""

    postgres: str = field(default_factory=_password)  # superuser of the embedded server
    wireroom_owner: str = field(default_factory=_password)
    wireroom_loader: str = field(default_factory=_password)
    wireroom_reader: str = field(default_factory=_password)
    airflow: str = field(default_factory=_password)  # database role of Airflow's metadata
    ui_admin: str = field(default_factory=_password)
    jwt_secret: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    api_secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    fernet_key: str = field(default_factory=_fernet_key)

    def __repr__(self) -> str:
        return "Credentials(…)"  # a traceback must not print them


def load_credentials(path: Path) -> Credentials:
    """Read them; draw those that the file does not have yet, and keep them."""
    known: dict[str, str] = {}
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        credentials = Credentials(**known)
    except FileNotFoundError:
        credentials = Credentials()
    except (ValueError, TypeError) as error:
        raise StackError(
            f"{path} is damaged ({error}): restore it from a backup, or `make clean DATA=1` (it deletes all)"
        ) from error
    if len(known) < len(fields(Credentials)):
        write_private(path, json.dumps(asdict(credentials), indent=1) + "\n")
    return credentials
