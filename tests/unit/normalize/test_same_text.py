"""Same text or not: what outlets do to a dispatch, and what only looks like one."""

from __future__ import annotations

import random
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.normalize.same_text import likeness, text_print
from wireroom.normalize.same_text.text_words import LONGEST, words_of

NAMES = ("harbour", "council", "ferry", "storm", "budget", "vote", "river", "bridge", "school", "market")


def prose(seed: int, words: int, first: int = 0) -> str:
    """Words that no other seed has in the same order."""
    chooser = random.Random(seed)
    made = [f"{chooser.choice(NAMES)}{chooser.randrange(400)}" for _ in range(first + words)]
    return " ".join(made[first:])


def same(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    """Title, text and domain of two articles."""
    a, b = text_print(*one), text_print(*other)
    assert likeness(a, b) == likeness(b, a)
    return likeness(a, b).same


DISPATCH = prose(1, 300)
TITLE = "Council votes to close the old ferry pier after storm"
OTHER_TITLE = "Old pier to shut"

COPIES = {
    "word for word": DISPATCH,
    "with a line before and after": f"HARBOUR, Monday (Wire) {DISPATCH} Read more on our site.",
    "cut to its first half": " ".join(DISPATCH.split()[:150]),
    "cut to a teaser": " ".join(DISPATCH.split()[:70]),
    "with a paragraph taken out": " ".join(DISPATCH.split()[:120] + DISPATCH.split()[190:]),
    "with other marks and capitals": DISPATCH.upper().replace(" ", ",  ", 40),
    "with every twelfth word changed": " ".join(
        "changed" if place % 12 == 0 else word for place, word in enumerate(DISPATCH.split())
    ),
}
NO_COPIES = {
    "another text": prose(2, 300),
    "a third of it quoted": " ".join(DISPATCH.split()[100:200]) + " " + prose(3, 250),
    "nothing": "",
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
def test_a_copy_under_another_title_is_the_same_text(text: str) -> None:
    assert same((TITLE, DISPATCH, "wire.example"), (OTHER_TITLE, text, "post.example"))


@pytest.mark.parametrize("text", NO_COPIES.values(), ids=NO_COPIES)
def test_what_shares_less_than_half_is_not(text: str) -> None:
    assert not same((TITLE, DISPATCH, "wire.example"), (OTHER_TITLE, text, "post.example"))


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
def test_a_copy_has_a_band_in_common(text: str) -> None:
    one, other = text_print(TITLE, DISPATCH, "wire.example"), text_print(OTHER_TITLE, text, "post.example")
    assert set(one.bands) & set(other.bands)


def test_summaries_with_nearly_the_same_title_are_the_same() -> None:
    one = "The council voted on Monday to close the old ferry pier for good after last week's storm"
    other = "Members of the council voted on Monday to close the old ferry pier, a spokeswoman said"
    assert same(
        (TITLE, one, "wire.example"),
        ("Council votes to close old ferry pier after storm", other, "post.example"),
    )


def test_two_reports_of_one_event_are_not() -> None:
    one = "The council voted on Monday to close the old ferry pier for good after last week's storm"
    other = "Commuters are angry that the old ferry pier is to be closed, and say nobody asked them"
    assert not same((TITLE, one, "wire.example"), ("Anger at the loss of a pier", other, "post.example"))


def test_entries_without_text_are_the_same_where_long_titles_are() -> None:
    assert same((TITLE, "", "wire.example"), (TITLE.upper(), "", "post.example"))
    assert not same(("Weather", "", "wire.example"), ("Weather", "", "post.example"))


def test_one_publishers_form_filled_in_twice_is_not_the_same() -> None:
    form = prose(4, 80) + " Numbers drawn: {} {} {} {} {}. " + prose(5, 80)
    monday = ("Lottery results for Monday draw", form.format(3, 9, 17, 22, 41), "post.example")
    friday = ("Lottery results for Monday draw", form.format(1, 8, 15, 29, 40), "post.example")
    assert not same(monday, friday)
    assert same(monday, (monday[0], monday[1] + " Corrected.", monday[2]))


FORM = (
    "Councillors voted on {day} evening to spend {sum} on {street}, the largest single sum in the plan. "
    "Residents can read the plan at the town hall and send remarks for {weeks} weeks. A motion to close the "
    "canteen was withdrawn amid laughter. The region has promised to pay a third, provided that work begins "
    "before the end of the year. About {people} people live within five minutes' walk of it, and a first "
    "attempt failed {years} years ago for want of money."
)
ROPEWALK = {"day": "Monday", "sum": "£366,000", "street": "Ropewalk", "weeks": 5, "people": 410, "years": 3}
TERRACE = {
    "day": "Friday", "sum": "£867,000", "street": "Beacon Terrace", "weeks": 7, "people": 86, "years": 3,
}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Council votes £366,000 for Ropewalk", "Council votes £867,000 for Beacon Terrace"),
        ("Council votes £366,000 for Ropewalk", "Beacon Terrace to get its plan at last"),
    ],
    ids=["like titles", "other titles"],
)
def test_a_form_that_two_publishers_fill_in_is_not_the_same(one: str, other: str) -> None:
    a, b = FORM.format(**ROPEWALK), FORM.format(**TERRACE)
    assert not same((one, a, "post.example"), (other, b, "echo.example"))
    assert same((one, a, "post.example"), (other, f"By our desk. {a}", "echo.example")), "a copy of it"


