"""The operator's list of feeds: show it, change it, try feeds, and make the database follow it.

find_feeds ─▶ check_feeds ─▶ listed_feeds ─▶ feeds.yaml ─▶ follow_feed_list ─▶ Postgres
"""
