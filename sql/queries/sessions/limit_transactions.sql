-- How long a transaction of this session may last, unless its URL or its role says so already (Postgres 17).
SELECT set_config('transaction_timeout', %(limit)s, false)
WHERE current_setting('transaction_timeout') = '0';
