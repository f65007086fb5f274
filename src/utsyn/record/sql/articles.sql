-- Articles, newest versions or all, with the number of their events.
WITH counted AS (
    SELECT article AS id, count(*) AS events
    FROM events
    GROUP BY article
),
version_of AS (
    SELECT article AS id, max(version) AS version
    FROM article_versions
    GROUP BY article
)
SELECT
    articles.id,
    articles.key,
    articles.path,
    articles.url,
    articles.language,
    articles.title,
    articles.publisher,
    articles.published_start,
    articles.published_end,
    version,
    current_articles.id IS NOT NULL AS is_newest,
    coalesce(events, 0) AS events,
    length(articles.text) AS characters
FROM articles
JOIN version_of ON version_of.id = articles.id
LEFT JOIN counted ON counted.id = articles.id
LEFT JOIN current_articles ON current_articles.id = articles.id
WHERE ($all_versions OR current_articles.id IS NOT NULL)
  AND ($language::VARCHAR[] IS NULL OR list_contains($language, articles.language))
  AND ($text::VARCHAR IS NULL OR contains(lower(articles.text), lower($text)) OR contains(lower(articles.title), lower($text)))
  AND ($since::DATE IS NULL OR articles.published_end >= $since)
  AND ($until::DATE IS NULL OR articles.published_start <= $until)
ORDER BY articles.published_start NULLS LAST, articles.key, version, articles.id
LIMIT $limit
