"""The assets that downstream DAGs schedule on."""

from __future__ import annotations

from airflow.sdk import Asset, AssetAlias

ARTICLES = Asset(name="wireroom_articles", uri="x-wireroom://news/articles", group="wireroom")
PAGES = Asset(name="wireroom_pages", uri="x-wireroom://news/pages", group="wireroom")
# An alias emits only when something is added to it: a run that changed nothing wakes nobody.
CHANGED_ARTICLES = AssetAlias(name="wireroom_articles_changed", group="wireroom")
CHANGED_PAGES = AssetAlias(name="wireroom_pages_changed", group="wireroom")
