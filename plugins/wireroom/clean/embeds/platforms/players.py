"""Vimeo, TikTok, Spotify and other services of video and audio; of most only addresses are known."""

from __future__ import annotations

from wireroom.clean.embeds.description import AddressForm, Platform

PLATFORMS = (
    Platform(
        name="vimeo",
        addresses=(
            AddressForm("video", r"player\.vimeo\.com/video/(?P<id>\d{4,12})", "https://vimeo.com/{id}"),
            AddressForm(
                "video",
                r"(?:www\.)?vimeo\.com/(?:channels/\w+/)?(?P<id>\d{5,12})(?=$|[/?#])",
                "https://vimeo.com/{id}",
            ),
        ),
        elements={
            "lite-vimeo": ("videoid", "https://vimeo.com/"),
            "amp-vimeo": ("data-videoid", "https://vimeo.com/"),
        },
        substack={"vimeo-wrap": "https://vimeo.com/{videoId}"},
    ),
    # Its old and its new player.
    Platform(
        name="dailymotion",
        addresses=(
            AddressForm(
                "video",
                r"(?:www\.|geo\.)?dailymotion\.com/(?:embed/)?"
                r"(?:video/|player(?:/\w+)?\.html\?(?:[^#]*&)?video=)(?P<id>[A-Za-z0-9]{5,12})",
                "https://www.dailymotion.com/video/{id}",
            ),
        ),
        elements={"amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/")},
    ),
    Platform(
        name="tiktok",
        addresses=(
            AddressForm(
                "video",
                r"(?:www\.|m\.)?tiktok\.com/@(?P<handle>[\w.]{1,30})/(?:video|photo)/(?P<id>\d{5,22})",
            ),
            AddressForm(
                "video",
                r"(?:www\.)?tiktok\.com/(?:embed(?:/v\d)?|player/v\d)/(?P<id>\d{5,22})",
                "https://www.tiktok.com/embed/v2/{id}",
            ),
        ),
        cards={"tiktok-embed": "video"},
        permalinks=("cite",),
        substack={"tiktok-wrap": "{url}"},
    ),
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
    # Audio.
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
