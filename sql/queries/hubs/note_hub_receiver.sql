-- A sign of life of `wireroom websub`; a time in the past is its end.
UPDATE wireroom.hub_receiver SET alive_until = %(alive_until)s;
