-- The mentions of the given events, in their order.
WITH wanted AS (
    SELECT unnest($articles::VARCHAR[]) AS article, unnest($events::VARCHAR[]) AS event
)
SELECT mentions.*
FROM mentions
SEMI JOIN wanted USING (article, event)
ORDER BY article, event, position
