"""Twitch, Streamable, Rumble, TED, Bilibili, VK, Rutube, archive.org, of which only addresses are known."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORMS = (
    Platform(
        name="twitch",
        addresses=(
            AddressForm(
                "video",
                r"(?:player|clips)\.twitch\.tv/(?:embed)?/?\?(?:[^#]*&)?"
                r"(?:video|clip|channel)=(?P<id>[\w-]+)",
            ),
        ),
    ),
    Platform(
        name="streamable",
        addresses=(
            AddressForm(
                "video",
                r"(?:www\.)?streamable\.com/(?:[eso]/)?(?P<id>[a-z0-9]{4,8})(?=$|[/?#])",
                "https://streamable.com/{id}",
            ),
        ),
    ),
    Platform(
        name="rumble",
        addresses=(
            AddressForm(
                "video", r"(?:www\.)?rumble\.com/embed/(?P<id>[\w.]+)", "https://rumble.com/embed/{id}"
            ),
        ),
    ),
    Platform(
        name="ted",
        addresses=(
            AddressForm(
                "video",
                r"embed(?:-ssl)?\.ted\.com/talks/(?:lang/\w+/)?(?P<id>\w+)",
                "https://www.ted.com/talks/{id}",
            ),
        ),
    ),
    Platform(
        name="bilibili",
        addresses=(
            AddressForm(
                "video",
                r"player\.bilibili\.com/player\.html\?(?:[^#]*&)?bvid=(?P<id>\w+)",
                "https://www.bilibili.com/video/{id}",
            ),
        ),
    ),
    Platform(
        name="vk",
        addresses=(AddressForm("video", r"(?:www\.)?(?:vk\.com|vkvideo\.ru)/video_ext\.php\?[^\s]*"),),
    ),
    Platform(
        name="rutube",
        addresses=(
            AddressForm(
                "video",
                r"rutube\.ru/(?:play/embed|video)/(?P<id>[0-9a-f]+)",
                "https://rutube.ru/video/{id}/",
            ),
        ),
    ),
    Platform(
        name="archive.org",
        addresses=(
            AddressForm(
                "video",
                r"archive\.org/embed/(?P<id>[\w.\-]{1,100})(?=$|[/?#])",
                "https://archive.org/details/{id}",
            ),
        ),
    ),
)
