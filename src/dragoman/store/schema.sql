-- The database of a corpus: documents, what was found in them, stories, ledger. SQLite, WAL, UTF-8, one file.
--
-- Rows are never overwritten (event.story and event.verdict apart, which tell the present). `added` is the run that wrote a row, `removed` the run that took it out (NULL: it stands).
-- "As the database stood after run N" is therefore: added <= N AND (removed IS NULL OR removed > N).
-- Days are ISO 8601 texts, '' where not known. Spans are half-open, in Unicode code points of document.text.
-- Changes to this file are migrations: see migrations.py. The version is in PRAGMA user_version.

-- Ids and names are scattered: an index that began with one would have to write a page for nearly every new row, and the more of
-- them the larger it is. Such indexes begin with the volume of the row's key (its 65,536 neighbours) or the stretch of its day (the
-- day without its last digit); whoever looks something up asks each of them (keys.py; decision 0011).
-- The columns have no type: what is compared with them is an expression, which has none either, and only so an index serves.
CREATE TABLE volume  (volume  NOT NULL PRIMARY KEY) WITHOUT ROWID; -- all that documents, events, stories and entries of the ledger have
CREATE TABLE stretch (stretch NOT NULL PRIMARY KEY) WITHOUT ROWID; -- all that participants and pairs have

-- One line for each command that changed something.
CREATE TABLE run (
    run      INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,              -- ingest | recode | forget | audit | watch
    started  TEXT NOT NULL,              -- UTC, ISO 8601
    finished TEXT,                       -- NULL: still going, or killed; what it wrote is whole all the same
    coder    TEXT NOT NULL DEFAULT '',   -- version of the program
    command  TEXT NOT NULL DEFAULT '',   -- what was asked for
    counts   TEXT NOT NULL DEFAULT '{}'  -- what came of it, JSON
);

-- One row a version of a document; a changed document is a new row, the old one stays and is marked removed.
CREATE TABLE document (
    doc         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL,           -- the id by which the user knows it
    version     INTEGER NOT NULL,        -- 1, 2, ...
    sha256      TEXT NOT NULL,           -- of the input as it came in: tells whether it has changed
    text_sha256 TEXT NOT NULL,           -- of the stored text
    outcome     TEXT NOT NULL,           -- coded | no_event | refused
    reason      TEXT NOT NULL DEFAULT '',-- why it was refused
    detail      TEXT NOT NULL DEFAULT '',
    language    TEXT NOT NULL DEFAULT '',
    published   TEXT NOT NULL DEFAULT '',
    title       TEXT NOT NULL DEFAULT '',
    url         TEXT NOT NULL DEFAULT '',
    outlet      TEXT NOT NULL DEFAULT '',
    agency      TEXT NOT NULL DEFAULT '',
    author      TEXT NOT NULL DEFAULT '',
    origin      TEXT NOT NULL DEFAULT '',
    anchor      TEXT NOT NULL DEFAULT '',-- the day from which its relative dates were counted
    home        TEXT NOT NULL DEFAULT '',-- the country whose offices need no adjective in it
    reader      TEXT NOT NULL DEFAULT '',
    rights_text INTEGER NOT NULL DEFAULT 0, -- 1: a notice restricts reuse of the text
    coder       TEXT NOT NULL DEFAULT '',-- program, pack and atlas that coded it
    fingerprint BLOB NOT NULL,           -- JSON: MinHash and language-free marks, for copies and translations
    added       INTEGER NOT NULL REFERENCES run,
    removed     INTEGER REFERENCES run
);
CREATE UNIQUE INDEX document_id      ON document (doc >> 16, id, version);
CREATE INDEX        document_coder    ON document (coder) WHERE removed IS NULL;
CREATE INDEX        document_when     ON document (published, doc) WHERE removed IS NULL;

-- The stored text, apart, so that a list of documents does not read it.
CREATE TABLE text (
    doc  INTEGER PRIMARY KEY REFERENCES document,
    text TEXT NOT NULL
);

-- Headline, dateline, body, caption ... of a document.
CREATE TABLE block (
    doc   INTEGER NOT NULL REFERENCES document,
    start INTEGER NOT NULL,
    stop  INTEGER NOT NULL,
    kind  TEXT NOT NULL,
    PRIMARY KEY (doc, start, stop, kind)
) WITHOUT ROWID;

