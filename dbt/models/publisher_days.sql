{{ config(materialized='table') }}

-- What each publisher brought out on each day (UTC), how much of it others have too, and what was corrected later.
select
    a.publisher_id,
    p.domain as publisher_domain,
    (a.published_at at time zone 'UTC')::date as day,
    count(*) as articles,
    sum(a.word_count) as words,
    count(*) filter (where s.id is not null) as syndicated,
    count(*) filter (where s.first_article_id = a.id) as had_first,
    count(*) filter (where c.article_id is not null) as corrected
from {{ source('news', 'articles') }} as a
join {{ source('news', 'publishers') }} as p on p.id = a.publisher_id
left join {{ source('news', 'stories') }} as s on s.id = a.story_id
left join (select distinct article_id from {{ source('news', 'corrections') }}) as c on c.article_id = a.id
where a.published_at is not null
group by 1, 2, 3
