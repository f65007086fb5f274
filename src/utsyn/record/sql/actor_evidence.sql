-- For one name: each passage that says who it is, contradictions side by side.
WITH taking_part AS (
    SELECT
        participants.article,
        name, code, sector, title,
        participants.text AS words,
        rule,
        sentence_start AS passage_start,
        sentence_end AS passage_end,
        row_number() OVER (
            PARTITION BY name, code, sector, title, participants.article
            ORDER BY participants.text_start, role
        ) AS nth
    FROM participants
    LEFT JOIN mentions
           ON mentions.article = participants.article
          AND mentions.event = participants.event
          AND mentions.position = 0
    WHERE lower(name) = lower($name)
),
introduced AS (
    SELECT
        learned_actors.article,
        name, code, sector, learned_actors.title,
        evidence AS words,
        'introduced by ' || rule AS rule,
        coalesce(max(sentence_start), any_value(evidence_start)) AS passage_start,
        coalesce(min(sentence_end), any_value(evidence_end)) AS passage_end
    FROM learned_actors
    LEFT JOIN mentions
           ON mentions.article = learned_actors.article
          AND sentence_start <= evidence_start
          AND sentence_end >= evidence_end
    WHERE lower(name) = lower($name)
    GROUP BY learned_actors.article, name, code, sector, learned_actors.title, evidence, rule, evidence_start
),
telling AS (
    SELECT * EXCLUDE (nth) FROM taking_part WHERE nth = 1
    UNION ALL
    SELECT * FROM introduced
)
SELECT
    name, code, sector, telling.title, words, rule,
    current_articles.id AS article,
    current_articles.key,
    current_articles.published_start,
    current_articles.published_end,
    coalesce(substring(current_articles.text, passage_start + 1, passage_end - passage_start), words) AS sentence
FROM telling
JOIN current_articles ON current_articles.id = telling.article
ORDER BY name, published_start NULLS LAST, current_articles.key, code, sector, telling.title, rule
LIMIT $limit
