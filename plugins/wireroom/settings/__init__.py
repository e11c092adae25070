"""Read all settings from the environment, once, by whoever starts the work; then they are passed along."""

from wireroom.settings.groups import Alerting, Budget, Embedding, FetchLimits, Retention
from wireroom.settings.settings import COLLECT_TIMEOUT, IN_DOUBT, PROJECT_ROOT, Settings

__all__ = [
    "COLLECT_TIMEOUT",
    "IN_DOUBT",
    "PROJECT_ROOT",
    "Alerting",
    "Budget",
    "Embedding",
    "FetchLimits",
    "Retention",
    "Settings",
]
