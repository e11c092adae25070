-- How many landing files there are to look through, and how many were.
UPDATE wireroom.takedowns SET files = %(files)s, searched = %(searched)s WHERE id = %(id)s;
