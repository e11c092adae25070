-- Is there anything of ours in this database?
SELECT to_regnamespace('wireroom') IS NOT NULL OR to_regnamespace('news') IS NOT NULL AS is_there;