QUAKE = (
    "A magnitude {size} earthquake was reported at {hour} a.m. {far} miles from {town}, according to the "
    "survey of the coast. In the last 10 days there have been some of magnitude 3.0 or greater nearby. An "
    "average of 234 with magnitudes between 3.0 and 4.0 occur in 58 counties every year, a sample of 3 "
    "years shows. This one was {deep} miles deep."
)


def test_a_form_whose_titles_name_another_number_is_not_the_same() -> None:
    """Although most of its figures are the form's own."""
    one = (
        "Earthquake: 3.4 quake strikes near Brawley",
        QUAKE.format(size=3.4, hour=6, far=11, town="Brawley", deep=6),
    )
    other = (
        "Earthquake: 3.9 quake strikes near Eureka",
        QUAKE.format(size=3.9, hour=9, far=31, town="Eureka", deep=12),
    )
    assert not same((*one, "post.example"), (*other, "echo.example"))
    copy = (one[0].replace("3.4", "3.5"), f"{one[1].replace('3.4', '3.5')} It was felt in town.")
    assert same((*one, "post.example"), (*copy, "echo.example")), "the same one, measured again"


def test_a_form_filled_in_twice_in_chinese_is_not_the_same() -> None:
    form = (
        "市议会周一晚间经过长时间激烈辩论之后以多数票通过年度预算案并决定拨款{}万元用于修缮港口旧码头及其附属设施"
        "全体居民可在未来{}周内前往市政厅查阅该计划并提出书面意见首次尝试早在{}年就因为资金不足而宣告失败"
    )
    one, other = form.format(366, 5, 1932), form.format(467, 3, 1925)
    assert not same(("拨款366万元", one, "a.example"), ("码头修缮计划获批", other, "b.example"))
    assert same(("拨款366万元", one, "a.example"), ("码头修缮计划获批", "本报讯" + one, "b.example"))


def test_a_copy_with_a_date_of_its_own_and_another_toll_is_the_same() -> None:
    """Dates and times are no figures of the text, and one figure of several may be newer."""
    told = (
        prose(9, 60)
        + " {} people were hurt, 14 of them badly, while 230 had to leave and 6 roads are shut. "
        + prose(10, 60)
    )
    one = f"23.11.2026, 14:05 {told.format(31)}"
    other = f"24 November 2026 at 09:30 {told.format(35)}"
    assert same(
        (TITLE, one, "wire.example"), ("Storm over the harbour leaves 35 hurt", other, "post.example")
    )


@pytest.mark.parametrize(("figures", "alike", "is_copy"), [(1, 0, True), (3, 0, True), (8, 3, False)])
def test_a_few_newer_figures_part_no_copy_and_a_long_form_filled_in_otherwise_is_none(
    figures: int, alike: int, is_copy: bool
) -> None:
    told = " ".join(f"{prose(20 + place, 60)} {{}} ships {prose(30 + place, 60)}" for place in range(figures))
    before = list(range(31, 31 + figures))
    one, other = told.format(*before), told.format(*before[:alike], *range(61, 61 + figures - alike))
    copy = ("Storm over the harbour leaves more hurt", other, "post.example")
    assert same((TITLE, one, "wire.example"), copy) is is_copy


