"""A number or an address in; the article gone from every place that is ours, and kept away, out."""

from wireroom.takedown.take_down import TakenDown, take_down

__all__ = ["TakenDown", "take_down"]
