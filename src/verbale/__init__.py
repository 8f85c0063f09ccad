"""Verbale reads reports on international affairs and writes their minutes.

A report goes in, a sourced record comes out: who did what to whom, when, where, according to whom, and
whether it happened, is planned, threatened, denied or only alleged.
"""

__version__ = "0.1.0"
