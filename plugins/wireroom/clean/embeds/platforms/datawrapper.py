"""Datawrapper: charts, maps and tables, embedded as a frame of one version of theirs."""

from __future__ import annotations

from wireroom.clean.embeds.description import Address, Platform

PLATFORM = Platform(
    name="datawrapper",
    addresses=(
        Address(
            "image",
            r"datawrapper\.dwcdn\.net/(?P<id>\w{5})(?=$|[/?#])",
            "https://datawrapper.dwcdn.net/{id}/",
        ),
        Address(
            "image",
            r"(?:www\.)?datawrapper\.de/_/(?P<id>\w{5})(?=$|[/?#])",
            "https://datawrapper.dwcdn.net/{id}/",
        ),
    ),
)
