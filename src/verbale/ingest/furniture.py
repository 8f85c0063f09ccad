"""What a page carries besides its report: share buttons, sign-up lines, boxes, notices.

Every pattern must match a whole line (or its fixed opening words), so that a sentence of the report that merely
mentions a newsletter or a photo stays.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from .words import word_set


def _any(alternatives: Iterable[str], tail: str = "$") -> re.Pattern[str]:
    return re.compile(r"^\W*(?:" + "|".join(alternatives) + ")" + tail, re.IGNORECASE)


RELATED_HEAD = _any(
    (
        r"visit also", r"see also", r"more (?:on|in|from|by|about)\b.{0,60}",
        r"also by (?:this|the same|our) (?:writer|author|correspondent)s?",
        r"also (?:on|in) (?:this|our|the) (?:site|section|issue|news|edition|series|paper)", r"also (?:read|see)",
        r"read (?:also|next|more|this next)",
        r"more (?:stories|news|articles|coverage|like this|publications|posts|reports|reading)",
        r"related(?: (?:internet |external )?(?:sites|articles?|stories|story|"
        r"posts?|content|items?|topics?|news|publications?|"
        r"reading|"
            r"links?|coverage|reports?|"
        r"documents?|materials?|pages?|resources))?",
        r"you (?:may|might|could) (?:also )?(?:like|enjoy|be interested in)(?: these| this)?",
        r"recommended(?: (?:for you|reading|articles|stories))?",
        r"(?:the )?latest(?: (?:news|stories|articles|posts|publications|reports))?",
        r"latest (?:from|in|on)\b.{0,60}", r"most (?:read|popular|viewed|shared|commented|recent)(?: .{0,30})?",
        r"(?:staff|recent|other|our|new|selected|further|featured|latest|popular) "
        r"(?:publications?|articles?|posts|papers|reports?|reading|books|stories|news|analys[ei]s|entries)",
        r"publications", r"further reading", r"trending(?: now)?", r"top stories",
        r"editors?['’]?s?['’]? (?:picks?|choice)",
        r"don['’]t miss(?: this)?", r"in other news", r"(?:previous|next) (?:article|post|story)s?",
        r"elsewhere on (?:the|this) .{0,30}",
        r"from (?:our|the|this) (?:\w+ )?(?:contributors?|authors?|writers?|archives?|staff|desk|vault|series|library)",
        r"top \w+ stories", r"[\w-]+-related (?:articles|stories|news)", r"related (?:research|analysis|commentary|work|briefs?|papers?)",
        r"keep reading", r"what (?:to|you can) read next", r"in this (?:series|issue|section)",
    ),
    r"\s*(?:[:»>…]|\.{3})?\s*$",
)  # fmt: skip
"""The heading over a list of other publications."""

RELATED_INLINE = _any(
    (
        r"read (?:also|more|next)\s?:", r"also read\s?:?",
        r"related(?: (?:internet |external )?(?:sites|articles?|story|stories|reading|news))?\s?:",
        r"see also\s?:",
        r"more\s?:", r"watch(?: also)?\s?:", r"listen(?: also)?\s?:", r"recommended\s?:", r"don['’]t miss\s?:",
        r"further reading\s?:",
        r"also by (?:this|the same|our) (?:writer|author|correspondent)s?\s?:",
        r"(?:(?:other|more|further) )?(?:essays|articles|stories|books|pieces|works|posts|columns) by (?:this|the|our)(?: same)? \w+\s?:",
        r"(?:more|also) (?:on|from|about|by)\b[^:.]{1,40}:",
        r"(?:previous|next) (?:article|post|story)\s?:?",
    ),
    r"\s*(?P<title>\S.{2,200})$",
)  # fmt: skip
"""A single line inside the report that points to another one."""

END_HEAD = _any(
    (
        r"(?:reader )?comments?(?: \(\d+\))?", r"\d+ (?:comments?|responses?|replies|thoughts on .+)",
        r"leave a (?:comment|reply)", r"(?:post|add|write) a comment",
        r"join the (?:conversation|discussion|debate)", r"what do you think\?",
        r"about the (?:authors?|writers?|editor|publication|organi[sz]ation|newspaper)",
        r"authors?['’]?s?['’]? (?:bio|biography|note|information|profile)s?", r"about us",
        r"contacts?(?: us| information| details)?",
        r"(?:media|press) (?:contacts?|enquiries|inquiries|office)", r"disclaimer", r"copyright(?: notice)?",
        r"(?:foot|end)?notes", r"topics", r"sources", r"(?:our )?mailing address(?: is)?", r"references", r"bibliography", r"works cited", r"notes to (?:the )?editors?",
        r"site ?map", r"quick links", r"useful links", r"navigation", r"categories", r"archives?", r"privacy policy",
        r"cancel reply", r"our partners", r"(?:write|send) (?:us )?a letter(?: to the editor)?",
    ),
    r"\s*:?\s*$",
)  # fmt: skip
"""A heading after which the report does not come back."""

END_LINE = _any(
    (
        r"about the authors?\s?:", r"authors?['’]?s?['’]? (?:bio|biography|note)s?\s?[:.–—-]",
        r"(?:media|press) contacts?\s?:",
        r"for (?:more|further|additional|media|press) (?:information|details|inquiries|enquiries|queries)[, "
            r"].{0,80}\b(?:contact|visit|call|write|e-?mail|see)\b",
        r"notes? to (?:the )?editors?\s?:", r"contacts?\s?:",
        r"(?-i:A(?:bout|BOUT) (?:the )?[A-Z][\w&'’-]*(?: (?:of|the|for|and|&|[A-Z][\w&'’-]*)){0,7}):?\s*$",
    ),
    "",
)  # fmt: skip
"""A line that opens what follows a finished report."""

END_MARK = re.compile(
    r"^\[?(?:#{2,}|-\s?30\s?-|[-–—*\s]*ends?[-–—*\s]*\.?|[-–—]{1,2}\s?ENDS\s?[-–—]{0,2}|x{3,})\]?$", re.IGNORECASE
)
"""The mark that ends a press release or wire story."""

BUTTON_WORD = re.compile(
    r"share|tweet|mail|print|save|like|pin|send|bookmark|link|whatsapp|facebook|twitter|telegram|reddit|instagram|youtube|rss|pdf|comment|"
    r"listen|menu|search|home|log|sign|register|subscribe|donate|follow|adv|sponsor|promot|loading|skip|next|prev|back|accept|reject|decline|"
    r"manage|settings|font|close|more",
    re.IGNORECASE,
)

NOTICE = _any(
    (
        r"(?:sign up|subscribe|register)\b(?=.{0,200}\b(?:news|updates?|events?|newsletter|alerts?|daily|"
            r"weekly|e-?mail|mailing list|briefings?|inbox|free|bulletin|digest|access)\b)",
        r"(?:get|receive) (?:our|the|daily|weekly|breaking|free)\b(?=.{0,120}\b(?:news|newsletter|updates|"
            r"alerts|inbox|e-?mail|digest)\b)",
        r"(?:follow|join|find|like) (?:us|our|[A-Z]\w+) on\b", r"download (?:our|the) (?:free )?(?:app|pdf|report)\b",
        r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies",
        r"by (?:continuing|using|clicking|browsing)\b.{0,120}\b(?:cookies|agree|consent|terms)\b",
        r"(?:this (?:web)?site|we) (?:stores?|collects?)\b.{0,80}\bcookies\b",
        r"cookies? (?:help|policy|notice|preferences|settings)\b",
        r"your (?:email address|e-mail|browser)\b", r"(?:please )?(?:enable|turn on) javascript",
        r"skip to (?:main )?(?:content|navigation)",
        r"(?:article|story|advertisement) continues (?:below|after)", r"continue reading(?: below)?\W*$",
        r"click here\b", r"tap here\b",
        r"share (?:this|on|via|with|it)\b.{0,60}$", r"tweet this\b",
        r"(?:print|e-?mail) (?:this|article|page)\b.{0,30}$",
        r"(?:tags?|tagged(?: (?:under|with|in))?|keywords|topics?|filed under|labels?)\s?(?::|(?=\bunder|"
            r"with\b)).{0,300}$",
        r"tagged (?:under|with|in|as)\b.{0,200}$",
        r"(?:copyright|\(c\)|©|ⓒ)",
        r"you (?:are|were|have) (?:receiv|read|on|subscrib)\w*\b.{0,60}\b(?:list|edition|e-?mail|because|newsletter|version)\b",
        r"you (?:receive|received|get|got) (?:it|this|our)\b.{0,60}\bbecause\b",
        r"to (?:un)?subscribe\b", r"unsubscribe\b.{0,120}$", r"(?:subscription|advertising) (?:enquir|inquir|rate)\w+\b.{0,120}$",
        r"(?:next|previous) (?:issue|edition)\s?:", r"(?:proudly )?powered by\b.{0,160}$", r"jcomments$", r"tags?$", r"attachments?$",
        r"(?:view|read|open) this (?:e-?mail|message|newsletter)\b.{0,60}$", r"if (?:a friend|someone) forwarded\b",
        r"want to change how you receive\b", r"you can (?:update|change) your (?:preferences|subscription)\b",
        r"you have \d+ (?:free )?(?:articles?|stories)\b", r"to (?:continue|keep) reading\b",
        r"please (?:do not|don['’]t) (?:cut|copy|reproduce|reply|redistribute)\b", r"reuse this content\b",
        r"1 ?= ?[\d.,]+ .{0,60}$",
        r".{0,120}\((?:left|right|cent(?:er|re)|far left|far right|file photo)\).{0,120}$",
        r"like .{2,40} on facebook\b", r"today['’]s coverage from\b", r".{0,120}\bfollow @\w+\W*$", r"editor['’]?s['’]? note\s?:",
        r"this (?:article|story|post) is (?:more than )?\d+ \w+ old\W*$",
        r"this (?:interview|conversation|transcript|q&a) (?:has been|was|is)\b.{0,40}\b(?:edited|condensed|shortened|translated)\b",
        r"this (?:page|article) (?:has been|is|was) (?:automatically )?archived\b",
        r"\((?:adds?|updates?|updating|recasts?|corrects?|writes? through|refiles?|changes?|new throughout|releads?)\b[^)]{0,160}\)?$",
        r"attention\s?[-–:].{0,80}$", r"\(\(.{0,160}\)\)$",
        r"(?:about )?\d+ (?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?) ago$",
        r".{0,240}\bcontributed (?:to (?:this|the) (?:report|story|article|reporting)|reporting)\b.{0,80}$",
        r"from \w+, the free\b.{0,60}$", r"download\b.{0,60}$",
        r"(?:(?:primary|other|affected) countr(?:y|ies)|(?:content )?format|disaster(?: type)?|language|glide)\s?:.{0,120}$",
        r".{0,120}\b(?:tel|fax|phone)\b\.?\s?:?\s?\+?\d[\d() -]{4,}", r"zczc\b.{0,80}$", r"nnnn$", r"bc-[\w/-]{2,40}[ ,].{0,60}$",
        r"(?:corrections? to )?an earlier version of this\b", r"corrections? to an earlier\b",
        r"this (?:article|post|story|page|piece) (?:has been|was) (?:updated|amended|corrected|edited|changed)\b",
        r"(?:previous|next) \w+ (?:previous|next) \w+\W*$", r"text licensed\b.{0,80}$", r"print(?:er)?[- ]friendly\b.{0,60}$",
        r"(?:reuse|reprints?|syndication|corrections? desk)\s?:", r"best viewed (?:at|in|with)\b", r"you are visitor\b",
        r"reproduc(?:tion|ed) (?:by|only|without|in whole|with)\b.{0,120}$", r"pages? \d+(?:\s*[/|]\s*\d+)+$",
        r"(?:may be|please) (?:forward|reproduc|redistribut|quot)\w+\b.{0,80}$", r".{0,120}all rights reserved", r"(?:all )?rights reserved",
        r"(?:photos?|image|picture|photograph|file photo|credit|photo credit|image credit|foto|illustration|"
            r"map|graphic)(?: by| courtesy(?: of)?)?\s?:.{0,160}$",
        r"(?:photo|image|photograph)s? (?:by|courtesy)\b.{0,120}$",
        r"(?:screen ?shot|img|image|dsc)[ _-]?\d[\w .:-]{0,60}$",
        r"rate this (?:item|article|post|story)\b.{0,60}$", r"\(?\s*\d+ votes?\s*\)?$",
        r"be the first to (?:comment|like|rate)\b.{0,40}$",
        r"(?:decrease|increase|reset) font size\b.{0,60}$", r"font size\b.{0,60}$",
        r"(?:\d+ )?(?:min(?:ute)?s?)[ -]read\W*$", r"(?:estimated )?reading time\b.{0,30}$",
        r"(?:back|go) to (?:the )?(?:top|home(?:page)?|list|news)\W*$",
        r"(?:terms (?:of|and) (?:use|service|conditions)|privacy policy)\b.{0,120}$",
        r"(?:support|donate to|help) (?:us|our|independent)\b(?=.{0,80}\b(?:journalism|reporting|work|site|newsroom))",
        r"become a (?:member|subscriber|supporter|patron)\b.{0,120}$",
        r"(?:already )?a subscriber\?", r"(?:log|sign) in (?:to|or)\b.{0,80}$",
        r"this (?:article|content|story) is (?:for|only available to) subscribers",
        r"page \d+(?: of \d+)?$", r"\d+ of \d+$", r"if you (?:enjoyed|liked) this\b",
        r"have (?:a|something to|you got a) (?:tip|news tip|story)\b.{0,120}$",
        r"(?:your|a) (?:support|donation) (?:helps|makes|keeps)\b.{0,160}$", r"https?://\S+$", r"www\.\S+$",
        r"\S+@\S+\.\w{2,}$",
        r"(?:e-?mail|tel(?:ephone)?|phone|fax|mobile|website|web|twitter|facebook)\s?[:.]\s?\S.{0,100}$",
        r"view (?:all|more|comments|gallery|original)\b.{0,60}$",
        r"(?:this (?:story|article|post|piece|text|report|commentary)|it) (?:was |has been )?(?:originally|"
            r"first) (?:appeared|published|posted)\b.{0,200}$",
        r"this (?:situation )?(?:report|update|bulletin|sitrep|document) (?:is|was|has been) (?:produced|"
            r"issued|prepared|published|compiled|released) by\b",
        r"originally published\b.{0,160}$", r"re-?published (?:with|from|by|under)\b.{0,160}$",
        r"the (?:views|opinions)(?: and (?:views|opinions))? (?:expressed|in this|presented|contained)\b.{0,400}$",
        r"our standards\s?:.{0,80}$", r"for information (?:media|only)\b.{0,80}$",
        r"not an official (?:record|document)\W*$",
        r"this (?:report|article|text|material|statement) does not (?:necessarily )?(?:reflect|represent)\b.{0,200}$",
        r"image (?:source|caption)\b.{0,120}$", r".{0,80}\bis not responsible for the content\b.{0,80}$",
        r"your (?:tax|gift|support|donation|contribution)\b.{0,60}\b(?:helps?|makes|keeps|allows|deductible)\b.{0,99}$",
        r"themes?(?:\(s\))?\s?:.{0,160}$",
        r"[a-z]{2,3}(?:/[a-z]{2,3}){1,3}$",
        r"(?:edited|translated|compiled) by [A-Z].{0,80}$", r"(?:more in this category|related items)\b.{0,300}$",
        r"\[\s*(?:…|\.{3}|&hellip;)\s*\]$",
    ),
    "",
)  # fmt: skip
"""A line that addresses the reader of the page or owns it, not the reader of the report."""

ABOUT_PUBLICATION = re.compile(
    r"^(?P<name>(?:The )?[A-Z][\w&.,'’ –-]{2,80}?) is (?:a|an|the)\b[^.]{0,120}?\b(?:publication|"
    r"newspaper|(?:bi)?(?:daily|weekly|monthly|quarterly)|news ?wire|news (?:agency|service|site|outlet|"
    r"website|organi[sz]ation|magazine|portal)|magazine|journal|newsletter|bulletin|website|web site|"
    r"think[- ]tank|(?:not[- ]for|non)-?profit|broadcaster|charity|"
    r"research (?:institute|cent(?:er|re)|organi[sz]ation)|policy (?:institute|cent(?:er|re)))\b"
)
"""A sentence that introduces the outlet itself; furniture only where it trails the report."""

SLUG = re.compile(r"^(?=.{12})[\w'’.]+(?:[-/,][\w'’.]+){2,}$")
"""A wire's key words in one piece, as in "Norland-Estmark-diplomacy,lead"."""
MOST_WORDS = 60
MOST_CHARACTERS = 600
QUOTED_WORDS = 4
"""No notice is longer; a longer paragraph is always read."""


