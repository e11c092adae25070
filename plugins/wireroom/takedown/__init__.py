"""A number or an address in; the article gone from every place that is ours, and kept away, out."""

from wireroom.takedown.asked_takedowns import begin_takedown, takedowns_of
from wireroom.takedown.take_down import TakenDown, take_down
from wireroom.takedown.takedown_report import report_of

__all__ = ["TakenDown", "begin_takedown", "report_of", "take_down", "takedowns_of"]
