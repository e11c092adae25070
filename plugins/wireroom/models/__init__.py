"""One frozen value a stage: what each step takes and gives. Imports nothing but the standard library."""

from wireroom.models.archive import ArchivedDocument
from wireroom.models.article import (
    Article,
    Attribution,
    Cleaned,
    DateReading,
    Embed,
    LanguageReading,
    Precision,
    Publisher,
    Rejection,
    Span,
)
from wireroom.models.context import (
    FeedContext,
)
from wireroom.models.decision import (
    Action,
    Counts,
    Decision,
    FeedResult,
    Filing,
    StoredArticle,
)
from wireroom.models.entry import (
    Entry,
    FeedFormat,
    Link,
    Markup,
    Media,
    ParsedFeed,
    Person,
    RawDate,
    Tag,
)
from wireroom.models.exchange import (
    Exchange,
    Landed,
    LandedRef,
    Outcome,
    Redirect,
)
from wireroom.models.feed import (
    Feed,
    FeedSpec,
    Shard,
    Validators,
)

__all__ = [
    "Action",
    "ArchivedDocument",
    "Article",
    "Attribution",
    "Cleaned",
    "Counts",
    "DateReading",
    "Decision",
    "Embed",
    "Entry",
    "Exchange",
    "Feed",
    "FeedContext",
    "FeedFormat",
    "FeedResult",
    "FeedSpec",
    "Filing",
    "Landed",
    "LandedRef",
    "LanguageReading",
    "Link",
    "Markup",
    "Media",
    "Outcome",
    "ParsedFeed",
    "Person",
    "Precision",
    "Publisher",
    "RawDate",
    "Redirect",
    "Rejection",
    "Shard",
    "Span",
    "StoredArticle",
    "Tag",
    "Validators",
]
