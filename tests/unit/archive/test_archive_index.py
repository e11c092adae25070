"""What is remembered of an archive survives a run, and pages are not believed for long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wireroom.archive.walks.archive_index import ArchiveIndex, IndexedDocument

NOW = datetime(2026, 11, 23, tzinfo=UTC)
instants = st.none() | st.datetimes(timezones=st.just(UTC))
documents = st.builds(
    IndexedDocument,
    url=st.text(min_size=1),
    fetched_at=st.datetimes(timezones=st.just(UTC)),
    oldest=instants,
    newest=instants,
    older=st.none() | st.text(),
    permanent=st.booleans(),
    size=st.integers(0, 2**40),
    landed_uri=st.none() | st.text(min_size=1),
)


@given(st.lists(documents, unique_by=lambda document: document.url))
def test_what_is_written_is_what_is_read_back(kept: list[IndexedDocument]) -> None:
    assert list(ArchiveIndex.from_rows(ArchiveIndex(kept).to_rows())) == kept


def test_an_archive_document_is_believed_for_ever_and_a_page_for_an_hour() -> None:
    index = ArchiveIndex([IndexedDocument("a", NOW, permanent=True), IndexedDocument("p", NOW)])
    later = NOW + timedelta(days=30)
    assert index.find("a", later)
    assert index.find("p", NOW + timedelta(minutes=59))
    assert index.find("p", later) is None


def test_noting_a_document_again_keeps_where_it_was_landed() -> None:
    index = ArchiveIndex([IndexedDocument("a", NOW)])
    index.note_landed("a", "file:///x.warc.gz")
    index.note(IndexedDocument("a", NOW, size=7))
    assert [(item.size, item.landed_uri) for item in index] == [(7, "file:///x.warc.gz")]


def test_landing_a_document_that_was_never_indexed_changes_nothing() -> None:
    index = ArchiveIndex()
    index.note_landed("a", "file:///x.warc.gz")
    assert len(index) == 0
