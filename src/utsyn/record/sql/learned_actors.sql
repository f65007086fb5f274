-- What the newest article versions taught about names: each distinct reading once, with its earliest evidence.
WITH dated AS (
    SELECT learned_actors.*, key AS article_key, published_start, published_end
    FROM learned_actors
    JOIN current_articles ON current_articles.id = learned_actors.article
    WHERE $name::VARCHAR IS NULL OR lower(name) = lower($name)
),
counted AS (
    SELECT
        *,
        count(DISTINCT article) OVER same_reading AS articles,
        row_number() OVER (same_reading ORDER BY published_start NULLS LAST, article, evidence_start, rule) AS nth
    FROM dated
    WINDOW same_reading AS (PARTITION BY name, code, sector, title)
)
SELECT * EXCLUDE (nth)
FROM counted
WHERE nth = 1
ORDER BY name, articles DESC, published_start NULLS LAST, article, evidence_start, code NULLS LAST, sector NULLS LAST, title NULLS LAST
