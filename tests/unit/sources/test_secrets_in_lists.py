"""A list of feeds with secrets: in the file as the operator wrote them, nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wireroom.errors import ConfigurationError, FeedsFileError
from wireroom.sources import (
    add_feeds,
    load_feeds_file,
    new_feed,
    pause_feed,
    read_opml,
    remove_feed,
    write_opml,
)

LISTED = """feeds:
  - https://ada:s3cret-word@bay.example/rss
  - url: https://bay.example/rss?token=s3cret-word
    title: Bay
    archive: https://bay.example/old?token=s3cret-word
  - url: https://paid.example/rss?token=${PAID_TOKEN}
    headers: {X-Api-Key: "${PAID_KEY}", Accept-Language: nb}
    basic_auth: ada:${PAID_PASSWORD}
  - url: https://wire.example/rss
    connection: wire_example
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "feeds.yaml"
    file.write_text(LISTED)
    return file


def test_what_is_loaded_can_be_printed(path: Path) -> None:
    specs = load_feeds_file(path)
    assert "s3cret" not in repr(specs)
    assert "s3cret" not in write_opml(specs, "Ours").decode()
    assert [list(spec.secrets.values()) for spec in specs[:2]] == [["ada:s3cret-word"], ["s3cret-word"]]
    assert specs[2].url == "https://paid.example/rss?token=${PAID_TOKEN}"
    assert specs[2].headers == (("X-Api-Key", "${PAID_KEY}"), ("Accept-Language", "nb"))
    assert (specs[2].basic_auth, specs[3].connection) == ("ada:${PAID_PASSWORD}", "wire_example")


def test_the_same_list_gives_the_same_feeds(path: Path) -> None:
    assert load_feeds_file(path) == load_feeds_file(path)


def test_the_file_keeps_its_secrets_through_every_edit(path: Path, tmp_path: Path) -> None:
    for spec in load_feeds_file(path)[:2]:
        pause_feed(path, spec.url, paused=True)
    text = path.read_text()
    assert "url: https://ada:s3cret-word@bay.example/rss\n    paused: true" in text
    assert "***" not in text
    copy = tmp_path / "copy.yaml"
    add_feeds(copy, load_feeds_file(path))
    assert load_feeds_file(copy) == load_feeds_file(path)
    remove_feed(path, load_feeds_file(path)[0].url)
    assert "ada:s3cret-word" not in path.read_text()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("headers: {Authorization: Bearer s3cret-word}", "holds a secret: set it in the environment"),
        ("headers: {X-Api-Key: s3cret-word}", "X-Api-Key: '${NAME}'"),
        ("headers: {Host: other.example}", "which a feed cannot set"),
        ("headers: s3cret-word", "is no mapping"),
        ("basic_auth: ada:s3cret-word", "user:${NAME}"),
        ("basic_auth: s3cret-word", "user:${NAME}"),
        ("connection: no such id!", "is not the id of an Airflow connection"),
        ("url: https://***ab12cd@bay.example/", "shows a secret masked"),
        ("url: https://ada:s3cret-word/2@bay.example/rss", "in a password write / as %2F"),
        ("url: 'https://bay.example/ a?token=s3cret-word'", "holds a space"),
    ],
)
def test_a_mistake_is_told_without_the_secret(tmp_path: Path, line: str, words: str) -> None:
    file = tmp_path / "feeds.yaml"
    start = "" if line.startswith("url") else "url: https://bay.example/rss\n    "
    file.write_text(f"feeds:\n  - {start}{line}\n")
    with pytest.raises(FeedsFileError) as error:
        load_feeds_file(file)
    assert words in str(error.value)
    assert "s3cret" not in str(error.value)


def test_a_strangers_list_cannot_ask_for_our_secrets() -> None:
    """An imported OPML file must not make us send ${DATABASE_PASSWORD} to whoever wrote it."""
    skipped: list[str] = []
    opml = b'<opml version="2.0"><body><outline xmlUrl="https://evil.example/?x=${BAY}"/></body></opml>'
    assert read_opml(opml, "theirs.opml", on_skip=skipped.append) == ()
    assert "refers to a secret of this machine" in skipped[0]


def test_an_exported_list_comes_back_whole_where_its_feeds_are_known(path: Path) -> None:
    """Masked addresses and references are taken for the feeds that they are; before, they were refused."""
    specs = load_feeds_file(path)
    known = {spec.url: spec for spec in specs}
    assert read_opml(write_opml(specs, "Ours"), "ours.opml", known=known, on_skip=pytest.fail) == specs


def test_an_exported_list_comes_back_elsewhere_but_for_its_secrets(path: Path) -> None:
    """Each of the rest is named, with what to do."""
    skipped: list[str] = []
    opml = write_opml(load_feeds_file(path), "Ours")
    assert [spec.url for spec in read_opml(opml, "ours.opml", on_skip=skipped.append)] == [
        "https://wire.example/rss"
    ]
    assert len(skipped) == 3
    assert "Bay (https://bay.example/rss?token=***" in skipped[1]
    assert "copy feeds.yaml" in skipped[1]
    assert not any("s3cret" in reason for reason in skipped)


def test_a_feed_typed_in_is_masked_at_once() -> None:
    spec = new_feed({"url": "https://bay.example/rss?token=s3cret-word"})
    assert "s3cret" not in spec.url
    with pytest.raises(ConfigurationError) as error:
        new_feed({"url": "ftp://ada:s3cret-word@bay.example/rss"})
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize(
    ("url", "mode"),
    [("https://bay.example/rss?token=s3cret-word", 0o600), ("https://bay.example/rss", 0o644)],
)
def test_a_new_list_that_holds_a_secret_is_its_owners_alone(tmp_path: Path, url: str, mode: int) -> None:
    file = tmp_path / "feeds.yaml"
    add_feeds(file, [new_feed({"url": url})])
    assert file.stat().st_mode & 0o777 == mode
    file.chmod(0o640)
    add_feeds(file, [new_feed({"url": "https://ada:s3cret-word@quay.example/"})])
    assert file.stat().st_mode & 0o777 == 0o640, "what the operator set stays"


@pytest.mark.parametrize(("folder", "lock"), [(0o755, 0o600), (0o775, 0o660), (0o777, 0o666)])
def test_the_lock_beside_a_list_is_theirs_who_may_replace_the_list(
    tmp_path: Path, folder: int, lock: int
) -> None:
    """Anybody could hold it, and so keep the operator from his own list."""
    tmp_path.chmod(folder)
    add_feeds(tmp_path / "feeds.yaml", [new_feed({"url": "https://bay.example/rss"})])
    (beside,) = tmp_path.glob(".feeds.yaml.lock")
    assert beside.stat().st_mode & 0o777 == lock


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_root_edits_stays_the_services(tmp_path: Path) -> None:
    """The service could neither read its list afterwards, where it is its own alone, nor lock it."""
    file = tmp_path / "feeds.yaml"
    os.chown(tmp_path, 50_000, 50_000)
    for number in range(2):
        add_feeds(file, [new_feed({"url": f"https://ada:s3cret-word@bay-{number}.example/rss"})])
        assert {file.stat().st_uid, (tmp_path / ".feeds.yaml.lock").stat().st_uid} == {50_000}
