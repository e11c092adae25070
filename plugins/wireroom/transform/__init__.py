"""Turn the bytes of a document into articles and rejections: everything between fetching and storing.

    bytes ─▶ read_document ─▶ ParsedFeed ─▶ transform_entry, one by one ─▶ TransformedDocument

Every way in ends in `transform_entries`, which gives one result for each entry:

    transform_poll       transforms a landed exchange by way of `read_poll` and `transform_parsed`, and works
                         out the feed's next state
    transform_in_parts   transforms an archived document in parts of bounded size
    transform_document   transforms bytes as a whole: a feed that is checked, a page that was fetched
    transform_entries    by itself, for `wireroom inspect`: entries that repeat each other are not joined
"""