-- What is noteworthy about a document, and what in it was refused: JSON as in the reference of records.
CREATE TABLE remark (
    doc  INTEGER NOT NULL REFERENCES document,
    n    INTEGER NOT NULL,
    kind TEXT NOT NULL,                  -- finding | refusal
    name TEXT NOT NULL,                  -- kind of finding, reason of refusal
    body TEXT NOT NULL,                  -- JSON
    PRIMARY KEY (doc, n)
) WITHOUT ROWID;

-- One row for each event that a document tells. The columns are for questions; `record` is the whole record.
CREATE TABLE event (
    event      INTEGER PRIMARY KEY,
    id         TEXT NOT NULL,            -- stable: the same trigger of the same text keeps it
    doc        INTEGER NOT NULL REFERENCES document,
    story      TEXT NOT NULL DEFAULT '', -- id of the story it belongs to (as of now)
    type       TEXT NOT NULL,            -- PLOVER type
    mode       TEXT NOT NULL DEFAULT '', -- modes, joined by blanks
    context    TEXT NOT NULL DEFAULT '',
    status     TEXT NOT NULL,
    background INTEGER NOT NULL,
    quad       INTEGER NOT NULL,
    scale      REAL NOT NULL,
    date       TEXT NOT NULL DEFAULT '',
    enddate    TEXT NOT NULL DEFAULT '',
    date_basis TEXT NOT NULL DEFAULT '',
    place      TEXT NOT NULL DEFAULT '',
    country    TEXT NOT NULL DEFAULT '', -- code of the place
    precision  TEXT NOT NULL DEFAULT '',
    latitude   REAL,
    longitude  REAL,
    language   TEXT NOT NULL,
    outlet     TEXT NOT NULL,
    published  TEXT NOT NULL,
    verdict    TEXT NOT NULL DEFAULT '', -- '' | right | wrong | corrected: from the last audit
    coder      TEXT NOT NULL,
    sketch     BLOB NOT NULL,            -- what merging compares, JSON (values/corpus.py, Sketch)
    record     BLOB NOT NULL,            -- the record, JSON, UTF-8
    added      INTEGER NOT NULL REFERENCES run,
    removed    INTEGER REFERENCES run
);
CREATE INDEX event_id       ON event (event >> 16, id);
CREATE INDEX event_doc      ON event (doc);
CREATE INDEX event_date     ON event (date, event) WHERE removed IS NULL;
CREATE INDEX event_type     ON event (type, date, event) WHERE removed IS NULL;
CREATE INDEX event_country  ON event (country, date, event) WHERE removed IS NULL;
CREATE INDEX event_more     ON event (event >> 16, story) WHERE removed IS NULL AND story <> id; -- the event that gave the story its id has it itself

-- Merged events. Columns as in event; `record` is the whole story.
CREATE TABLE story (
    story      INTEGER PRIMARY KEY,
    id         TEXT NOT NULL,            -- smallest id of its reports' events
    cluster    TEXT NOT NULL,            -- id of the connected set of events in which it was found
    type       TEXT NOT NULL,
    mode       TEXT NOT NULL DEFAULT '',
    context    TEXT NOT NULL DEFAULT '',
    status     TEXT NOT NULL,
    background INTEGER NOT NULL,
    quad       INTEGER NOT NULL,
    scale      REAL NOT NULL,
    date       TEXT NOT NULL DEFAULT '',
    enddate    TEXT NOT NULL DEFAULT '',
    date_basis TEXT NOT NULL DEFAULT '',
    place      TEXT NOT NULL DEFAULT '',
    country    TEXT NOT NULL DEFAULT '',
    precision  TEXT NOT NULL DEFAULT '',
    latitude   REAL,
    longitude  REAL,
    language   TEXT NOT NULL,            -- languages of its reports, joined by blanks
    outlet     TEXT NOT NULL,            -- outlets, joined by ' | '
    published  TEXT NOT NULL,            -- day of the first report
    reports    INTEGER NOT NULL,
    origins    INTEGER NOT NULL,         -- independent ones
    disputed   INTEGER NOT NULL,         -- fields on which the reports differ
    record     BLOB NOT NULL,
    added      INTEGER NOT NULL REFERENCES run,
    removed    INTEGER REFERENCES run
);
CREATE UNIQUE INDEX story_id      ON story (story >> 16, id) WHERE removed IS NULL;
CREATE INDEX        story_more    ON story (story >> 16, cluster) WHERE removed IS NULL AND cluster <> id; -- likewise
CREATE INDEX        story_date    ON story (date, story, quad, type, status, country) WHERE removed IS NULL; -- counts need no rows
CREATE INDEX        story_new     ON story (published, story, date, enddate, type, status, quad, country, language, background,
                                            disputed, origins, reports)
                                     WHERE removed IS NULL; -- the newest that pass a filter need no rows of those that do not
