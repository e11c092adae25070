"""What the forms of DAGs that are started by hand ask for: days, origins, files."""

from __future__ import annotations

from airflow.sdk import Param


def day_param(title: str, description: str) -> Param:
    """A day, or none."""
    return Param(None, type=["null", "string"], format="date", title=title, description=description)


def origin_params() -> dict[str, Param]:
    """`origins`, `documents` and `match`; the choices are the origins that a day can be had of."""
    from wireroom.archive.register import ORIGINS, summaries

    return {
        "origins": Param(
            ["landed", "rfc5005"],
            type="array",
            items={
                "type": "string",
                "enum": [name for name, origin in ORIGINS.items() if origin.by_day],
            },
            minItems=1,
            title="Origins",
            description=f"Where past bytes come from, one a line. {summaries(by_day=True)}.",
        ),
        "documents": Param(
            None,
            type=["null", "string"],
            title="Documents",
            description="For the origin `documents`: a folder below WIREROOM_DOCUMENTS_ROOT (`documents/` "
            "beside the data). A day only reports what `backfill_files` has read there.",
        ),
        "match": Param(
            None,  # not "": the UI takes an empty text for a missing one and disables its buttons
            type=["null", "string"],
            title="Only feeds that match",
            description="A part of the feed's URL, title or publisher; or publisher:NAME, feed:NUMBER for "
            "just those. Empty: all. Folders have no feeds.",
        ),
    }


def full_text_param() -> dict[str, Param]:
    """Whether the pages of what a backfill brings are fetched too."""
    return {
        "full_text": Param(
            False,
            type="boolean",
            title="Full text",
            description="Let `fetch_pages` fetch the pages of the articles that this brings, too.",
        )
    }


def file_params() -> dict[str, Param]:
    """What `backfill_files` asks for; the choices are the origins that read files."""
    from wireroom.archive.register import ORIGINS, FromPlace

    names = [name for name, origin in ORIGINS.items() if isinstance(origin, FromPlace)]
    said = "; ".join(f"{name}: {ORIGINS[name].summary}" for name in names)
    return {
        "origin": Param(
            "documents",
            type="string",
            enum=names,
            title="Origin",
            description=f"What the files are. {said}.",
        ),
        "place": Param(
            None,
            type=["null", "string"],
            title="Place",
            description="A folder, a file or a URL below WIREROOM_DOCUMENTS_ROOT (`documents/` beside the "
            "data); a path relative to it will do.",
        ),
        "dry_run": Param(
            True,
            type="boolean",
            title="Dry run",
            description="Only say what there is to read: files, bytes, and how much of it was read before.",
        ),
        **_parts_of_files(),
        "again": Param(
            False,
            type="boolean",
            title="Again",
            description="Read also what was read before, with today's code.",
        ),
    }


def _parts_of_files() -> dict[str, Param]:
    """Which part of the files is wanted."""
    return {
        "hosts": Param(
            None,
            type=["null", "array"],
            items={"type": "string"},
            title="Hosts",
            description="Of WARC files: only pages of these hosts and those below, one a line. Empty: all.",
        ),
        "since": day_param(
            "First day", "Only articles from this day on (UTC). Empty: all; then no file is read twice."
        ),
        "until": day_param("Last day", "The last day, included. Empty: the first day alone."),
    }
