-- The record: what was read, what was coded from it, and the words it rests on.
-- Every text column that quotes an article comes with its half-open code point offsets into articles.text.

CREATE TABLE migrations (
    number INTEGER NOT NULL,            -- of the file in schema/ that was applied
    name   VARCHAR NOT NULL,
    utsyn  VARCHAR NOT NULL             -- version of the program that applied it
);

CREATE TABLE articles (
    id              VARCHAR NOT NULL,   -- content hash
    key             VARCHAR NOT NULL,   -- the input's own id, else its path
    path            VARCHAR,
    url             VARCHAR,
    language        VARCHAR NOT NULL,
    title           VARCHAR,
    publisher       VARCHAR,
    published_start DATE,
    published_end   DATE,
    text            VARCHAR NOT NULL,
    prose_start     INTEGER NOT NULL,   -- where front matter and header lines end
    dateline_start  INTEGER,
    dateline_end    INTEGER,
    warnings        VARCHAR[] NOT NULL
);

-- Where each text appeared. One lineage per source: the same url or key with another text is the next version and the
-- old one stays. Two sources that print the same text share one article and keep a lineage each.
CREATE TABLE article_versions (
    lineage   VARCHAR NOT NULL,         -- the url or key that the source was first known by
    version   INTEGER NOT NULL,
    article   VARCHAR NOT NULL,
    key       VARCHAR NOT NULL,
    url       VARCHAR,
    title     VARCHAR,
    publisher VARCHAR
);

-- Which program coded an article; another version codes it anew and takes the old coding's place.
CREATE TABLE codings (
    article  VARCHAR NOT NULL,
    coder    VARCHAR NOT NULL,
    warnings VARCHAR[] NOT NULL
);

CREATE TABLE events (
    article          VARCHAR NOT NULL,
    position         INTEGER NOT NULL,  -- order within the article
    id               VARCHAR NOT NULL,
    type             VARCHAR NOT NULL,
    mode             VARCHAR,
    status           VARCHAR NOT NULL,
    plover_type      VARCHAR,
    plover_mode      VARCHAR,
    quad             TINYINT,
    intensity        DOUBLE,
    trigger          VARCHAR NOT NULL,
    trigger_start    INTEGER NOT NULL,
    trigger_end      INTEGER NOT NULL,
    object           VARCHAR,
    object_start     INTEGER,
    object_end       INTEGER,
    date_start       DATE,
    date_end         DATE,
    date_candidates  DATE[],
    date_text        VARCHAR,
    date_text_start  INTEGER,
    date_text_end    INTEGER,
    date_rule        VARCHAR,
    place            VARCHAR,
    place_country    VARCHAR,
    latitude         DOUBLE,
    longitude        DOUBLE,
    geonameid        BIGINT,
    place_text       VARCHAR,
    place_text_start INTEGER,
    place_text_end   INTEGER,
    place_precision  VARCHAR,
    place_rule       VARCHAR,
    confidence       DOUBLE NOT NULL
);

CREATE TABLE participants (
    article    VARCHAR NOT NULL,
    event      VARCHAR NOT NULL,
    role       VARCHAR NOT NULL,        -- actor, recipient or source
    position   INTEGER NOT NULL,
    name       VARCHAR NOT NULL,
    code       VARCHAR,
    sector     VARCHAR,
    title      VARCHAR,
    text       VARCHAR NOT NULL,
    text_start INTEGER NOT NULL,
    text_end   INTEGER NOT NULL,
    rule       VARCHAR NOT NULL,
    score      DOUBLE NOT NULL
);

CREATE TABLE mentions (
    article        VARCHAR NOT NULL,
    event          VARCHAR NOT NULL,
    position       INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL
);

CREATE TABLE why (
    article  VARCHAR NOT NULL,
    event    VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    field    VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL
);

CREATE TABLE quantities (
    article       VARCHAR NOT NULL,
    position      INTEGER NOT NULL,
    kind          VARCHAR NOT NULL,
    value         DOUBLE NOT NULL,
    low           DOUBLE NOT NULL,
    high          DOUBLE NOT NULL,
    approximate   BOOLEAN NOT NULL,
    unit          VARCHAR,
    event         VARCHAR,
    text          VARCHAR NOT NULL,
    text_start    INTEGER NOT NULL,
    text_end      INTEGER NOT NULL,
    of_name       VARCHAR,
    of_code       VARCHAR,
    of_sector     VARCHAR,
    of_title      VARCHAR,
    of_text       VARCHAR,
    of_text_start INTEGER,
    of_text_end   INTEGER,
    of_rule       VARCHAR,
    of_score      DOUBLE
);

-- Who a name stands for, as articles told it; contradictions stand side by side, each with its evidence.
CREATE TABLE learned_actors (
    article        VARCHAR NOT NULL,
    name           VARCHAR NOT NULL,
    code           VARCHAR,
    sector         VARCHAR,
    title          VARCHAR,
    evidence       VARCHAR NOT NULL,    -- the words that say so
    evidence_start INTEGER NOT NULL,
    evidence_end   INTEGER NOT NULL,
    rule           VARCHAR NOT NULL,
    score          DOUBLE NOT NULL
);
