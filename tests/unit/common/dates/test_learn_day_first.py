"""What a feed's unambiguous dates teach about the others."""

from __future__ import annotations

import pytest

from wireroom.common.dates import learn_day_first


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["04/11/2026", "23/11/2026 09:15"], True, id="one sibling tells"),
        pytest.param(["04/11/2026", "Mon, 11/23/2026 - 19:19"], False, id="month first"),
        pytest.param(["04/11/2026", "05/11/2026"], None, id="nothing tells"),
        pytest.param(["23/11/2026", "11/23/2026"], None, id="contradiction"),
        pytest.param(["2026-11-23T09:15:30Z"], None, id="year first"),
        pytest.param(["23/11/26"], None, id="two-digit years could be days"),
        pytest.param(["31/31/2026"], None, id="impossible either way"),
        pytest.param([], None, id="no dates"),
    ],
)
def test_order_is_learned_from_siblings(texts: list[str], expected: bool | None) -> None:
    """True: the day comes first."""
    assert learn_day_first(texts) is expected
