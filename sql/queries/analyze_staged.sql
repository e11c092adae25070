-- Without it the planner takes a few wide rows for very many and reads whole tables to join them.
ANALYZE staged_articles (id, round, publisher_domain);
