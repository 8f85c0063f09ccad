"""The tables of an accounts file. Passwords, sessions and tokens stand in it only as hashes; times are seconds since 1970."""

import sqlalchemy as sa

VERSION = 1
"""Kept in the file's user_version."""
APPLICATION = 0x76726261
"""Kept in the file's application_id: a file that has another is not ours."""
META = sa.MetaData()

KEYS = sa.Table(
    "keys", META, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.LargeBinary, nullable=False)
)
"""Secrets that cookies are signed with."""

ACCOUNTS = sa.Table(
    "accounts", META,
    sa.Column("key", sa.Text, primary_key=True),  # the name as it is compared: folded
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("made", sa.Integer, nullable=False),
    sa.Column("closed", sa.Boolean, nullable=False, default=False),
)  # fmt: skip

SESSIONS = sa.Table(
    "sessions", META,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, sa.ForeignKey("accounts.key"), nullable=False, index=True),
    sa.Column("begun", sa.Integer, nullable=False),
    sa.Column("seen", sa.Integer, nullable=False),
)  # fmt: skip

TOKENS = sa.Table(
    "tokens", META,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, sa.ForeignKey("accounts.key"), nullable=False, index=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False, unique=True),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("made", sa.Integer, nullable=False),
    sa.Column("ends", sa.Integer, nullable=False),
    sa.Column("used", sa.Integer),
)  # fmt: skip

AUDIT = sa.Table(
    "audit", META,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("at", sa.Integer, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, default=""),
    sa.Column("address", sa.Text, nullable=False, default=""),
)  # fmt: skip
