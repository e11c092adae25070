"""Chinese, Japanese and Korean dates: 2016年6月29日 21時40分, 令和6年1月5日, 2004년 05월 28일 오후 1:31."""

from __future__ import annotations

import re

from wireroom.common.dates.parsed_date import (
    Hints,
    ParsedDate,
    RefusedForm,
    Result,
    TimeOfDay,
    Zone,
    full_year,
    on_24_hours,
)
from wireroom.common.dates.zones import read_zone, zone_named

# year 0 of each; `中华` may stand before the republic's
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
_ERAS |= dict.fromkeys(("西元", "公元", "西暦", "西曆", "서기"), 0)
_ERA = rf"(?:(?:中[華华] ?)?(?P<era>{'|'.join(_ERAS)}) ?)"
_MORNING = "오전|上午|午前|凌晨|早上|清晨|早|새벽"
_EVENING = "오후|下午|午後|晚上|晚|傍晚|저녁"
_HALF = rf"(?P<half>{_MORNING}|{_EVENING}|am|pm)?"
_DATE = re.compile(
    rf"{_ERA}?(?P<year>\d{{4}}|\d{{1,3}}|元) ?[年년]"
    r" ?(?P<month>\d{1,2}) ?[月월]"
    r"(?: ?(?P<day>\d{1,2}) ?[日号號일]?)?"
)
_MONTHS = {"正": 1, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_MONTHS |= {"十一": 11, "十二": 12}
# 火, 14 7月 2026 10:05:00 +0900 · 周二, 14 七月 2026 · tue, 14 12월 2026: RFC 822 with names out of a locale
_LOCALISED = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun|(?:星期|礼拜|禮拜|周|週)?[月火水木金土日一二三四五六天월화수목금토일]"
    r"(?:曜日?|요일)?)\.? ?[,、] ?)?"
    rf"(?P<day>\d{{1,2}}) (?P<month>\d{{1,2}}|{'|'.join(sorted(_MONTHS, reverse=True))}) ?[月월]"
    r" (?P<year>\d{4})"
)
_NUMERIC = re.compile(r"(?P<year>\d{4}) ?(?P<sep>[-/.]) ?(?P<month>\d{1,2}) ?(?P=sep) ?(?P<day>\d{1,2})\.?")
_NUMERIC_OF_ERA = re.compile(
    rf"{_ERA}(?P<year>\d{{1,4}}|元) ?(?P<sep>[-/.]) ?(?P<month>\d{{1,2}}) ?(?P=sep) ?(?P<day>\d{{1,2}})\.?"
)
_LETTER = re.compile(r"([rh])(?=\d{1,2} ?(?:年|([./-])\d{1,2}\2\d{1,2}(?!\d)))")  # Japanese forms: R7.11.20
_LETTERS = {"r": "令和", "h": "平成"}
_LENGTHS = {"平成": 31, "昭和": 64, "大正": 15, "明治": 45}  # years; `S12` may be a year of ours
_WEEKDAY = re.compile(
    r" ?(?:[(\[]?(?:星期|礼拜|禮拜|周|週)?[月火水木金土日一二三四五六天월화수목금토일]"
    r"(?:曜日?|요일)?(?:・?祝)?[)\]]?)? ?"
)
_CLOCK = re.compile(
    rf"{_HALF} ?(?P<hour>\d{{1,2}}) ?(?::|[時时点點시])"
    r"(?: ?(?P<minute>\d{1,2})(?: ?(?::|[分분])(?: ?(?P<second>\d{1,2})(?:[秒초])?)?)?)?(?P<zone>.*)"
)
_SCRIPT = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KOREAN = re.compile(r"[\uac00-\ud7af]")


def read(text: str, hints: Hints) -> Result:
    """Only text that holds one of the scripts. The year may be of an era, the time of a half day."""
    if hints.language == "ja" and (letter := _LETTER.match(text)):
        text = f"{_LETTERS[letter[1]]}{text[letter.end() :]}"
    if not _SCRIPT.search(text):
        return None
    forms = (_DATE, _LOCALISED, _NUMERIC, _NUMERIC_OF_ERA)
    found = next((found for form in forms if (found := form.match(text))), None)
    if found is None:
        return None
    year, note = _year(found.groupdict(), hints)
    month = _MONTHS.get(found["month"]) or int(found["month"])
    day = int(found["day"]) if found["day"] else None
    rest = text[_end_of_weekday(text, found.end()) :].strip(" ,-、，·")
    if not rest:
        return ParsedDate(year, month, day, note=note)
    clock = _CLOCK.fullmatch(rest)
    if clock is None or day is None:
        return RefusedForm(f"not understood: {rest[:40]}")
    return _with_clock(text, ParsedDate(year, month, day, note=note), clock, hints)


def _year(found: dict[str, str | None], hints: Hints) -> tuple[int, str]:
    written, era = found["year"] or "", found.get("era")
    if era:
        of_era = 1 if written == "元" else int(written)
        if of_era > _LENGTHS.get(era, of_era):
            return 0, ""
        year = _ERAS[era] + of_era
        return year, f"year of {era}" if _ERAS[era] else ""
    return full_year(written, hints) if written.isdigit() else (0, "")


def _end_of_weekday(text: str, start: int) -> int:
    found = _WEEKDAY.match(text, start)
    return found.end() if found else start


def _with_clock(text: str, day: ParsedDate, found: re.Match[str], hints: Hints) -> Result:
    hour = on_24_hours(int(found["hour"]), _afternoon(found["half"]))
    if hour is None:
        return RefusedForm(f"impossible: no hour {found['hour']} in half a day")
    second = int(found["second"]) if found["second"] else None
    zone_text = found["zone"].strip()
    zone = read_zone(zone_text, hints)
    if zone_text and zone is None:
        return RefusedForm(f"not understood: {zone_text[:40]}")
    note = day.note
    if zone is None and not hints.timezone and _KOREAN.search(text):
        seoul = zone_named("Asia/Seoul")  # one language, one zone: feedparser reads Korean dates so, too
        zone = Zone(seoul, "no zone written: Korean, so Asia/Seoul") if seoul else None
    return ParsedDate(
        day.year, day.month, day.day, TimeOfDay(hour, int(found["minute"] or 0), second), zone, note
    )


def _afternoon(meridiem: str | None) -> bool | None:
    if not meridiem:
        return None
    return meridiem == "pm" or meridiem in _EVENING.split("|")
