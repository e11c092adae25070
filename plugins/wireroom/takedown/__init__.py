"""An article's number or address in; it is removed from every place of ours, and refused from then on."""

from wireroom.takedown.asked_takedowns import begin_takedown, takedowns_of
from wireroom.takedown.repeat_takedowns import lists_beside, repeat_takedowns
from wireroom.takedown.take_down import take_down
from wireroom.takedown.takedown_report import report_of, report_of_repeat, warnings_of

__all__ = [
    "begin_takedown",
    "lists_beside",
    "repeat_takedowns",
    "report_of",
    "report_of_repeat",
    "take_down",
    "takedowns_of",
    "warnings_of",
]