def test_one_summary_under_two_tolls_is_the_same() -> None:
    summary = (
        "Rescuers search the harbour for a third night after the storm tore two ferries from their moorings "
        "and the council closed every school along the river."
    )
    assert same(
        ("Storm kills 12 in the old harbour", summary, "wire.example"),
        ("Storm kills 14 in the old harbour", summary, "post.example"),
    )


def test_summaries_that_name_another_are_not_the_same() -> None:
    summary = "After 5 years of repairs, the reading room on {} belongs to the readers again."
    title = "Library on {} opens its doors until midnight"
    one, other = (
        (title.format(name), summary.format(name), f"{domain}.example")
        for name, domain in (("Gannet Lane", "post"), ("Ropewalk", "echo"))
    )
    assert not same(one, other)
    assert same(one, (one[0].upper(), one[1] + " More on our site.", "echo.example"))


def test_a_brief_in_a_roundup_is_the_same_text_and_within() -> None:
    brief = prose(6, 80)
    roundup = f"{prose(7, 200)} {brief} {prose(8, 300)}"
    found = likeness(text_print("Brief", brief, "a.example"), text_print("Roundup", roundup, "b.example"))
    assert found.same
    assert found.within


def test_chinese_is_compared_by_letters() -> None:
    text = "港口渡轮因暴风雨全部延误旅客滞留码头市议会周一投票决定永久关闭旧码头并拨款修建新的渡轮站" * 2
    assert same(("渡轮", text, "a.example"), ("码头", "本报讯" + text[:70] + "完", "b.example"))
    assert not same(("渡轮", text, "a.example"), ("码头", text[::-1], "b.example"))


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=60))
def test_any_text_can_be_compared(one: str, other: str, title: str) -> None:
    a, b = text_print(title, one, ""), text_print(title, other, "")
    found = likeness(a, b)
    assert 0 <= found.score <= 1
    assert 0 <= found.share <= 1
    assert found == likeness(b, a)
    assert all(-(2**31) <= band < 2**31 for band in a.bands)


PINNED = {  # of the whole, of the opening, of the title
    "one two three four five six": (737241828, -692730806, 880105268),
    "Budget of 867,000 for 14 streets passed on 12.11.2026 at 14:05": (-1549202556, -942697835, 1788688986),
    "Die Fähre fährt heute „nicht“ über den Fluß, sagte Özlem Çelik": (2126147832, 738757546, -799852883),
    "港口渡轮因暴风雨全部延误旅客滞留码头市议会周一投票决定永久关闭旧码头": (
        215787075,
        -1654168922,
        1492350855,
    ),
}


@pytest.mark.parametrize(("text", "bands"), PINNED.items(), ids=["words", "figures", "accents", "letters"])
def test_bands_are_the_same_on_every_machine_and_in_every_release(
    text: str, bands: tuple[int, int, int]
) -> None:
    """They are stored: another number would part every story from what comes in later."""
    found = text_print(text, text, "").bands
    assert (found[0], found[12], found[-1]) == bands


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=200))
def test_ascii_words_are_read_as_those_of_any_other_text(text: str) -> None:
    alone, beside = words_of(text), words_of(f"{text} é")
    assert alone.each.tolist() == beside.each.tolist()[:-1]
    assert alone.numbers.tolist() == beside.numbers.tolist()


@pytest.mark.parametrize(
    "text",
    ["".join(chr(0x4E00 + n % 20_000) for n in range(LONGEST)), " ".join(map(str, range(11_000)))],
    ids=["letters", "numbers"],
)
def test_a_long_text_is_kept_in_less_than_a_megabyte(text: str) -> None:
    """Hundreds are held at once; a string for each letter took four."""
    tracemalloc.start()
    try:
        kept = text_print(text, text, "")
        assert tracemalloc.get_traced_memory()[0] < 1_500_000, "text and title"
    finally:
        tracemalloc.stop()
    assert kept.words


@pytest.mark.parametrize("letter", ["\u3316", "\ufdfa"])
def test_letters_that_stand_for_words_make_no_text_longer(letter: str) -> None:
    """NFKC makes 6 and 18 letters of them."""
    assert text_print("", letter * LONGEST, "").words <= LONGEST
