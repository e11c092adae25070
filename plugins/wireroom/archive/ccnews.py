"""Common Crawl's news crawl as an origin: the pages in the WARC files of the days of crawling.

A month's list of files (`warc.paths.gz`) is asked for, then the files themselves, a gigabyte each. The days
choose files by when they were crawled; a file holds articles of many days, and all of them are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from wireroom.archive.origin import Cost
from wireroom.archive.saved.saved_files import local_path, open_saved, path_of
from wireroom.archive.warc import WarcOrigin
from wireroom.common.gzip_members import gunzip
from wireroom.common.masking import masked
from wireroom.common.storage_errors import storage_advice
from wireroom.common.text.counted import counted, were
from wireroom.errors import OriginError
from wireroom.models import FileUnit

_LIST = "crawl-data/CC-NEWS/{month:%Y/%m}/warc.paths.gz"
_MOST = 16 * 1024 * 1024  # bytes of a list, unpacked
_NAMED = re.compile(r"crawl-data/CC-NEWS/\d{4}/\d\d/CC-NEWS-(\d{8})\d{6}-\d+\.warc\.gz")
_FIRST = date(2016, 8, 26)  # of the crawl


class CcNewsOrigin(WarcOrigin):
    """WARC files of the days in `place.window`, below `place.path`: Common Crawl's host, or a copy of it."""

    usual_size = 1_072_000_000

    def list(self) -> Iterator[FileUnit]:
        """The files in the order of crawling.

        Raises OriginError without days, or if a list cannot be fetched.
        """
        for path in self._paths():
            uri = f"{self._root}/{path}"
            yield FileUnit(
                "CC-NEWS", path.rpartition("/")[2], uri, self._size(uri), ""
            )  # a file never changes

    def cost(self, day: date | None) -> Cost:
        """Number and size of the files; the monthly lists are requested for it, but no file."""
        files = list(self.list())
        months = len(list(self._months()))
        note = f"{counted(len(files), 'file')} of CC-NEWS; {counted(months, 'list')} "
        note += f"{were(months)} asked for"
        return Cost(len(files), self.told_size(sum(file.size for file in files), len(files)), note)

    @property
    def _root(self) -> str:
        root = self.place.path.rstrip("/")
        local = local_path(root)
        return root if local is None else local.absolute().as_uri()

    def _days(self) -> tuple[date, date]:
        if self.place.window is None:
            raise OriginError("name the days of crawling with --since and --until", origin="ccnews")
        first, last = self.place.window
        return max(first, _FIRST), min(last, self.place.now.date())

    def _months(self) -> Iterator[date]:
        month, last = self._days()
        month = month.replace(day=1)
        while month <= last:
            yield month
            month = (month + timedelta(days=32)).replace(day=1)

    def _paths(self) -> Iterator[str]:
        first, last = self._days()
        for month in self._months():
            for line in self._listed(f"{self._root}/{_LIST.format(month=month)}").splitlines():
                found = _NAMED.fullmatch(line.strip())
                if (
                    found
                    and first <= datetime.strptime(found[1], "%Y%m%d").replace(tzinfo=UTC).date() <= last
                ):
                    yield line.strip()

    def _listed(self, uri: str) -> str:
        try:
            with open_saved(path_of(uri)) as stream:
                content, trouble = gunzip(stream.read(_MOST), most=_MOST)
        except Exception as error:
            words = storage_advice(error, missing="there is no list of this month; are place and days right?")
            if words is None:
                raise
            raise OriginError(masked(f"{uri}: {words}"), origin="ccnews") from error
        if trouble:
            raise OriginError(masked(f"{uri}: {trouble}"), origin="ccnews")
        return content.decode("ascii", "replace")

    def _size(self, uri: str) -> int:
        if not uri.startswith("file:"):
            return 0  # lists tell no sizes
        try:
            return int(path_of(uri).stat().st_size)
        except OSError:
            return 0  # reading it will say what is wrong
