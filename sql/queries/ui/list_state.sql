-- Whether the feeds follow the operator's list.
SELECT path, feeds, followed_at, checked_at, problem, problem_since FROM news.feed_list;
