"""A file of NAME=value lines in, its variables out."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from dotenv import dotenv_values

from wireroom.errors import ConfigurationError


def read_env_file(path: Path) -> dict[str, str]:
    """As Compose reads it: comments, `export`, quotes. `$` stands for itself; there in single quotes only.

    Empty where there is no such file. Raises ConfigurationError where it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:  # whose words hold what may be a password
        raise ConfigurationError(f"{path} cannot be read: it is not UTF-8") from None
    values = dotenv_values(stream=StringIO(text), interpolate=False)
    return {name: value for name, value in values.items() if value}
