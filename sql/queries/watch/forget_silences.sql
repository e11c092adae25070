-- Silences that are over.
DELETE FROM wireroom.alert_silences WHERE until <= %(now)s;
