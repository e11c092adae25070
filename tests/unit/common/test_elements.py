"""Elements that touch each other hold different things where a capital, a digit or a known label says so."""

from __future__ import annotations

import pytest
from bs4.element import NavigableString

from wireroom.common.elements import spaced
from wireroom.common.soup import soup_from


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<span>Jane Doe</span><span>Lifestyle Writer</span>", "Jane Doe | Lifestyle Writer"),
        ("<b>Mc</b>donald", "Mcdonald"),
        (
            "<i>来源：晚报</i><i>记者：王小河</i><i>编辑：李大海</i>",
            "来源：晚报 | 记者：王小河 | 编辑：李大海",
        ),
        ("<i>来源：晚报</i><i>责任编辑：李大海</i>", "来源：晚报 | 责任编辑：李大海"),
        (
            "<i>记者：王小河</i><i>发布时间：2024-11-20</i><i>来源：晚报</i><i>阅读：12</i>",
            "记者：王小河 | 发布时间：2024-11-20 | 来源：晚报 | 阅读：12",
        ),
        (
            "<i>發布日期：115年11月20日</i><i>發布單位：河川局</i>",
            "發布日期：115年11月20日 | 發布單位：河川局",
        ),
        ("<i>جريدة</i><i>بقلم: أحمد</i>", "جريدة | بقلم: أحمد"),
        ("中<b>国外交部发言人：</b>我们", "中国外交部发言人：我们"),
        ("北京<b>时间：</b>五点", "北京时间：五点"),
        ("中<b>文：</b>你好", "中文：你好"),
        ("외교부 대<b>변인:</b> 우리", "외교부 대변인: 우리"),
    ],
)
def test_what_is_beside_without_a_blank_is_parted_by_what_begins_it(markup: str, line: str) -> None:
    soup, _ = soup_from(f"<p>{markup}</p>".encode())
    assert spaced([node for node in soup.p.descendants if isinstance(node, NavigableString)]) == line
