"""The name of a file in `data/` in; its lines out, without comments."""

from __future__ import annotations

from importlib.resources import files


def fact_lines(name: str) -> list[str]:
    """Lines of `data/<name>`."""
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
