-- One filing at a time: two that meet the same new article at once would both insert it. Gone with the transaction.
SELECT pg_advisory_xact_lock(hashtextextended('wireroom.filing', 0));
