"""SoundCloud, Spotify, Bandcamp and Apple Podcasts, of which only addresses are known."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORMS = (
    Platform(
        name="soundcloud",
        addresses=(
            AddressForm("audio", r"w\.soundcloud\.com/player/?\?(?:[^#]*?&)?url=(?P<url>[^&#]+)", "{url}"),
        ),
    ),
    Platform(
        name="spotify",
        addresses=(
            AddressForm(
                "audio",
                r"open\.spotify\.com/embed(?:-podcast)?/(?P<part>\w+)/(?P<id>\w+)",
                "https://open.spotify.com/{part}/{id}",
            ),
        ),
    ),
    Platform(
        name="bandcamp",
        addresses=(AddressForm("audio", r"bandcamp\.com/EmbeddedPlayer/[^\s]+"),),
    ),
    Platform(
        name="apple-podcasts",
        addresses=(
            AddressForm(
                "audio",
                r"(?:embed\.)?podcasts\.apple\.com/(?P<path>(?:\w\w/)?podcast/[^\s#]{1,300})",
                "https://podcasts.apple.com/{path}",
            ),
        ),
    ),
)
