-- The same names as in common/masking.py, which parts secrets from addresses before they are stored; this is the
-- second line, for what got past the first. Masks (***3fa9c1) and references (${NAME}) stay.
CREATE OR REPLACE FUNCTION wireroom.masked(shown text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(
    regexp_replace(shown, '://(?!\*\*\*|[^\s/?#@]*\$\{)[^\s/?#"''<>]+@', '://***@', 'g'),
    '([?&;](?:[\w.-]{0,60}[_.-])?(?:(?:access|api|auth|feed|private|secret|user|client|rss|session)[_-]?)?'
    '(?:token|key|auth|authorization|authkey|sig|signature|hmac|password|passwd|passwort|pwd|pass|secret|'
    'credentials?|jwt|session|sessionid|sid)=)(?!\*\*\*|[^\s&;#]*\$\{)[^\s&;#"''<>]+',
    '\1***', 'gi'
);
COMMENT ON FUNCTION wireroom.masked IS 'A text with *** for what looks like a secret in an address.';
