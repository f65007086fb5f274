-- The versions of every source that one of the given urls or keys belongs to, or that had one of the given texts.
WITH touched AS (
    SELECT DISTINCT lineage
    FROM article_versions
    WHERE key IN (SELECT unnest($keys::VARCHAR[]))
       OR url IN (SELECT unnest($urls::VARCHAR[]))
       OR article IN (SELECT unnest($ids::VARCHAR[]))
)
SELECT *
FROM article_versions
SEMI JOIN touched USING (lineage)
ORDER BY lineage, version
