"""Datawrapper: charts, maps and tables, embedded as a frame of one version of theirs."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORM = Platform(
    name="datawrapper",
    addresses=(
        AddressForm(
            "image",
            r"datawrapper\.dwcdn\.net/(?P<id>\w{5})(?=$|[/?#])",
            "https://datawrapper.dwcdn.net/{id}/",
        ),
        AddressForm(
            "image",
            r"(?:www\.)?datawrapper\.de/_/(?P<id>\w{5})(?=$|[/?#])",
            "https://datawrapper.dwcdn.net/{id}/",
        ),
    ),
)
