"""Get embedding vectors for texts from an endpoint that works like OpenAI's `/v1/embeddings`.

The operator sets its address, which may be on this machine. Redirects are not followed: they would get the
key.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from wireroom.common.http_headers import retry_after
from wireroom.common.masking import references, reveal
from wireroom.common.text import one_line
from wireroom.errors import ConfigurationError, EmbeddingError, TextRefusedError
from wireroom.settings import Settings

PAUSES = (1.0, 3.0, 9.0, 27.0)  # seconds between attempts
_LONGEST_PAUSE = timedelta(minutes=1)  # that the endpoint may ask for; if it asks for more, the run fails
_TIMEOUT = (10.0, 120.0)  # seconds to connect, and between two bytes
_PATIENCE = 300.0  # seconds for the body of an answer
_LARGEST_ANSWER = 64 << 20  # bytes of an answer
_SAID = 300  # characters of a refusal that are repeated
_TEXTS_REFUSED = (400, 413, 422)
_AGAIN = (408, 409, 425, 429)  # retried, like all from 500


class EmbeddingEndpoint:
    """The endpoint that the settings name."""

    def __init__(self, settings: Settings, *, sleep: Callable[[float], None] = time.sleep) -> None:
        """Raises ConfigurationError if the endpoint, or a secret that its key refers to, is not set."""
        chosen = settings.embedding
        if not chosen.url or not chosen.model:
            raise ConfigurationError(
                "no endpoint is set that embeds: WIREROOM_EMBEDDINGS_URL and WIREROOM_EMBEDDINGS_MODEL"
            )
        self.model, self.batch = chosen.model, chosen.batch
        self._url, self._host = f"{chosen.url}/embeddings", urlsplit(chosen.url).netloc.rpartition("@")[2]
        self._key, self._sleep = _key(settings), sleep

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text, of length 1 and all of the same dimension; at most `batch` in a request.

        Temporary failures are retried. Raises TextRefusedError if the endpoint refuses what was sent, and
        EmbeddingError if it does not answer, or not with valid embeddings.
        """
        vectors: list[list[float]] = []
        for at in range(0, len(texts), self.batch):
            some = texts[at : at + self.batch]
            vectors += _vectors(self._ask(some), len(some), self._host)
        if len({len(vector) for vector in vectors}) > 1:
            raise EmbeddingError(f"{self._host} answers vectors of different lengths")
        return vectors

    def _ask(self, texts: Sequence[str]) -> bytes:
        for pause in (*PAUSES, None):
            try:
                return self._ask_once(texts)
            except _PassingError as error:
                wait = error.wait if error.wait is not None else timedelta(seconds=pause or 0)
                if pause is None or wait > _LONGEST_PAUSE:
                    raise EmbeddingError(str(error)) from error
                self._sleep(wait.total_seconds())
        raise AssertionError("the last try returns or raises")

    def _ask_once(self, texts: Sequence[str]) -> bytes:
        body = {"model": self.model, "input": list(texts), "encoding_format": "float"}
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            with requests.Session() as session:
                session.trust_env = False  # no proxy and no password but those of the settings
                answer = session.post(
                    self._url,
                    json=body,
                    headers=headers,
                    timeout=_TIMEOUT,
                    stream=True,
                    allow_redirects=False,
                )
                most = _LARGEST_ANSWER if answer.status_code == 200 else _SAID + len(self._key.encode())
                said = _read(answer, most)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise _PassingError(f"{self._host} cannot be asked: {type(error).__name__}") from error
        if answer.status_code == 200:
            if len(said) > _LARGEST_ANSWER:
                raise EmbeddingError(f"{self._host} answers more than {_LARGEST_ANSWER >> 20} MB")
            return said
        raise self._refusal(answer, said)

    def _refusal(self, answer: requests.Response, said: bytes) -> Exception:
        told = said.decode("utf-8", "replace")
        if self._key:
            told = told.replace(self._key, "***")
            told = told[: -len(self._key)] if len(said) > _SAID else told  # part of the key may be at the cut
        words = one_line(f"{self._host} answers HTTP {answer.status_code} {told[:_SAID]}")
        if answer.status_code in _TEXTS_REFUSED:
            return TextRefusedError(words)
        if answer.status_code in _AGAIN or answer.status_code >= 500:
            return _PassingError(words, retry_after(answer.headers.items(), now=datetime.now(UTC)))
        return EmbeddingError(words)


class _PassingError(Exception):
    """An attempt failed that may be repeated, after `wait` if the endpoint asked for that."""

    def __init__(self, message: str, wait: timedelta | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def _key(settings: Settings) -> str:
    text = settings.embedding.key
    named = {f"${{{name}}}": settings.environment.get(name, "") for name in references(text)}
    if missing := [reference for reference, value in named.items() if not value]:
        raise ConfigurationError(
            f"WIREROOM_EMBEDDINGS_KEY: {missing[0]} is not set, neither in feeds.env nor in the environment"
        )
    return reveal(text, named)


def _read(answer: requests.Response, most: int) -> bytes:
    """The body, or a little more than `most` bytes of it. Raises requests.Timeout after `_PATIENCE`."""
    ends = time.monotonic() + _PATIENCE
    said = bytearray()
    for piece in iter(partial(answer.raw.read1, 1 << 16), b""):
        said += piece
        if len(said) > most:
            break
        if time.monotonic() > ends:
            raise requests.Timeout(f"no whole answer in {_PATIENCE:.0f} seconds")
    return bytes(said)


def _vectors(said: bytes, count: int, host: str) -> list[list[float]]:
    try:
        data = json.loads(said)["data"]
        by_index = {item["index"]: item["embedding"] for item in data}
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise EmbeddingError(f"{host} answers no list of embeddings: {type(error).__name__}") from error
    if any(type(index) is not int for index in by_index):
        raise EmbeddingError(f"{host} answers an index that is no number")
    if len(data) != count or sorted(by_index) != list(range(count)):
        raise EmbeddingError(f"{host} answers {len(data)} embeddings for {count} texts")
    return [_unit(by_index[place], host) for place in range(count)]


def _unit(vector: Any, host: str) -> list[float]:
    """The vector scaled to length 1, so that half precision can hold it. Raises EmbeddingError."""
    if not isinstance(vector, list) or not all(type(number) in (int, float) for number in vector):
        raise EmbeddingError(f"{host} answers an embedding that is no list of numbers")
    try:
        length = math.hypot(*vector)
    except OverflowError:  # an integer too large for a float
        length = math.inf
    if not vector or not math.isfinite(length) or not length:
        raise EmbeddingError(f"{host} answers an embedding without a direction: empty, zero or not finite")
    return [number / length for number in vector]
