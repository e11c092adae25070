-- Countries are those of ISO 3166-1, also where a list says uk or el: lists are read so from now on.
UPDATE wireroom.feeds SET country = CASE country WHEN 'uk' THEN 'gb' ELSE 'gr' END WHERE country IN ('uk', 'el');
UPDATE wireroom.publishers SET country = CASE country WHEN 'uk' THEN 'gb' ELSE 'gr' END WHERE country IN ('uk', 'el');
