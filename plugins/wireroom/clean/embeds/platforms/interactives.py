"""Datawrapper, Flourish, Infogram, CodePen, Gist and DocumentCloud: charts, code and documents in a frame."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from wireroom.clean.embeds.description import AddressForm, Platform
from wireroom.common.elements import attribute


def _flourish(element: Tag) -> Iterator[str]:
    """The address in `<div class="flourish-embed" data-src="story/1234567?9">`, which a script fills."""
    yield f"https://public.flourish.studio/{attribute(element, 'data-src')}"


PLATFORMS = (
    # The address of a frame names one version of a chart; the address we keep names the chart.
    Platform(
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
    ),
    Platform(
        name="flourish",
        addresses=(
            AddressForm(
                "image",
                r"(?:flo\.uri\.sh|public\.flourish\.studio)/(?P<part>visualisation|story)/(?P<id>\d{3,12})(?=$|[/?#])",
                "https://public.flourish.studio/{part}/{id}/",
            ),
        ),
        players=("flourish-embed",),
        addresses_in=_flourish,
    ),
    Platform(
        name="infogram",
        addresses=(
            AddressForm(
                "image",
                r"(?:e\.)?infogram\.com/(?P<id>[\w\-]{6,100})(?=$|[/?#])",
                "https://infogram.com/{id}",
            ),
        ),
    ),
    Platform(
        name="codepen",
        addresses=(
            AddressForm(
                "other",
                r"codepen\.io/(?P<handle>[\w\-]{1,60})/(?:pen|embed(?:/preview)?)/(?P<id>\w{4,40})(?=$|[/?#])",
                "https://codepen.io/{handle}/pen/{id}",
            ),
        ),
    ),
    Platform(
        name="gist",
        addresses=(
            AddressForm(  # one of its files
                "other",
                r"gist\.github\.com/(?P<handle>[\w\-]{1,60})/(?P<id>[\da-f]{6,40})(?:\.js)?\?(?P<file>file=[^&#\s]{1,200})",
                "https://gist.github.com/{handle}/{id}?{file}",
            ),
            AddressForm(
                "other",
                r"gist\.github\.com/(?P<handle>[\w\-]{1,60})/(?P<id>[\da-f]{6,40})(?:\.js)?(?=$|[?#])",
                "https://gist.github.com/{handle}/{id}",
            ),
        ),
    ),
    Platform(
        name="documentcloud",
        addresses=(
            AddressForm(
                "other",
                r"(?:embed|www)\.documentcloud\.org/documents/(?P<id>\d{3,12}(?:-[\w\-]{1,200})?)(?=$|[/?#])",
                "https://www.documentcloud.org/documents/{id}/",
            ),
        ),
    ),
)
