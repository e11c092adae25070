"""The log of urllib3 in, the same without secrets out: at level DEBUG it names each query it asks for."""

from __future__ import annotations

import logging

from wireroom.common.masking import masked


class _Masking(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), ()
        return True


def mask_log() -> None:
    """Once a process, however often it is called."""
    logger = logging.getLogger("urllib3.connectionpool")
    if not any(isinstance(each, _Masking) for each in logger.filters):
        logger.addFilter(_Masking())
