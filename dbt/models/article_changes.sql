{{ config(materialized='incremental', on_schema_change='fail') }}

-- Everything that happened to articles, in order; each run goes on after the last cursor that it has.
select "cursor", kind, article_id, version, filed_at, changed, change_reason, run_id
from news.changes(
    {% if is_incremental() %}(select max(taken."cursor") from {{ this }} as taken){% else %}null{% endif %},
    null
)
