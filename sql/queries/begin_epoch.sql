-- Positions among the changes are given out a second time from here on: cursors of before are refused, not misread.
UPDATE wireroom.change_log SET epoch = substring(uuid_send(gen_random_uuid()) FOR 4);
