-- Who acts in the newest article versions: every reading of a name, with how often and since when.
WITH acting AS (
    SELECT participants.*, current_articles.published_start, current_articles.published_end
    FROM participants
    JOIN current_articles ON current_articles.id = participants.article
    WHERE $name::VARCHAR IS NULL OR contains(lower(name), lower($name)) OR lower(code) = lower($name)
)
SELECT
    name,
    code,
    sector,
    title,
    count(DISTINCT article || '/' || event) FILTER (role = 'actor') AS acts,
    count(DISTINCT article || '/' || event) FILTER (role = 'recipient') AS receives,
    count(DISTINCT article || '/' || event) FILTER (role = 'source') AS says,
    count(DISTINCT article) AS articles,
    min(published_start) AS first_seen,
    max(published_end) AS last_seen
FROM acting
GROUP BY name, code, sector, title
ORDER BY count(*) DESC, name, code, sector, title
LIMIT $limit
