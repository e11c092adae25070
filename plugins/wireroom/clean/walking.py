"""The state of one pass over a tree, shared by the openers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from wireroom.clean.flow import Flow


@dataclass(slots=True)
class Walking:
    """What the openers write to. `closers` holds, for each open element, what ends what it began."""

    base_url: str | None
    keep_furniture: bool = False
    flow: Flow = field(default_factory=Flow)
    images: dict[str, None] = field(default_factory=dict)  # absolute URLs, in order
    tables: list[bool] = field(default_factory=list)  # for each open table, whether it holds data
    closers: list[Callable[[], None] | None] = field(default_factory=list)

    def close_with(self, closer: Callable[[], None]) -> None:
        """When the element being opened ends, call `closer`."""
        self.closers[-1] = closer

    def end_table(self) -> None:
        """The innermost table is over."""
        if self.tables.pop():
            self.flow.close_container()
        else:
            self.flow.boundary()
