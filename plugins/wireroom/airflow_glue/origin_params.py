"""The register of origins in, the params of the backfill DAGs out: one form for planning and for doing."""

from __future__ import annotations

from airflow.sdk import Param

from wireroom import backfill


def origin_params() -> dict[str, Param]:
    """`origins`, `documents` and `match`; the choices are the origins that a day can be had of."""
    return {
        "origins": Param(
            ["landed", "rfc5005"],
            type="array",
            items={
                "type": "string",
                "enum": [name for name, origin in backfill.ORIGINS.items() if origin.by_day],
            },
            minItems=1,
            title="Origins",
            description=f"Where past bytes come from, one a line. {backfill.summaries(by_day=True)}.",
        ),
        "documents": Param(
            None,
            type=["null", "string"],
            title="Documents",
            description="For the origin `documents`: a folder of saved feeds, pages or texts, below "
            "WIREROOM_DOCUMENTS_ROOT (`documents/` beside the data); a path relative to it will do.",
        ),
        "match": Param(
            None,  # not "": the UI takes an empty text for a missing one and disables its buttons
            type=["null", "string"],
            title="Only feeds that match",
            description="A part of the feed's URL, title or publisher. Empty: all. Folders have no feeds.",
        ),
    }
