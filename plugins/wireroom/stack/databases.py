"""The URLs by which each part of the stack reaches its database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Databases:
    """One role each, with no more rights than its work needs."""

    admin_url: str  # migrates
    loader_url: str  # what tasks and commands use
    reader_url: str  # for analysts and BI tools
    airflow_url: str  # SQLAlchemy URL of Airflow's own tables


def for_sqlalchemy(url: str) -> str:
    """A libpq URL as Airflow wants it, with the driver named."""
    scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg2{separator}{rest}" if scheme in {"postgres", "postgresql"} else url
