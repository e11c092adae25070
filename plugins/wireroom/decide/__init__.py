"""Pure judgement: what to do with an article, when to poll a feed again."""
