-- Views for people who write SQL: only the newest version of each article counts in them.

CREATE VIEW current_articles AS
WITH newest AS (
    SELECT lineage, max(version) AS version
    FROM article_versions
    GROUP BY lineage
),
standing AS (
    SELECT DISTINCT article
    FROM article_versions
    SEMI JOIN newest USING (lineage, version)
)
SELECT articles.*
FROM articles
SEMI JOIN standing ON standing.article = articles.id;

CREATE VIEW current_events AS
SELECT events.*
FROM events
SEMI JOIN current_articles ON current_articles.id = events.article;

CREATE VIEW current_quantities AS
SELECT quantities.*
FROM quantities
SEMI JOIN current_articles ON current_articles.id = quantities.article;