CREATE INDEX        story_type    ON story (type, date, story) WHERE removed IS NULL;
CREATE INDEX        story_country ON story (country, date, story) WHERE removed IS NULL;
-- What is counted, apart from the records: a tenth of the table, so that counting reads no records.
CREATE INDEX        story_facts   ON story (story, date, enddate, published, type, status, quad, scale, country, place, precision,
                                            latitude, longitude, language, background, disputed, origins, reports, mode, context,
                                            outlet)
                                     WHERE removed IS NULL;
CREATE INDEX        story_gone    ON story (removed) WHERE removed IS NOT NULL; -- who holds the facts in memory asks what has gone since

-- A story id that a merge made obsolete leads to the story that holds its event now.
CREATE VIEW redirect AS
    SELECT DISTINCT e.id AS old, e.story AS new FROM event e WHERE e.removed IS NULL AND e.story <> '' AND e.story <> e.id;

-- Who takes part: of events (of = 'e', item = event.event) and of stories (of = 's', item = story.story).
CREATE TABLE participant (
    of     TEXT NOT NULL,
    item   INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    role   TEXT NOT NULL,                -- actor | recipient | speaker
    entity TEXT NOT NULL,                -- identifier_id
    name   TEXT NOT NULL,
    code   TEXT NOT NULL,
    sector TEXT NOT NULL,
    office TEXT NOT NULL,
    stance TEXT NOT NULL DEFAULT '',     -- of a speaker
    date   TEXT NOT NULL,                -- of the item, so that a list by date needs no sorting
    PRIMARY KEY (of, item, n)
) WITHOUT ROWID;
CREATE INDEX participant_code   ON participant (of, code, date, item, role, sector);
CREATE INDEX participant_entity ON participant (of, substr(date, 1, 9), entity, date, item, role);

-- The names under which an entity was met.
CREATE TABLE entity (
    entity TEXT NOT NULL,
    name   TEXT NOT NULL,
    PRIMARY KEY (entity, name)
) WITHOUT ROWID;

-- Who to whom: a row for each pair of codes of an event or story. Mutual acts have a row each way.
CREATE TABLE dyad (
    of      TEXT NOT NULL,
    stretch TEXT NOT NULL,               -- of the date
    source  TEXT NOT NULL,
    target  TEXT NOT NULL,
    date    TEXT NOT NULL,
    item    INTEGER NOT NULL,
    type    TEXT NOT NULL,
    status  TEXT NOT NULL,
    quad    INTEGER NOT NULL,
    scale   REAL NOT NULL,
    background INTEGER NOT NULL,
    added   INTEGER NOT NULL,
    removed INTEGER,
    PRIMARY KEY (of, stretch, source, target, date, item)
) WITHOUT ROWID;
CREATE INDEX dyad_item ON dyad (item, of);

-- The characters that prove an event.
CREATE TABLE evidence (
    event INTEGER NOT NULL REFERENCES event,
    start INTEGER NOT NULL,
    stop  INTEGER NOT NULL,
    role  TEXT NOT NULL,                 -- sentence | trigger | actor | recipient | time | place | speaker | quote | count
    PRIMARY KEY (event, start, stop, role)
) WITHOUT ROWID;

-- How an event is found by others that may tell the same: days, type family, class of status, parties (stories/matching.py).
CREATE TABLE handle (
    handle TEXT NOT NULL,
    event  INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (handle, event)
) WITHOUT ROWID;

