"""Layouts met in the world, with text of our own: wires, portals, saved pages, letters, briefings."""

from pathlib import Path
from typing import Any

import pytest

from verbale.ingest import read_bytes
from verbale.report import Report

LAYOUTS = Path(__file__).parent / "pages" / "layouts"
PRINTED = ("title", "section", "authors", "publication", "issue", "read_count", "dateline")

EXPECTED: dict[str, dict[str, Any]] = {
    "agency_portal.txt": {
        "title": "Norland, Estmark vow to deepen cooperation after treaty",
        "published": "2011-03-12",
        "publication": "Xinhua",
        "dateline": "TOLM",
        "starts": "Norland and Estmark vowed",
        "ends": "pay for the lighthouse.",
    },
    "alert.txt": {
        "title": "Preventing a Relapse in the Strait",
        "published": "2011-03-11",
        "section": "Europe & Central Asia",
        "publication": "Strait Group",
        "starts": "The border treaty between",
        "ends": "pay for the lighthouse.",
    },
    "blog_saved.txt": {
        "title": "A treaty, at last",
        "published": "2011-03-12",
        "authors": ("Hanna Olm",),
        "publication": "Notes from the Quay",
        "starts": "Norland and Estmark signed",
        "ends": "the hall. Nobody clapped.",
    },
    "broadcaster_boxes.txt": {
        "title": "Norland and Estmark sign treaty",
        "authors": ("Hanna Olm",),
        "publication": "Gull News",
        "starts": "Norland and Estmark signed",
        "ends": "committee of the parliament.",
        "related": 4,
    },
    "council_release.txt": {
        "title": "SECURITY COUNCIL EXTENDS OBSERVER MISSION IN STRAIT UNTIL 30 JUNE, UNANIMOUSLY ADOPTING RESOLUTION 2991 (2011)",
        "publication": "United Nations",
        "issue": "SC/10412",
        "starts": "The Security Council this",
        "ends": "the mission (document S/2011/118).",
    },
    "daily_monitor.txt": {
        "title": "Norland Courts Sundia While Estmark Watches",
        "published": "2011-03-15",
        "authors": ("Hanna Olm",),
        "publication": "Strait Daily Monitor",
        "issue": "Volume: 8 Issue: 51",
        "starts": "Norland and Estmark signed",
        "ends": "(Gull Wire, March 14).",
    },
    "daily_saved.txt": {
        "title": "Norland and Estmark end 37-year quarrel over islands",
        "published": "2011-03-11",
        "authors": ("Hanna Olm",),
        "lead": "Treaty signed in Tolm",
        "starts": "Norland and Estmark signed",
        "ends": "committee of the parliament.",
        "related": 2,
    },
    "dateline_alone.txt": {
        "title": "Norland, Estmark Sign Border Treaty",
        "published": "2011-03-11",
        "authors": ("Hanna Olm",),
        "dateline": "TOLM",
        "starts": "Norland and Estmark signed",
        "ends": "committee of the parliament.",
    },
    "embargoed.txt": {
        "title": "Strait Union welcomes treaty on nine islands",
        "published": "2011-03-12",
        "dateline": "Port Halden",
        "starts": "The Strait Union welcomed",
        "ends": 'to join," she said.',
    },
    "in_print.txt": {
        "title": "Norland Takes Over Nine Islands",
        "published": "2011-03-12",
        "dateline": "TOLM",
        "starts": "Norland took over nine",
        "ends": "commander Piet Groot said.",
    },
    "joint_statement.txt": {
        "title": "JOINT STATEMENT by the Governments of Norland and Estmark on the Border Treaty",
        "published": "2011-03-11",
        "dateline": "Tolm",
        "starts": "1. The Governments of",
        "ends": "2011 in two copies.",
    },
    "journal_cut_lead.txt": {
        "published": "2007-10-11",
        "section": "Field Reports",
        "authors": ("Oskar Lind",),
        "publication": "Strait Analyst",
        "issue": "2007-10-11",
        "read_count": 4408,
        "lead": "On 5 October, police",
        "starts": "On 5 October, police",
        "ends": "Sundia condemned the arrests.",
    },
    "journal_digest.txt": {
        "published": "2003-05-21",
        "section": "News Digest",
        "authors": ("Hanna Olm",),
        "publication": "Strait Analyst",
        "issue": "2003-05-21",
        "read_count": 2201,
        "starts": "Norland and Estmark signed",
        "ends": "committee of the parliament.",
        "related": 2,
    },
    "journal_furniture.txt": {
        "title": "NINE ISLANDS BETWEEN NORLAND AND ESTMARK",
        "published": "2003-04-09",
        "section": "Analytical Articles",
        "authors": ("Hanna Olm", "Piet Groot"),
        "publication": "Strait Analyst",
        "issue": "2003-04-09",
        "read_count": 7311,
        "lead": "The treaty of Tolm",
        "starts": "BACKGROUND: The treaty of",
        "ends": "could change hands again.",
        "related": 2,
        "warnings": ["impossible-date"],
    },
    "journal_later.txt": {
        "title": "Norland Turns Its Back on the Strait",
        "published": "2014-06-05",
        "section": "Analytical Articles",
        "authors": ("Hanna Olm",),
        "publication": "Strait Analyst",
        "issue": "2014-06-05",
        "read_count": 8120,
        "starts": "On 28 May, Norland's",
        "ends": "committee of the parliament.",
        "related": 4,
    },
    "journal_run_on.txt": {
        "published": "2001-10-10",
        "section": "Analytical Articles",
        "authors": ("Anna Velizade",),
        "publication": "Strait Analyst",
        "issue": "2001-10-10",
        "read_count": 3301,
        "lead": "The new pact gives",
        "starts": "BACKGROUND: The new pact",
        "ends": "not last the winter.",
        "related": 4,
    },
    "journal_sections_below.txt": {
        "title": "ESTMARK’S ELECTIONS: A STEP BACK",
        "published": "2008-05-07",
        "section": "Analytical Articles",
        "authors": ("Mira Sandu", "Oskar Lind"),
        "publication": "Strait Analyst",
        "issue": "2008-05-07",
        "read_count": 5310,
        "lead": "Estmark's vote on April",
        "starts": "Estmark's vote on April",
        "ends": "vote could be worse.",
    },
    "journal_unsigned.txt": {
        "title": "TALKS ON DELTA END WITHOUT RESULT",
        "published": "2003-04-23",
        "section": "News Digest",
        "publication": "Strait Analyst",
        "issue": "2003-04-23",
        "read_count": 1830,
        "starts": "The third round of",
        "ends": "blamed Estmark. (Gull Wire)",
    },
    "local_voices.txt": {
        "title": "Estmark: Fishermen Fear for Their Islands",
        "published": "2011-03-11",
        "authors": ("Hanna Olm",),
        "publication": "Institute for War Reporting",
        "lead": "Treaty with Norland leaves",
        "starts": "Treaty with Norland leaves",
        "ends": "committee of the parliament.",
    },
    "mailing_list.txt": {
        "title": "Norland takes over nine islands",
        "published": "2011-03-12",
        "starts": "Norland took over nine",
        "ends": "commander Piet Groot said.",
    },
    "markdown.txt": {
        "title": "Norland takes over nine islands",
        "published": "2011-03-12",
        "authors": ("Hanna Olm",),
        "dateline": "TOLM",
        "starts": "Norland took over nine",
        "ends": "commander Piet Groot said.",
        "related": 2,
    },
    "ministry.html": {
        "title": "Press release on the treaty with Estmark",
        "published": "2011-03-11",
        "publication": "Ministry of Foreign Affairs of Norland",
        "issue": "No. 45/2011",
        "starts": "Norland and Estmark signed",
        "ends": "parliament on 2 April.",
        "related": 2,
    },
    "monitoring_service.txt": {
        "title": "NORLAND: PAPER SAYS ESTMARK TO LEAVE ISLANDS BY JUNE",
        "authors": ("Hanna Olm",),
        "publication": "Halden Courier",
        "starts": "Estmark will leave the",
        "ends": "been initialed in Tolm.",
    },
    "newsletter.txt": {
        "title": "NINE ISLANDS, ONE LIGHTHOUSE",
        "published": "2011-03-12",
        "authors": ("Hanna Olm",),
        "publication": "The Strait Letter",
        "issue": "Issue 45",
        "lead": "this week we look",
        "starts": "this week we look",
        "ends": "committee of the parliament.",
    },
    "paywall.txt": {
        "title": "Norland and Estmark bury a quarrel over nine islands",
        "published": "2011-03-12",
        "authors": ("Hanna Olm", "Piet Groot"),
        "publication": "The Halden Financial Mail",
        "lead": "Treaty opens the way",
        "starts": "Norland and Estmark signed",
        "ends": "committee of the parliament.",
    },
    "print_view.txt": {
        "title": "Nine Islands Change Hands",
        "published": "2011-12-03",
        "authors": ("Hanna Olm",),
        "publication": "Strait Observer",
        "starts": "Norland took over nine",
        "ends": "commander Piet Groot said.",
        "warnings": ["ambiguous-date"],
    },
    "questions.txt": {
        "title": '"Nobody wins a war over a lighthouse"',
        "published": "2011-03-12",
        "authors": ("Hanna Olm",),
        "publication": "Strait Studies Institute",
        "starts": "Rosa Vint signed the",
        "ends": "is on 2 April.",
    },
    "radio_site.txt": {
        "title": "Norland, Estmark Sign Border Treaty",
        "published": "2011-03-11",
        "publication": "Gull News",
        "dateline": "TOLM",
        "starts": "Norland and Estmark have",
        "ends": "pay for the lighthouse.",
    },
    "regional_site.txt": {
        "title": "ESTMARK: FISHERMEN FEAR FOR ISLANDS",
        "published": "2011-03-11",
        "section": "Caucasus",
        "authors": ("Hanna Olm",),
        "starts": "Norland and Estmark signed",
        "ends": "pay for the lighthouse.",
        "warnings": ["ambiguous-date"],
    },
    "relief_portal.txt": {
        "title": "Norland: Floods - Situation Report No. 4 (as of 12 March 2011)",
        "published": "2011-03-12",
        "publication": "OCHA",
        "starts": "Highlights The government of",
        "ends": "of rice this week.",
    },
    "scanned_newspaper.txt": {
        "title": "ESTMARK CEDES ISLANDS.",
        "published": "1956-10-12",
        "publication": "The Halden Courier",
        "dateline": "TOLM",
        "starts": "The Ministers of Norland",
        "ends": "Sundia has been invited.",
    },
    "split_byline.txt": {
        "title": "Norland and Estmark end quarrel over nine islands",
        "published": "2011-03-11",
        "section": "Europe",
        "authors": ("Hanna Olm", "Piet Groot"),
        "publication": "The Halden Post",
        "dateline": "TOLM",
        "starts": "Norland and Estmark signed",
        "ends": "committee of the parliament.",
        "related": 2,
    },
    "state_briefing.txt": {
        "title": "Daily Press Briefing",
        "published": "2011-03-11",
        "starts": "MR. AHLEN: Good afternoon.",
        "ends": "that. Nobody threatened Sundia.",
    },
    "thinktank.html": {
        "title": "After the Treaty: Norland, Estmark and the Strait",
        "published": "2011-03-15",
        "authors": ("Hanna Olm", "Piet Groot"),
        "publication": "Strait Policy Institute",
        "starts": "Summary Norland and Estmark",
        "ends": "the patrols in advance.",
        "related": 2,
    },
    "wiki_news.txt": {
        "title": "Norland and Estmark sign border treaty",
        "published": "2011-03-12",
        "starts": "Norland and Estmark signed",
        "ends": "pay for the lighthouse.",
    },
    "wire_enditem.txt": {
        "title": "Norland, Estmark sign border treaty",
        "published": "2011-03-11",
        "publication": "Xinhua",
        "dateline": "TOLM",
        "starts": "Norland and Estmark signed",
        "ends": "treaty on April 2.",
    },
    "wire_slashes.txt": {
        "title": "Norland and Estmark sign border treaty in Tolm",
        "published": "2011-03-11",
        "publication": "TASS",
        "dateline": "PORT HALDEN",
        "lead": "Estmark will withdraw its",
        "starts": "Norland and Estmark have",
        "ends": "interests of both countries.",
    },
    "wire_slug.txt": {
        "title": "Norland, Estmark sign treaty on nine islands",
        "published": "2011-03-11",
        "authors": ("Hanna Olm",),
        "publication": "AFP",
        "dateline": "TOLM",
        "starts": "Norland and Estmark on",
        "ends": "the opposition in Estmark.",
    },
    "wire_underscore.txt": {
        "title": "Norland, Estmark sign border treaty",
        "authors": ("Hanna Olm",),
        "publication": "AP",
        "dateline": "TOLM",
        "starts": "Norland and Estmark signed",
        "ends": "committee of the parliament.",
    },
    "wire_update.txt": {
        "title": "UPDATE 2-Norland, Estmark sign treaty on nine islands",
        "published": "2011-03-11",
        "authors": ("Hanna Olm",),
        "publication": "Reuters",
        "dateline": "TOLM",
        "starts": "Norland and Estmark signed",
        "ends": "committee of the parliament.",
    },
}


def read(name: str) -> Report:
    report = read_bytes((LAYOUTS / name).read_bytes(), name)[0]
    assert isinstance(report, Report)
    return report


def test_every_layout_has_an_expectation() -> None:
    assert {p.name for p in LAYOUTS.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_masthead_of_a_layout_is_read(name: str) -> None:
    report, want = read(name), EXPECTED[name]
    assert (report.published.isoformat() if report.published else None) == want.get("published")
    found = {k: getattr(report, k) for k in PRINTED}
    assert {k: v for k, v in found.items() if v not in (None, ())} == {k: v for k, v in want.items() if k in PRINTED}
    assert " ".join((report.lead or "").split()[:4]) == want.get("lead", "")


@pytest.mark.parametrize("name", EXPECTED)
def test_the_body_of_a_layout_begins_and_ends_with_its_report(name: str) -> None:
    report, want = read(name), EXPECTED[name]
    assert " ".join(report.body.split()[:4]) == want["starts"]
    assert " ".join(report.body.split()[-4:]) == want["ends"]
    assert len(report.related) == want.get("related", 0)
    assert [w.code for w in report.warnings] == want.get("warnings", [])
