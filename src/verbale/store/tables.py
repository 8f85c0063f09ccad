"""The tables of a record: what was read, an index over it for finding, and what people judged.

Three kinds of rows. *Evidence* is never changed: originals, versions of reports, readings (each the whole machine record
of one version in one run). *Judgements* are only ever added. Everything else (events, parties, statements, mentions,
episodes) is the *current view*: the latest reading with the judgements laid over it, which can be built anew at any time.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

METADATA = MetaData()


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _ref(name: str, table: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{table}.key"), nullable=null)


def _some(name: str, *columns: str, where: str) -> Index:
    """An index over some of the rows, for what is searched only among them."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


RUNS = Table(
    "runs", METADATA, _key(),
    Column("program", String, nullable=False, doc="version of Verbale"),
    Column("lexicon", String(64), nullable=False, doc="SHA-256 over all tables, word lists and maps, a user's included"),
    Column("model", String(64), nullable=False, doc="SHA-256 over the language model's files, or a pipeline's name and version"),
    Column("started", DateTime, nullable=False, doc="UTC"),
    UniqueConstraint("program", "lexicon", "model"),
)  # fmt: skip
"""One row for each combination of program, lexicon and model that ever read for this record."""

ORIGINALS = Table(
    "originals", METADATA, _key(),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("size", Integer, nullable=False, doc="bytes before compression"),
    Column("data", LargeBinary, nullable=False, doc="zlib"),
)  # fmt: skip
"""The bytes of reports as they came."""

REPORTS = Table(
    "reports", METADATA, _key(),
    Column("id", String, nullable=False, doc="the id of its latest version"),
    Column("identity", String, nullable=False, unique=True, doc="what makes it the same report when it comes again"),
    Column("source", String), Column("title", String), Column("published", Date), Column("publication", String),
    Column("section", String), Column("authors", String), Column("language", String(8)),
    Column("version", Integer, nullable=False, doc="number of the latest version, from 1"),
    Column("reading", Integer, doc="key of the reading that was asked for last; null or of an old version: the latest counts"),
    Column("story", Integer, doc="key of the first report of its near-identical copies; null: no copy is known"),
    Column("added", DateTime, nullable=False, doc="UTC"),
    Index("reports_id", "id"), Index("reports_publication", "publication"), Index("reports_published", "published"),
    Index("reports_story", "story"),
)  # fmt: skip
"""One row a report, with the masthead of its latest version."""

