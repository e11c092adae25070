-- One partition in the place of the months of `year`; NULL: somebody was in the way, all is as it was.
SELECT wireroom.merge_year(%(year)s) AS articles;
