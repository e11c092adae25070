"""Whatever a storage raises becomes words; what is no storage's fault stays what it is."""

from __future__ import annotations

import errno

import pytest
from botocore.exceptions import NoCredentialsError

from wireroom.common.storage_errors import storage_advice


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "this user may not go there"),
        (FileNotFoundError(errno.ENOENT, "no"), "there is no such file or folder"),
        (ImportError("Install gcsfs"), "needs another package: Install gcsfs"),
        (ValueError("Protocol not known: ftpz"), "no storage of this kind"),
        (NoCredentialsError(), "are its address and credentials set"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_trouble_with_a_storage_is_said(error: Exception, words: str) -> None:
    assert words in (storage_advice(error) or "")


@pytest.mark.parametrize("error", [KeyError("x"), AttributeError("y"), TypeError("z")], ids=repr)
def test_a_fault_of_the_program_is_none(error: Exception) -> None:
    assert storage_advice(error) is None