-- Who said what.
CREATE TABLE statement (
    statement INTEGER PRIMARY KEY,
    doc     INTEGER NOT NULL REFERENCES document,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    kind    TEXT NOT NULL,               -- direct | indirect | mixed
    stance  TEXT NOT NULL,               -- toward what is said: asserts | denies | doubts | demands | promises
    tone    TEXT NOT NULL DEFAULT '',    -- toward whom: criticises | supports, '' where the text has neither
    toward  TEXT NOT NULL DEFAULT '',    -- whom: codes and ids, each between blanks
    events  TEXT NOT NULL DEFAULT '',    -- ids of the events that are told in it, each between blanks
    entity  TEXT NOT NULL,               -- of the speaker
    name    TEXT NOT NULL,
    code    TEXT NOT NULL,
    sector  TEXT NOT NULL,
    about   TEXT NOT NULL,               -- codes and ids of those named in it, each between blanks
    text    TEXT NOT NULL,
    published TEXT NOT NULL,
    added   INTEGER NOT NULL REFERENCES run,
    removed INTEGER REFERENCES run
);
CREATE INDEX statement_doc  ON statement (doc);
CREATE INDEX statement_code ON statement (code, published) WHERE removed IS NULL;

-- What was announced, expected, demanded, and what became of it. Brought up to date with the stories.
CREATE TABLE ledger (
    entry   INTEGER PRIMARY KEY,
    story   TEXT NOT NULL,               -- id of the story that opened it
    type    TEXT NOT NULL,
    status  TEXT NOT NULL,               -- expected | conditional | called_for
    opened  TEXT NOT NULL,               -- day of the first report
    date    TEXT NOT NULL,               -- window, inclusive
    enddate TEXT NOT NULL,
    outcome TEXT NOT NULL,               -- '' | happened | postponed | cancelled | denied
    settled TEXT NOT NULL,               -- day of the report that settled it
    codes   TEXT NOT NULL,               -- each between blanks
    record  BLOB NOT NULL,
    added   INTEGER NOT NULL REFERENCES run,
    removed INTEGER REFERENCES run
);
CREATE UNIQUE INDEX ledger_story ON ledger (entry >> 16, story) WHERE removed IS NULL;
CREATE INDEX        ledger_due   ON ledger (date, story, enddate, opened, outcome, settled, codes) WHERE removed IS NULL;
CREATE INDEX        ledger_done  ON ledger (settled) WHERE removed IS NULL AND outcome <> '';
CREATE INDEX        ledger_gone  ON ledger (removed) WHERE removed IS NOT NULL; -- as story_gone

-- What a document says will not take place, or not then; JSON (values/corpus.py, Settling).
CREATE TABLE settling (
    item      TEXT PRIMARY KEY,          -- doc:n
    doc       INTEGER NOT NULL REFERENCES document,
    published TEXT NOT NULL,
    body      TEXT NOT NULL
);
CREATE INDEX settling_doc ON settling (doc);

-- How announcements and what may settle them find one another: kind (c announced, f fact, s settling), week, type family, parties.
CREATE TABLE due (
    handle TEXT NOT NULL,
    item   TEXT NOT NULL,                -- story.id or settling.item
    PRIMARY KEY (handle, item)
) WITHOUT ROWID;

-- What people say of the coding: an event marked right, wrong or corrected stays so through a recode.
CREATE TABLE verdict (
    verdict INTEGER PRIMARY KEY,
    event   TEXT NOT NULL,               -- event.id
    field   TEXT NOT NULL,               -- event | type | status | actor | recipient | date | place
    value   TEXT NOT NULL,               -- right | wrong | what it should be
    note    TEXT NOT NULL DEFAULT '',
    added   INTEGER NOT NULL REFERENCES run,
    removed INTEGER REFERENCES run
);
CREATE UNIQUE INDEX verdict_event ON verdict (event, field) WHERE removed IS NULL;

-- Documents that were taken out with `forget`: a hash of the id only, so that they do not come back with the next ingest.
CREATE TABLE forgotten (
    hash  TEXT PRIMARY KEY,              -- SHA-256 of document.id
    added INTEGER NOT NULL REFERENCES run
);

-- Feeds of `watch`: what the server said last, so that only what is new is asked for.
CREATE TABLE feed (
    url      TEXT PRIMARY KEY,
    etag     TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    checked  TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,
    message  TEXT NOT NULL DEFAULT ''
);

-- Full text of the documents that stand; the text itself is kept once, in `text`.
CREATE VIRTUAL TABLE search USING fts5 (text, content = 'text', content_rowid = 'doc', tokenize = "unicode61 remove_diacritics 2");
