"""An endpoint of embeddings is asked politely, and believed only as far as what it says can be."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest

from support.embeddings import DIMENSIONS, Endpoint, embedding_endpoint
from wireroom.errors import ConfigurationError, EmbeddingError, TextRefusedError
from wireroom.fetch.embed_texts import PAUSES, EmbeddingEndpoint
from wireroom.settings import Embedding, Settings


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with embedding_endpoint() as listening:
        yield listening


def asking(endpoint: Endpoint, slept: list[float] | None = None, **fields: Any) -> EmbeddingEndpoint:
    chosen = Embedding(**{"url": endpoint.url, "model": "words", **fields})
    settings = Settings(embedding=chosen, environment={"MY_KEY": "sesame-1234"})
    return EmbeddingEndpoint(settings, sleep=[].append if slept is None else slept.append)


def data(*vectors: Any) -> dict[str, Any]:
    return {"data": [{"index": n, "embedding": vector} for n, vector in enumerate(vectors)]}


def test_each_text_gets_its_own_vector_of_length_one_in_batches(endpoint: Endpoint) -> None:
    vectors = asking(endpoint, batch=2).embed(["ferry", "ferry harbour", "harbour"])
    assert [len(request["input"]) for request in endpoint.requests] == [2, 1]
    assert [len(vector) for vector in vectors] == [DIMENSIONS] * 3
    assert all(math.isclose(math.hypot(*vector), 1) for vector in vectors)
    one, both, other = vectors
    assert sum(a * b for a, b in zip(one, both, strict=True)) == pytest.approx(math.sqrt(0.5))
    assert sum(a * b for a, b in zip(one, other, strict=True)) == 0


def test_its_key_is_named_in_the_settings_and_told_to_nobody_else(endpoint: Endpoint) -> None:
    asking(endpoint, key="${MY_KEY}").embed(["ferry"])
    assert endpoint.keys == ["Bearer sesame-1234"]
    endpoint.disturb = lambda texts: (401, {"error": "bad key sesame-1234"}, {})
    with pytest.raises(EmbeddingError, match=r"HTTP 401 .*bad key \*\*\*") as refused:
        asking(endpoint, key="${MY_KEY}").embed(["ferry"])
    assert "sesame" not in str(refused.value)
    endpoint.disturb = lambda texts: (307, {}, {"Location": "http://127.0.0.1:1/"})
    with pytest.raises(EmbeddingError, match="HTTP 307"):
        asking(endpoint).embed(["ferry"])
    with pytest.raises(ConfigurationError, match="OTHER_KEY} is not set"):
        asking(endpoint, key="${OTHER_KEY}")


@pytest.mark.parametrize("before", [b"x" * 294, b"sesame-1234 " * 30, b"sesame-1234 " * 24 + b"xxxxxxxx"])
def test_no_part_of_its_key_is_left_where_what_it_says_is_cut(endpoint: Endpoint, before: bytes) -> None:
    endpoint.disturb = lambda texts: (401, before + b"sesame-1234" + b" and so on" * 20, {})
    with pytest.raises(EmbeddingError) as refused:
        asking(endpoint, key="${MY_KEY}").embed(["ferry"])
    assert "HTTP 401" in str(refused.value)
    assert "ses" not in str(refused.value)


def test_an_answer_that_drips_for_ever_is_left(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte began the time anew."""
    monkeypatch.setattr("wireroom.fetch.embed_texts._PATIENCE", 0.2, raising=False)
    endpoint.drip = 0.05
    with pytest.raises(EmbeddingError, match="cannot be asked: Timeout"):
        asking(endpoint).embed(["ferry"])
    assert len(endpoint.requests) == 1 + len(PAUSES)


def test_what_passes_is_tried_again_as_late_as_it_says(endpoint: Endpoint) -> None:
    troubles: list[Any] = [(429, {}, {"Retry-After": "7"}), (503, {}, {}), None]
    endpoint.disturb = lambda texts: troubles.pop(0)
    slept: list[float] = []
    assert len(asking(endpoint, slept).embed(["ferry"])) == 1
    assert slept == [7, PAUSES[1]]


def test_it_gives_up_after_some_tries_and_at_once_where_it_is_to_wait_for_an_hour(endpoint: Endpoint) -> None:
    endpoint.disturb = lambda texts: (500, {"error": "out of memory"}, {})
    slept: list[float] = []
    with pytest.raises(EmbeddingError, match=r"HTTP 500 .*out of memory"):
        asking(endpoint, slept).embed(["ferry"])
    assert slept == list(PAUSES)
    endpoint.disturb = lambda texts: (429, {}, {"Retry-After": "3600"})
    with pytest.raises(EmbeddingError, match="HTTP 429"):
        asking(endpoint, slept).embed(["ferry"])
    assert slept == list(PAUSES)


def test_nobody_there_is_a_failure_with_a_name(endpoint: Endpoint) -> None:
    with pytest.raises(EmbeddingError, match=r"127\.0\.0\.1:1 cannot be asked: ConnectionError"):
        asking(endpoint, url="http://127.0.0.1:1/v1").embed(["ferry"])
    with pytest.raises(ConfigurationError, match="WIREROOM_EMBEDDINGS_URL"):
        asking(endpoint, url="")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (data([1.0, 0.0]), "1 embeddings for 2 texts"),
        (data([1.0], [1.0], [1.0]), "3 embeddings for 2 texts"),
        ({"data": [{"index": 0, "embedding": [1.0]}] * 2}, "2 embeddings for 2 texts"),
        (data([1.0, 0.0], [1.0]), "different lengths"),
        (data([1.0], ["1.0"]), "no list of numbers"),
        (data([1.0], [True]), "no list of numbers"),
        (data([1.0], "AACAPw=="), "no list of numbers"),
        (json.dumps(data([1.0], [math.nan])).encode(), "not finite"),
        (json.dumps(data([1.0], [math.inf])).encode(), "not finite"),
        (data([1.0], [0.0]), "zero"),
        (data([], []), "empty"),
        (data([1.0], [10**400]), "not finite"),
        ({"data": [{"index": 0.5, "embedding": [1.0]}] * 2}, "an index that is no number"),
        ({"data": [{"index": n, "embedding": [1.0]} for n in (False, 1)]}, "an index that is no number"),
        ({"data": [{"index": n, "embedding": [1.0]} for n in (0, 1.0)]}, "an index that is no number"),
        (json.dumps({"data": [{"index": math.inf, "embedding": [1.0]}] * 2}).encode(), "no number"),
        (b"<html>busy</html>", "no list of embeddings"),
        ({"error": {}}, "no list of embeddings"),
        (b"[" * 100_000, "no list of embeddings"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_at_once(endpoint: Endpoint, body: Any, words: str) -> None:
    endpoint.disturb = lambda texts: (200, body, {})
    with pytest.raises(EmbeddingError, match=words):
        asking(endpoint).embed(["ferry", "harbour"])
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_text_that_is_refused_is_told_apart(endpoint: Endpoint, status: int) -> None:
    endpoint.disturb = lambda texts: (status, {"error": "too long"}, {})
    with pytest.raises(TextRefusedError, match="too long"):
        asking(endpoint).embed(["ferry"])
    assert len(endpoint.requests) == 1