VERSIONS = Table(
    "versions", METADATA, _key(), _ref("report", "reports"),
    Column("number", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("original", Integer, ForeignKey("originals.key"), doc="null: the UTF-8 of the body itself"),
    Column("content", LargeBinary, nullable=False, doc="the report as JSON, body and masthead; zlib"),
    Column("added", DateTime, nullable=False),
    UniqueConstraint("report", "number"), Index("versions_sha256", "sha256"),
)  # fmt: skip
"""Each state in which a report was ever seen."""

READINGS = Table(
    "readings", METADATA, _key(), _ref("version", "versions"), _ref("run", "runs"),
    Column("content", LargeBinary, nullable=False, doc="events, statements, people, warnings as JSON; zlib"),
    Column("events", Integer, nullable=False, doc="how many"),
    Column("read", DateTime, nullable=False),
    UniqueConstraint("version", "run"), Index("readings_run", "run", "version", "events"),
)  # fmt: skip
"""What one run read in one version of a report: the machine's word, never changed."""

EVENTS = Table(
    "events", METADATA, _key(),
    Column("id", String(24), nullable=False, unique=True, doc="stable over readings and versions that say the same"),
    Column("machine", String(24), doc="its id in the reading; null: the same, or added by hand"),
    _ref("report", "reports"), _ref("reading", "readings"),
    Column("type", String(10)), Column("mode", String), Column("cameo", String(5)), Column("score", Float),
    Column("status", String(12), nullable=False), Column("certainty", String(8), nullable=False),
    Column("frame", String(10)),
    Column("frame_content", Text, doc="JSON: the frame's fields for registers, what is not known left out"),
    Column("frame_from", String, doc="code or name of its supplier, debtor, visitor or holder"),
    Column("frame_to", String, doc="code or name of its recipient, creditor, host or claimant"),
    Column("contexts", String, doc="parted by spaces"),
    Column("start", Date), Column("end", Date), Column("precision", String(5)),
    Column("month", Integer, doc="year * 12 + month - 1 of its first day"),
    Column("place", String), Column("place_country", String), Column("lat", Float), Column("lon", Float),
    Column("geonames", Integer),
    Column("confidence", Float, nullable=False),
    Column("first", Integer, nullable=False, doc="offset of the evidence in the body"),
    Column("last", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("actors", Text, nullable=False, doc="for people to read and to be found by"),
    Column("recipients", Text, nullable=False),
    Column("speaker", Text, doc="of the outermost statement it is told in"),
    Column("speaker_country", String), Column("speaker_sector", String), Column("speaker_person", String),
    Column("standing", String(9), nullable=False, doc="machine, accepted, corrected, rejected or added"),
    _ref("episode", "episodes", null=True),
    Index("events_report", "report"), Index("events_episode", "episode"), Index("events_start", "start"),
    Index("events_confidence", "confidence"), Index("events_type", "type", "month"),
    _some("events_ranges", "end", "start", where="precision = 'range'"),
    _some("events_place", "place_country", "month", where="place_country IS NOT NULL"),
    _some("events_named_place", "place", "start", where="place IS NOT NULL"),
    _some("events_frame", "frame", "frame_from", "month", where="frame IS NOT NULL"),
    _some("events_speaker", "speaker_country", "month", where="speaker_country IS NOT NULL"),
    _some("events_speaker_person", "speaker_person", "month", where="speaker_person IS NOT NULL"),
    _some("events_denied", "confidence", where="status = 'denied'"),
    _some("events_standing", "standing", where="standing <> 'machine'"),
    CheckConstraint("standing in ('machine', 'accepted', 'corrected', 'rejected', 'added')"),
)  # fmt: skip
"""The current view, an event a row; rejected ones stay and are left out of what is found."""

PARTIES = Table(
    "parties", METADATA,
    Column("event", Integer, ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("side", String(1), primary_key=True, doc="a: actor, r: recipient"),
    Column("number", SmallInteger, primary_key=True),
    Column("country", String), Column("sector", String), Column("kind", String), Column("name", String),
    Column("person", String), Column("office", String), Column("text", String, nullable=False),
    Column("first", Integer), Column("last", Integer),
    Column("month", Integer, doc="of the event"), Column("type", String(10), doc="of the event"),
    Column("rejected", Boolean, nullable=False, doc="the event is"),
    Index("parties_country", "country", "month", "type", "event", "side", "rejected"),
    _some("parties_person", "person", "month", where="person IS NOT NULL"),
    _some("parties_name", "name", "month", where="person IS NOT NULL"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""The parties of the events."""

PAIRS = Table(
    "pairs", METADATA,
    Column("actor", String, primary_key=True), Column("recipient", String, primary_key=True),
    Column("event", Integer, ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("month", Integer), Column("type", String(10)), Column("score", Float),
    Index("pairs_event", "event"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Who acts on whom, by country code; a reciprocal event stands in both directions. Rejected events are left out."""


def _tally(name: str, *columns: str, month: bool = False) -> Table:
    keys = [Column(column, String, primary_key=True) for column in columns]
    months = [Column("month", Integer, primary_key=True, autoincrement=False)] if month else []
    return Table(name, METADATA, *months, *keys, Column("events", Integer, nullable=False), sqlite_with_rowid=False)


TALLIES = _tally("tallies", "type", "mode", "status", "certainty", "frame", "contexts", "standing")
"""How many events share all of these, kept by triggers; empty text is what is not known. In SQLite only.

To count a million events by two fields takes 0.1 to 0.2 s with an index over them, and 0.01 s from here.
"""

MONTHS = _tally("months", "type", "status", "standing", month=True)
"""The same month by month; 0: no date is known."""

STATEMENTS = Table(
    "statements", METADATA, _key(),
    Column("id", String(24), nullable=False, unique=True), Column("machine", String(24)),
    _ref("report", "reports"), _ref("reading", "readings"),
    Column("kind", String(10), nullable=False), Column("direct", Boolean, nullable=False),
    Column("speaker", String), Column("country", String), Column("sector", String), Column("person", String),
    Column("office", String), Column("cue", String), Column("start", Date), Column("place", String),
    Column("first", Integer, nullable=False), Column("last", Integer, nullable=False),
    Column("quote", Text, nullable=False), Column("parent", String(24)),
    Index("statements_report", "report"), Index("statements_country", "country"),
    Index("statements_start", "start"), _some("statements_person", "person", where="person IS NOT NULL"),
)  # fmt: skip
"""Who said what."""

PEOPLE = Table(
    "people", METADATA, _key(),
    Column("id", String(24), nullable=False, unique=True),
    Column("name", String, nullable=False), Column("folded", String, nullable=False, doc="as names are compared"),
    Column("country", String, doc="the first that a report gave"),
    Column("known", String, doc="name in the table of office-holders"),
    Column("entity", String, doc="id of the one imported entity that fits"),
    _ref("merged", "people", null=True),
    Column("first_seen", Date), Column("last_seen", Date),
    Column("reports", Integer, nullable=False, doc="0: merged into another, see `merged`, or split off whole"),
    Index("people_folded", "folded"), Index("people_country", "country"), Index("people_known", "known"),
    Index("people_entity", "entity"), Index("people_merged", "merged"),
)  # fmt: skip
"""Identities of people over all reports; those with reports are the people as they stand."""

SPELLINGS = Table(
    "spellings", METADATA,
    Column("person", Integer, ForeignKey("people.key", ondelete="CASCADE"), primary_key=True),
    Column("spelling", String, primary_key=True),
    Column("sounds", String, nullable=False, doc="its words as they sound, sorted"),
    Column("ends", String, nullable=False, doc="the same of the first and last word alone"),
    Column("surname", String, nullable=False, doc="the same of the word that people are called by"),
    Column("mentions", Integer, nullable=False),
    Index("spellings_sounds", "sounds"), Index("spellings_ends", "ends"), Index("spellings_surname", "surname"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Names under which an identity is found when a report names somebody."""

MENTIONS = Table(
    "mentions", METADATA, _key(), _ref("person", "people"), _ref("report", "reports"),
    Column("identity", Integer, ForeignKey("people.key"), nullable=False,
           doc="whom the rule or a split puts it to; `person` is the one whom that identity was merged into, if any"),
    Column("name", String, nullable=False), Column("country", String), Column("office", String),
    Column("title", String, doc="the office as offices are compared"),
    Column("spellings", String, nullable=False, doc="parted by tabs"), Column("on", Date, doc="when it was published"),
    Column("quote", Text, doc="the words that name person and office"), Column("first", Integer), Column("last", Integer),
    Index("mentions_person", "person", "on", "title", "country", "office", "report"),
    Index("mentions_identity", "identity"), Index("mentions_report", "report"),
    Index("mentions_title", "title", "country"),
)  # fmt: skip
"""A person in a report."""

APPEARANCES = Table(
    "appearances", METADATA,
    Column("person", Integer, ForeignKey("people.key", ondelete="CASCADE"), primary_key=True),
    Column("event", Integer, ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("start", Date, doc="of the event"),
    Index("appearances_start", "person", "start", "event"), Index("appearances_event", "event"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""The events that a person is a party to. Rejected events are left out."""

EPISODES = Table(
    "episodes", METADATA, _key(),
    Column("id", String(24), nullable=False, unique=True, doc="made from its earliest account's id"),
    Column("type", String(10)), Column("start", Date), Column("end", Date),
    Column("accounts", Integer, nullable=False, doc="events"),
    Column("independent", Integer, nullable=False, doc="accounts that are no copies of another"),
    Column("publications", Integer, nullable=False), Column("disputed", Boolean, nullable=False),
    Index("episodes_start", "start"), Index("episodes_accounts", "accounts"),
    Index("episodes_disputed", "key", sqlite_where=text("disputed = 1"), postgresql_where=text("disputed")),
)  # fmt: skip
"""What happened, told in one or more accounts."""

LINKS = Table(
    "links", METADATA,
    Column("event", Integer, ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("other", Integer, ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("score", Float, nullable=False), Column("reasons", String, nullable=False, doc="JSON"),
    Index("links_other", "other"), sqlite_with_rowid=False,
)  # fmt: skip
"""Why an account was put to an earlier one."""

TELLINGS = Table(
    "tellings", METADATA,
    Column("event", Integer, ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("words", Text, nullable=False, doc="stems of the sentence around its evidence, parted by spaces"),
    Column("within", Integer, doc="the event of the same report whose evidence holds its own"),
    Column("codes", Text, nullable=False, doc="of its traces, parted by tabs"),
    Column("days", String, nullable=False, doc="of its traces, parted by spaces"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""What an account is compared by besides its own row."""

GISTS = Table(
    "gists", METADATA,
    Column("report", Integer, ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("names", Text, nullable=False, doc="beginnings of the names it speaks of most, parted by spaces"),
)  # fmt: skip
"""What a report is about, to tell whether two reports follow one story."""

TRACES = Table(
    "traces", METADATA,
    Column("code", String, primary_key=True, doc="of a party, a pair of parties or a place"),
    Column("day", Integer, primary_key=True, doc="days since 1 January of the year 1; 0: not known", autoincrement=False),
    Column("event", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Where other accounts of an event are looked for. Rows are taken out by what `tellings` says: no index is spent on it."""

SHINGLES = Table(
    "shingles", METADATA,
    Column("band", BigInteger, primary_key=True, autoincrement=False, doc="hash of one band of a report's MinHash signature"),
    Column("report", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Where near-identical copies of a report are looked for. Bands of a text are known from the text: no index is spent on it."""

JUDGEMENTS = Table(
    "judgements", METADATA, _key(),
    Column("id", String(24), nullable=False, unique=True),
    Column("at", DateTime, nullable=False), Column("who", String, nullable=False), Column("why", Text),
    Column("subject", String(24), nullable=False, doc="id of the event, person or episode; of a new event: its own"),
    Column("kind", String(10), nullable=False, doc="event, person or episode"),
    Column("verdict", String(10), nullable=False, doc="accept, correct, reject, add, merge, split or undo"),
    Column("field", String), Column("value", Text, doc="JSON"),
    Column("identity", String, doc="of the report judged; null for people and episodes"),
    Column("evidence", Text, doc="the words judged, as they stood"),
    Column("other", String(24), doc="merge: the event it is the same as; split: the event it was parted from"),
    Column("seen", Text, doc="JSON: the event as the machine read it when it was judged"),
    Index("judgements_kind", "kind"),
    Index("judgements_subject", "subject"), Index("judgements_identity", "identity"), Index("judgements_who", "who"),
    CheckConstraint("verdict in ('accept', 'correct', 'reject', 'add', 'merge', 'split', 'undo')"),
)  # fmt: skip
"""What people said about what the machine read; rows are only ever added."""

ENTITIES = Table(
    "entities", METADATA, _key(),
    Column("id", String, nullable=False, unique=True), Column("schema", String, nullable=False),
    Column("caption", String, nullable=False),
    Column("countries", String, nullable=False, doc="ISO 3166-1 alpha-3, parted by spaces"),
    Column("names", Text, nullable=False, doc="folded, one a line"), Column("content", LargeBinary, nullable=False),
    Column("dataset", String, nullable=False),
)  # fmt: skip
"""FollowTheMoney entities that were imported."""

ALIASES = Table(
    "aliases", METADATA,
    Column("sounds", String, primary_key=True, doc="a name's words as they sound, sorted, as in spellings"),
    Column("entity", Integer, ForeignKey("entities.key", ondelete="CASCADE"), primary_key=True),
    Index("aliases_entity", "entity"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""The names of imported people."""


RELEASES = Table(
    "releases", METADATA, _key(),
    Column("name", String, nullable=False, unique=True), Column("made", DateTime, nullable=False),
    Column("counts", Text, nullable=False, doc="rows of each table and changes of each kind, as JSON"),
    Column("judgements", Integer, nullable=False, doc="key of the last judgement that it knew; 0: there was none"),
    Column("digest", String(64), nullable=False, doc="SHA-256 of its SHA256SUMS, by which a copy can be told"),
)  # fmt: skip
"""The record as it was published, by name."""

RELEASED = Table(
    "released", METADATA,
    Column("release", Integer, ForeignKey("releases.key"), primary_key=True),
    Column("event", String(24), primary_key=True),
    Column("report", Integer, nullable=False), Column("version", Integer, nullable=False, doc="of the report, by number"),
    Column("digest", String(38), nullable=False, doc="of the row as it was published, group of columns by group"),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Which events a release holds, and in which state."""

MARKS = Table("marks", METADATA, Column("name", String, primary_key=True), Column("value", String, nullable=False))
"""`format`: number of the last migration; `made_by`: the program that made the record."""
