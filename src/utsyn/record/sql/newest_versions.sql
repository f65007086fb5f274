-- The versions of every source that one of the given urls or keys belongs to.
WITH touched AS (
    SELECT DISTINCT lineage
    FROM article_versions
    WHERE key IN (SELECT unnest($keys::VARCHAR[]))
       OR url IN (SELECT unnest($urls::VARCHAR[]))
       OR lineage IN (SELECT unnest($ids::VARCHAR[]))
)
SELECT lineage, version, article, key, url
FROM article_versions
SEMI JOIN touched USING (lineage)
ORDER BY lineage, version
