-- Events of the newest article versions that pass every filter that is not NULL, by date.
WITH readable AS (
    SELECT id, key, url, language, title, publisher, published_start, published_end, text
    FROM current_articles
    WHERE $language::VARCHAR[] IS NULL OR list_contains($language, language)
),
plausible AS (
    SELECT
        events.*,
        coalesce(date_start, published_start) AS first_day,
        coalesce(date_end, published_end) AS last_day
    FROM events
    JOIN readable ON readable.id = events.article
    WHERE ($id::VARCHAR IS NULL OR starts_with(events.id, $id))
      AND ($type::VARCHAR[] IS NULL OR list_contains($type, type) OR list_contains($type, type || '/' || mode))
      AND ($status::VARCHAR[] IS NULL OR list_contains($status, status))
      AND ($place::VARCHAR[] IS NULL OR list_contains($place, lower(place)) OR list_contains($place, lower(place_text)))
      AND ($country::VARCHAR[] IS NULL OR list_contains($country, place_country))
),
in_time AS (
    SELECT *
    FROM plausible
    WHERE ($since::DATE IS NULL OR last_day >= $since)
      AND ($until::DATE IS NULL OR first_day <= $until)
),
fitting_sides AS (
    SELECT
        article,
        event AS id,
        bool_or(role = 'actor' AND (list_contains($actor::VARCHAR[], lower(code)) OR list_contains($actor, lower(name)))) AS actor_fits,
        bool_or(role = 'recipient' AND (list_contains($recipient::VARCHAR[], lower(code)) OR list_contains($recipient, lower(name)))) AS recipient_fits,
        bool_or(role = 'source' AND (list_contains($source::VARCHAR[], lower(code)) OR list_contains($source, lower(name)))) AS source_fits,
        bool_or(role <> 'source' AND (list_contains($involving::VARCHAR[], lower(code)) OR list_contains($involving, lower(name)))) AS involved
    FROM participants
    WHERE $actor IS NOT NULL OR $recipient IS NOT NULL OR $source IS NOT NULL OR $involving IS NOT NULL
    GROUP BY article, event
),
between_sides AS (
    SELECT in_time.*
    FROM in_time
    LEFT JOIN fitting_sides USING (article, id)
    WHERE ($actor IS NULL OR actor_fits)
      AND ($recipient IS NULL OR recipient_fits)
      AND ($source IS NULL OR source_fits)
      AND ($involving IS NULL OR involved)
),
worded AS (
    SELECT DISTINCT mentions.article, mentions.event AS id
    FROM mentions
    JOIN readable ON readable.id = mentions.article
    WHERE $text::VARCHAR IS NOT NULL
      AND contains(lower(substring(text, sentence_start + 1, sentence_end - sentence_start)), lower($text))
),
found AS (
    SELECT *
    FROM between_sides
    WHERE $text IS NULL OR (article, id) IN (SELECT (article, id) FROM worded)
    ORDER BY first_day NULLS LAST, last_day, article, position
    LIMIT $limit
),
first_mentions AS (
    SELECT mentions.article, mentions.event AS id, sentence_start, sentence_end
    FROM mentions
    SEMI JOIN found ON found.article = mentions.article AND found.id = mentions.event
    WHERE mentions.position = 0
),
sides AS (
    SELECT
        article,
        event AS id,
        list(coalesce(code, name) ORDER BY position) FILTER (role = 'actor') AS actor,
        list(name ORDER BY position) FILTER (role = 'actor') AS actor_names,
        list(coalesce(code, name) ORDER BY position) FILTER (role = 'recipient') AS recipient,
        list(name ORDER BY position) FILTER (role = 'recipient') AS recipient_names,
        list(coalesce(code, name) ORDER BY position) FILTER (role = 'source') AS source
    FROM participants
    SEMI JOIN found ON found.article = participants.article AND found.id = participants.event
    GROUP BY article, event
)
SELECT
    found.* EXCLUDE (first_day, last_day),
    coalesce(actor, []) AS actor,
    coalesce(actor_names, []) AS actor_names,
    coalesce(recipient, []) AS recipient,
    coalesce(recipient_names, []) AS recipient_names,
    coalesce(source, []) AS source,
    substring(readable.text, sentence_start + 1, sentence_end - sentence_start) AS sentence,
    readable.key AS article_key,
    readable.title AS article_title,
    readable.publisher,
    readable.language,
    readable.url,
    readable.published_start,
    readable.published_end
FROM found
JOIN readable ON readable.id = found.article
LEFT JOIN first_mentions ON first_mentions.article = found.article AND first_mentions.id = found.id
LEFT JOIN sides ON sides.article = found.article AND sides.id = found.id
ORDER BY first_day NULLS LAST, last_day, found.article, position