@lru_cache(maxsize=2048)
def is_furniture(line: str) -> bool:
    """Whether a whole line belongs to the page and not to the report, wherever it stands."""
    if len(line) > MOST_CHARACTERS:
        return False
    words = line.split()
    if not any(ch.isalpha() for ch in line) or _is_navigation(line):
        return True
    if len(words) == 1 and SLUG.match(line):
        return True
    if len(words) > MOST_WORDS or (len(words) > QUOTED_WORDS and line[0] in "\"“‘«'"):
        return False
    if len(words) <= 14 and BUTTON_WORD.search(line) and _only_buttons(words):  # buttons in a row
        return True
    return bool(NOTICE.match(line))


def _is_navigation(line: str) -> bool:
    """Whether a line is a menu such as "About us | Contact | Privacy"."""
    pieces = re.split(r"\s*[|•·]\s*", line)
    return len(pieces) > 2 and all(len(p.split()) <= 3 and not any(ch.isdigit() for ch in p) for p in pieces)


BUTTON_WORDS = word_set(
    """
    share tweet email e-mail mail print save like pin send bookmark copy link whatsapp facebook twitter x
    telegram linkedin reddit pinterest instagram youtube threads bluesky messenger viber vk pdf rss comment
    comments listen gift more ok close menu search home login log in sign register subscribe donate follow
    advertisement ad advert sponsored promoted loading skip next previous prev back top accept reject decline
    all sponsor printable version manage settings cookie cookies font size decrease increase this on via to the page article story a
    friend button us and or
    """
)


def _only_buttons(words: list[str]) -> bool:
    bare = [w.strip("«»<>|/·•:,&+.()[]-…").lower() for w in words]
    return all(not w or w.isdigit() or w in BUTTON_WORDS for w in bare)


def ends_report(line: str) -> bool:
    """Whether the report is over before this line."""
    line = line[:MOST_CHARACTERS]
    if len(line.split()) <= 8 and (END_HEAD.match(line) or END_MARK.match(line)):  # a heading
        return True
    return bool(END_LINE.match(line))


def opens_related(line: str) -> bool:
    """Whether this line heads a list of other publications."""
    return (
        len(line) <= MOST_CHARACTERS
        and len(line.split()) <= 10
        and not line.endswith((".", ",", ";", "-"))
        and bool(RELATED_HEAD.match(line))
    )  # a heading
