-- The record in figures.
WITH current_days AS (
    SELECT min(published_start) AS first_published, max(published_end) AS last_published
    FROM current_articles
)
SELECT
    (SELECT count(*) FROM current_articles) AS articles,
    (SELECT count(*) FROM articles) AS article_texts,
    (SELECT count(*) FROM current_events) AS events,
    (SELECT count(*) FROM current_quantities) AS quantities,
    (SELECT count(DISTINCT name) FROM participants SEMI JOIN current_articles ON current_articles.id = article) AS actors,
    (SELECT list(DISTINCT language ORDER BY language) FROM current_articles) AS languages,
    (SELECT count(DISTINCT publisher) FROM current_articles) AS publishers,
    first_published,
    last_published,
    (SELECT list(DISTINCT coder ORDER BY coder) FROM codings) AS coders,
    (SELECT max(number) FROM migrations) AS schema_version
FROM current_days
