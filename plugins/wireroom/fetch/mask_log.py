"""The log of urllib3 in, the same without secrets out: at level DEBUG it names each path it asks for.

A path alone does not show which part of it is a secret, so none is shown: hosts and answers are.
"""

from __future__ import annotations

import logging

from wireroom.common.masking import masked


class _Masking(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_without_path(argument) for argument in record.args)
        record.msg, record.args = masked(record.getMessage()), ()
        return True


def _without_path(argument: object) -> object:
    return "/…" if isinstance(argument, str) and argument.startswith("/") else argument


def mask_log() -> None:
    """Once a process, however often it is called."""
    logger = logging.getLogger("urllib3.connectionpool")
    if not any(isinstance(each, _Masking) for each in logger.filters):
        logger.addFilter(_Masking())
