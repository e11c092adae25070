"""What a form may name lies below the configured root, whichever way it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from wireroom.archive.saved.documents_root import below_documents_root
from wireroom.errors import ConfigurationError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root" / "2024").mkdir(parents=True)
    (tmp_path / "root-of-others").mkdir()
    (tmp_path / "root" / "out").symlink_to(tmp_path / "root-of-others")
    (tmp_path / "root" / "last").symlink_to(tmp_path / "root" / "2024")
    return tmp_path / "root"


@pytest.mark.parametrize("place", ["2024", "./2024/", "last", "{root}/2024", "file://{root}/2024"])
def test_a_folder_below_the_root_is_its_real_path(root: Path, place: str) -> None:
    assert below_documents_root(place.format(root=root), str(root)) == str(root / "2024")


def test_the_root_itself_may_be_named_and_may_be_a_link(root: Path) -> None:
    link = root.parent / "link"
    link.symlink_to(root)
    assert below_documents_root(".", str(link)) == str(root)
    assert below_documents_root(str(link / "2024"), str(link)) == str(root / "2024")


@pytest.mark.parametrize(
    "place",
    [
        "/etc",
        "..",
        "../root-of-others",
        "2024/../../root-of-others",
        "{root}-of-others",
        "out",
        "out/../2024",
        "file:///etc",
        "local:///etc",
        "s3://bucket/saved",
        "simplecache::file:///etc",
        "2024\0/../..",
    ],
)
def test_a_place_elsewhere_is_refused_with_the_setting_to_change(root: Path, place: str) -> None:
    with pytest.raises(ConfigurationError, match="WIREROOM_DOCUMENTS_ROOT"):
        below_documents_root(place.format(root=root), str(root))


def test_a_root_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"is not there: make it"):
        below_documents_root("2024", str(tmp_path / "none"))


@pytest.mark.parametrize("place", ["2024", "s3://bucket/saved/2024", "s3://bucket/saved/2024/may day"])
def test_a_bucket_may_be_the_root(place: str) -> None:
    assert below_documents_root(place, "s3://bucket/saved/").startswith("s3://bucket/saved/2024")


@pytest.mark.parametrize(
    "place",
    [
        "s3://bucket/savedother",
        "s3://other/saved/x",
        "gs://bucket/saved/x",
        "s3://bucket/saved/../x",
        "s3://bucket/saved/%2e%2e/x",
        "../x",
        "/etc",
        "file:///etc",
        "zip://x::s3://bucket/saved/x",
        "s3://bucket/saved/x::file:///etc",
        "s3://bucket/saved/x?y",
    ],
)
def test_a_place_out_of_the_bucket_is_refused(place: str) -> None:
    with pytest.raises(ConfigurationError, match="does not lie below"):
        below_documents_root(place, "s3://bucket/saved")
