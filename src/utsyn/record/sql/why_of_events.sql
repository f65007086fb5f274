-- The why of the given events, in their order.
WITH wanted AS (
    SELECT unnest($articles::VARCHAR[]) AS article, unnest($events::VARCHAR[]) AS event
)
SELECT why.*
FROM why
SEMI JOIN wanted USING (article, event)
ORDER BY article, event, position
