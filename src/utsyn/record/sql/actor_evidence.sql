-- For one name: each sentence that says who it is, contradictions side by side.
WITH telling AS (
    SELECT
        participants.article,
        name, code, sector, title, participants.text AS words, rule,
        sentence_start, sentence_end,
        row_number() OVER (
            PARTITION BY name, code, sector, title, participants.article
            ORDER BY participants.text_start, role
        ) AS nth
    FROM participants
    JOIN mentions
      ON mentions.article = participants.article
     AND mentions.event = participants.event
     AND mentions.position = 0
    WHERE lower(name) = lower($name)
)
SELECT
    name, code, sector, telling.title, words, rule,
    current_articles.id AS article,
    current_articles.key,
    current_articles.published_start,
    current_articles.published_end,
    substring(current_articles.text, sentence_start + 1, sentence_end - sentence_start) AS sentence
FROM telling
JOIN current_articles ON current_articles.id = telling.article
WHERE nth = 1
ORDER BY name, published_start NULLS LAST, current_articles.key, code, sector, telling.title
LIMIT $limit
