"""SoundCloud, Spotify and Bandcamp, of which only addresses are known."""

from __future__ import annotations

from wireroom.clean.embeds.description import Address, Platform

PLATFORMS = (
    Platform(
        name="soundcloud",
        addresses=(
            Address("audio", r"w\.soundcloud\.com/player/?\?(?:[^#]*?&)?url=(?P<url>[^&#]+)", "{url}"),
        ),
    ),
    Platform(
        name="spotify",
        addresses=(
            Address(
                "audio",
                r"open\.spotify\.com/embed(?:-podcast)?/(?P<part>\w+)/(?P<id>\w+)",
                "https://open.spotify.com/{part}/{id}",
            ),
        ),
    ),
    Platform(
        name="bandcamp",
        addresses=(Address("audio", r"bandcamp\.com/EmbeddedPlayer/[^\s]+"),),
    ),
)
