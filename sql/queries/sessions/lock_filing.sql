-- One filing at a time: two that meet the same new article at once would both insert it. Gone with the transaction.
LOCK TABLE wireroom.filing_lock IN EXCLUSIVE MODE;
