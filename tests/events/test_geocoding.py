"""Where events happened and which words name places, on parses written out here: no model is needed."""

import pytest

from verbale.cast import Cast, Mention, Party
from verbale.events.geocoding import Geocoding, by_word, place_of
from verbale.events.toponyms import find_places
from verbale.gazetteer import Gazetteer
from verbale.reading import Name, NameLabel, Reading, Sentence, Token

# Names as label:first-last, then word by word: word/lemma/part of speech/Penn tag/head/relation.
PARSES = {
    "The foreign ministers of Iran and Turkey met in Tbilisi on Monday.": (
        "LOC:4-5 LOC:6-7 LOC:9-10",
        """
        The/the/DET/DT/2/det foreign/foreign/ADJ/JJ/2/amod ministers/minister/NOUN/NNS/7/nsubj
        of/of/ADP/IN/4/case Iran/Iran/PROPN/NNP/2/nmod and/and/CCONJ/CC/6/cc Turkey/Turkey/PROPN/NNP/4/conj
        met/meet/VERB/VBD/7/root in/in/ADP/IN/9/case Tbilisi/Tbilisi/PROPN/NNP/7/obl on/on/ADP/IN/11/case
        Monday/Monday/PROPN/NNP/7/obl ././PUNCT/./7/punct
        """,
    ),
    "Visits to Baku by two envoys took place last week.": (
        "LOC:2-3",
        """
        Visits/visit/NOUN/NNS/6/nsubj to/to/ADP/IN/2/case Baku/Baku/PROPN/NNP/0/nmod by/by/ADP/IN/5/case
        two/two/NUM/CD/5/nummod envoys/envoy/NOUN/NNS/6/nsubj took/take/VERB/VBD/6/root
        place/place/NOUN/NN/6/obj last/last/ADJ/JJ/9/amod week/week/NOUN/NN/6/obl:unmarked
        ././PUNCT/./6/punct
        """,
    ),
    "The document signed in Baku provides for cooperation.": (
        "PER:4-5",
        """
        The/the/DET/DT/1/det document/document/NOUN/NN/5/nsubj signed/sign/VERB/VBN/1/acl
        in/in/ADP/IN/2/compound:prt Baku/Baku/PROPN/NNP/2/obl provides/provide/VERB/VBZ/5/root
        for/for/ADP/IN/7/case cooperation/cooperation/NOUN/NN/5/obl ././PUNCT/./5/punct
        """,
    ),
    "The two sides signed an agreement in Geneva on troops.": (
        "LOC:7-8",
        """
        The/the/DET/DT/2/det two/two/NUM/CD/2/nummod sides/side/NOUN/NNS/3/nsubj signed/sign/VERB/VBD/3/root
        an/a/DET/DT/5/det agreement/agreement/NOUN/NN/3/obj in/in/ADP/IN/7/case
        Geneva/Geneva/PROPN/NNP/5/nmod on/on/ADP/IN/9/case troops/troops/NOUN/NNS/5/nmod ././PUNCT/./3/punct
        """,
    ),
    "Moscow said that it would withdraw its soldiers.": (
        "LOC:0-1",
        """
        Moscow/Moscow/PROPN/NNP/1/nsubj said/say/VERB/VBD/1/root that/that/SCONJ/IN/5/mark
        it/it/PRON/PRP/5/nsubj would/would/AUX/MD/5/aux withdraw/withdraw/VERB/VB/1/ccomp
        its/its/PRON/PRP$/7/nmod:poss soldiers/soldier/NOUN/NNS/5/obj ././PUNCT/./1/punct
        """,
    ),
    "Talks between the rebels and the army were held in Addis Ababa.": (
        "ORG:10-12",
        """
        Talks/talk/NOUN/NNS/8/nsubj:pass between/between/ADP/IN/3/case the/the/DET/DT/3/det
        rebels/rebel/NOUN/NNS/0/nmod and/and/CCONJ/CC/6/cc the/the/DET/DT/6/det army/army/NOUN/NN/3/conj
        were/be/AUX/VBD/8/aux:pass held/hold/VERB/VBN/8/root in/in/ADP/IN/10/case
        Addis/Addis/PROPN/NNP/8/obl Ababa/Ababa/PROPN/NNP/10/flat ././PUNCT/./8/punct
        """,
    ),
    "Rebels attacked a convoy near the town of Gali in Abkhazia.": (
        "LOC:8-9 LOC:10-11",
        """
        Rebels/rebel/NOUN/NNS/1/nsubj attacked/attack/VERB/VBD/1/root a/a/DET/DT/3/det
        convoy/convoy/NOUN/NN/1/obj near/near/ADP/IN/6/case the/the/DET/DT/6/det town/town/NOUN/NN/3/nmod
        of/of/ADP/IN/8/case Gali/Gali/PROPN/NNP/6/nmod in/in/ADP/IN/10/case
        Abkhazia/Abkhazia/PROPN/NNP/6/nmod ././PUNCT/./1/punct
        """,
    ),
    "Troops shelled the village of Botlikh.": (
        "LOC:5-6",
        """
        Troops/troops/NOUN/NNS/1/nsubj shelled/shell/VERB/VBD/1/root the/the/DET/DT/3/det
        village/village/NOUN/NN/1/obj of/of/ADP/IN/5/case Botlikh/Botlikh/PROPN/NNP/3/nmod
        ././PUNCT/./1/punct
        """,
    ),
    "Russia denied that its aircraft had bombed villages in the Pankisi Gorge.": (
        "LOC:0-1 LOC:10-12",
        """
        Russia/Russia/PROPN/NNP/1/nsubj denied/deny/VERB/VBD/1/root that/that/SCONJ/IN/6/mark
        its/its/PRON/PRP$/4/nmod:poss aircraft/aircraft/NOUN/NN/6/nsubj had/have/AUX/VBD/6/aux
        bombed/bomb/VERB/VBN/1/ccomp villages/village/NOUN/NNS/6/obj in/in/ADP/IN/11/case
        the/the/DET/DT/11/det Pankisi/Pankisi/PROPN/NNP/11/compound Gorge/Gorge/PROPN/NNP/6/obl
        ././PUNCT/./1/punct
        """,
    ),
    "Officials in Washington said Iran had tested a missile.": (
        "LOC:2-3 LOC:4-5",
        """
        Officials/official/NOUN/NNS/3/nsubj in/in/ADP/IN/2/case Washington/Washington/PROPN/NNP/0/nmod
        said/say/VERB/VBD/3/root Iran/Iran/PROPN/NNP/6/nsubj had/have/AUX/VBD/6/aux
        tested/test/VERB/VBN/3/ccomp a/a/DET/DT/8/det missile/missile/NOUN/NN/6/obj ././PUNCT/./3/punct
        """,
    ),
    "In Vienna, the envoys met their counterparts and signed two protocols.": (
        "LOC:1-2",
        """
        In/in/ADP/IN/1/case Vienna/Vienna/PROPN/NNP/5/obl ,/,/PUNCT/,/1/punct the/the/DET/DT/4/det
        envoys/envoy/NOUN/NNS/5/nsubj met/meet/VERB/VBD/5/root their/their/PRON/PRP$/7/nmod:poss
        counterparts/counterpart/NOUN/NNS/5/obj and/and/CCONJ/CC/9/cc signed/sign/VERB/VBD/5/conj
        two/two/NUM/CD/11/nummod protocols/protocol/NOUN/NNS/9/obj ././PUNCT/./5/punct
        """,
    ),
    "The ceasefire was signed at a ceremony in Lusaka, Zambia.": (
        "LOC:8-9 LOC:10-11",
        """
        The/the/DET/DT/1/det ceasefire/ceasefire/NOUN/NN/3/nsubj:pass was/be/AUX/VBD/3/aux:pass
        signed/sign/VERB/VBN/3/root at/at/ADP/IN/6/case a/a/DET/DT/6/det ceremony/ceremony/NOUN/NN/3/obl
        in/in/ADP/IN/8/case Lusaka/Lusaka/PROPN/NNP/6/nmod ,/,/PUNCT/,/10/punct
        Zambia/Zambia/PROPN/NNP/8/nmod:unmarked ././PUNCT/./3/punct
        """,
    ),
    "The Geneva talks collapsed on Friday.": (
        "LOC:1-2",
        """
        The/the/DET/DT/2/det Geneva/Geneva/PROPN/NNP/2/compound talks/talk/NOUN/NNS/3/nsubj
        collapsed/collapse/VERB/VBD/3/root on/on/ADP/IN/5/case Friday/Friday/PROPN/NNP/3/obl
        ././PUNCT/./3/punct
        """,
    ),
    "Talks on Kosovo resumed.": (
        "LOC:2-3",
        """
        Talks/talk/NOUN/NNS/3/nsubj on/on/ADP/IN/2/case Kosovo/Kosovo/PROPN/NNP/0/nmod
        resumed/resume/VERB/VBD/3/root ././PUNCT/./3/punct
        """,
    ),
    "Troops withdrew from Gori.": (
        "PER:3-4",
        """
        Troops/troops/NOUN/NNS/1/nsubj withdrew/withdraw/VERB/VBD/1/root from/from/ADP/IN/3/case
        Gori/Gori/PROPN/NNP/1/obl ././PUNCT/./1/punct
        """,
    ),
    "Turkish soldiers killed three militants in Iraqi territory.": (
        "MISC:0-1 MISC:6-7",
        """
        Turkish/Turkish/ADJ/JJ/1/amod soldiers/soldier/NOUN/NNS/2/nsubj killed/kill/VERB/VBD/2/root
        three/three/NUM/CD/4/nummod militants/militant/NOUN/NNS/2/obj in/in/ADP/IN/7/case
        Iraqi/Iraqi/ADJ/JJ/7/amod territory/territory/NOUN/NN/2/obl ././PUNCT/./2/punct
        """,
    ),
    "Germany hosted peace talks on Sudan.": (
        "LOC:0-1 LOC:5-6",
        """
        Germany/Germany/PROPN/NNP/1/nsubj hosted/host/VERB/VBD/1/root peace/peace/NOUN/NN/3/compound
        talks/talk/NOUN/NNS/1/obj on/on/ADP/IN/5/case Sudan/Sudan/PROPN/NNP/3/nmod ././PUNCT/./1/punct
        """,
    ),
    "Gunmen kidnapped four aid workers in northern Mali on Tuesday.": (
        "LOC:7-8",
        """
        Gunmen/gunman/NOUN/NNS/1/nsubj kidnapped/kidnap/VERB/VBD/1/root four/four/NUM/CD/4/nummod
        aid/aid/NOUN/NN/4/compound workers/worker/NOUN/NNS/1/obj in/in/ADP/IN/7/case
        northern/northern/ADJ/JJ/7/amod Mali/Mali/PROPN/NNP/4/nmod on/on/ADP/IN/9/case
        Tuesday/Tuesday/PROPN/NNP/1/obl ././PUNCT/./1/punct
        """,
    ),
    "Yerevan rejected the proposal made by Baku.": (
        "LOC:0-1 PER:6-7",
        """
        Yerevan/Yerevan/PROPN/NNP/1/nsubj rejected/reject/VERB/VBD/1/root the/the/DET/DT/3/det
        proposal/proposal/NOUN/NN/1/obj made/make/VERB/VBN/3/acl by/by/ADP/IN/6/case
        Baku/Baku/PROPN/NNP/4/obl:agent ././PUNCT/./1/punct
        """,
    ),
    "The United States imposed sanctions on North Korea.": (
        "LOC:1-3 LOC:6-8",
        """
        The/the/DET/DT/2/det United/United/ADJ/NNP/2/amod States/State/PROPN/NNPS/3/nsubj
        imposed/impose/VERB/VBD/3/root sanctions/sanction/NOUN/NNS/3/obj on/on/ADP/IN/7/case
        North/North/PROPN/NNP/7/compound Korea/Korea/PROPN/NNP/4/nmod ././PUNCT/./3/punct
        """,
    ),
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def reading_of(text: str) -> Reading:
    names, words = PARSES[text]
    return built(text, words, names)


def built(text: str, words: str, names: str = "") -> Reading:
    tokens, at = [], 0
    for i, word in enumerate(words.split()):
        form, lemma, upos, xpos, head, dep = word.rsplit("/", 5)
        start = text.index(form, at)
        at = start + len(form)
        tokens.append(Token(i, form, start, at, lemma, upos, xpos, "_", int(head), dep, 0))
    children = tuple(tuple(t.i for t in tokens if t.head == i and t.i != i) for i in range(len(tokens)))
    root = next(t.i for t in tokens if t.dep == "root")
    return Reading(
        text=text, tokens=tuple(tokens), children=children,
        sentences=(Sentence(0, len(tokens), 0, len(text), root, 0),),
        names=tuple(name_of(tokens, text, *name.split(":")) for name in names.split()),
    )  # fmt: skip


def name_of(tokens: list[Token], text: str, label: NameLabel, words: str) -> Name:
    first, last = map(int, words.split("-"))
    start, end = tokens[first].start, tokens[last - 1].end
    return Name(first, last, start, end, text[start:end], label)


def word(reading: Reading, text: str) -> int:
    return next(t.i for t in reading.tokens if t.text == text)


@pytest.mark.parametrize(
    ("text", "trigger", "name", "phrase"),
    [
        ("The foreign ministers of Iran and Turkey met in Tbilisi on Monday.", "met", "Tbilisi", "Tbilisi"),
        ("Visits to Baku by two envoys took place last week.", "Visits", "Baku", "Baku"),
        ("The document signed in Baku provides for cooperation.", "signed", "Baku", "Baku"),
        ("The two sides signed an agreement in Geneva on troops.", "signed", "Geneva", "Geneva"),
        ("Moscow said that it would withdraw its soldiers.", "said", None, None),
        ("Talks between the rebels and the army were held in Addis Ababa.", "Talks", "Addis Ababa", "Addis Ababa"),
        ("Rebels attacked a convoy near the town of Gali in Abkhazia.", "attacked", "Gali", "the town of Gali"),
        ("Troops shelled the village of Botlikh.", "shelled", "Botlikh", "the village of Botlikh"),
        (
            "Russia denied that its aircraft had bombed villages in the Pankisi Gorge.",
            "bombed",
            "Pankisi Gorge",
            "Pankisi Gorge",
        ),
        ("Russia denied that its aircraft had bombed villages in the Pankisi Gorge.", "denied", None, None),
        ("Officials in Washington said Iran had tested a missile.", "tested", None, None),
        ("In Vienna, the envoys met their counterparts and signed two protocols.", "signed", "Vienna", "Vienna"),
        ("The ceasefire was signed at a ceremony in Lusaka, Zambia.", "signed", "Lusaka", "Lusaka"),
        ("The Geneva talks collapsed on Friday.", "talks", "Geneva", "Geneva"),
        ("Talks on Kosovo resumed.", "Talks", None, None),
        ("Troops withdrew from Gori.", "withdrew", "Gori", "Gori"),
        ("Turkish soldiers killed three militants in Iraqi territory.", "killed", "Iraq", "Iraqi territory"),
        ("Germany hosted peace talks on Sudan.", "talks", "Germany", "Germany"),
        ("Gunmen kidnapped four aid workers in northern Mali on Tuesday.", "kidnapped", "Mali", "northern Mali"),
        ("Yerevan rejected the proposal made by Baku.", "rejected", None, None),
        ("The United States imposed sanctions on North Korea.", "imposed", None, None),
    ],
)
def test_an_event_is_where_its_clause_says(
    gazetteer: Gazetteer, text: str, trigger: str, name: str | None, phrase: str | None
) -> None:
    reading = reading_of(text)
    mentions = by_word(find_places(reading, gazetteer))
    where = place_of(word(reading, trigger), reading, mentions)
    assert (where and where.name, where and where.text) == (name, phrase)


def test_a_place_carries_its_point_and_its_country(gazetteer: Gazetteer) -> None:
    reading = reading_of("The foreign ministers of Iran and Turkey met in Tbilisi on Monday.")
    where = Geocoding(reading, Cast(()), gazetteer).place_of(word(reading, "met"))
    assert where is not None
    assert (where.country, where.geonames) == ("GEO", 611717)
    assert where.lat == pytest.approx(41.7, abs=0.1)
    assert where.lon == pytest.approx(44.8, abs=0.1)


def test_a_name_inside_a_persons_mention_is_no_place_of_the_event(gazetteer: Gazetteer) -> None:
    reading = reading_of("The foreign ministers of Iran and Turkey met in Tbilisi on Monday.")
    at = word(reading, "Tbilisi")
    party = Party(text="Tbilisi", start=0, end=0, kind="person")
    cast = Cast((Mention(first=at, last=at + 1, head=at, kind="name", parties=(party,)),))
    assert Geocoding(reading, cast, gazetteer).place_of(word(reading, "met")) is None


def found(gazetteer: Gazetteer, text: str, words: str, names: str = "") -> list[tuple[str, str, str | None]]:
    mentions = find_places(built(text, words, names), gazetteer)
    return [(m.text, m.use, m.place and m.place.country) for m in mentions]


def test_an_adjective_before_a_noun_names_its_country_and_a_people_names_none(gazetteer: Gazetteer) -> None:
    text = "Syrian troops met Syrians."
    words = "Syrian/Syrian/ADJ/JJ/1/amod troops/troop/NOUN/NNS/2/nsubj met/meet/VERB/VBD/2/root Syrians/Syrian/PROPN/NNPS/2/obj ././PUNCT/./2/punct"  # noqa: E501
    assert found(gazetteer, text, words) == [("Syrian", "adjective", "SYR")]


def test_a_place_inside_an_organizations_name_is_marked_as_embedded(gazetteer: Gazetteer) -> None:
    text = "The Bank of England met."
    words = "The/the/DET/DT/1/det Bank/Bank/PROPN/NNP/4/nsubj of/of/ADP/IN/3/case England/England/PROPN/NNP/1/nmod met/meet/VERB/VBD/4/root ././PUNCT/./4/punct"  # noqa: E501
    assert found(gazetteer, text, words, "ORG:1-4") == [("England", "embedded", "GBR")]


def test_a_place_that_only_the_index_knows_is_found_after_its_preposition(gazetteer: Gazetteer) -> None:
    text = "They met in Mosul."
    words = "They/they/PRON/PRP/1/nsubj met/meet/VERB/VBD/1/root in/in/ADP/IN/3/case Mosul/Mosul/PROPN/NNP/1/obl ././PUNCT/./1/punct"
    assert found(gazetteer, text, words) == [("Mosul", "name", "IRQ")]


def test_a_surname_is_no_town(gazetteer: Gazetteer) -> None:
    text = "Clinton spoke."
    words = "Clinton/Clinton/PROPN/NNP/1/nsubj spoke/speak/VERB/VBD/1/root ././PUNCT/./1/punct"
    assert found(gazetteer, text, words, "PER:0-1") == []


def test_the_place_after_the_comma_decides(gazetteer: Gazetteer) -> None:
    text = "They met in Tripoli, Lebanon."
    words = "They/they/PRON/PRP/1/nsubj met/meet/VERB/VBD/1/root in/in/ADP/IN/3/case Tripoli/Tripoli/PROPN/NNP/1/obl ,/,/PUNCT/,/5/punct Lebanon/Lebanon/PROPN/NNP/3/appos ././PUNCT/./1/punct"  # noqa: E501
    assert found(gazetteer, text, words, "LOC:3-4 LOC:5-6") == [("Tripoli", "name", "LBN"), ("Lebanon", "name", "LBN")]


def test_an_unknown_town_is_named_without_a_point(gazetteer: Gazetteer) -> None:
    text = "They met in Zzyzxqua."
    words = "They/they/PRON/PRP/1/nsubj met/meet/VERB/VBD/1/root in/in/ADP/IN/3/case Zzyzxqua/Zzyzxqua/PROPN/NNP/1/obl ././PUNCT/./1/punct"  # noqa: E501
    reading = built(text, words, "LOC:3-4")
    mentions = find_places(reading, gazetteer)
    assert [(m.text, m.place) for m in mentions] == [("Zzyzxqua", None)]
    where = place_of(1, reading, by_word(mentions))
    assert where is not None
    assert (where.name, where.lat, where.country) == ("Zzyzxqua", None, None)


def test_where_somebody_else_was_meanwhile_is_not_the_place(gazetteer: Gazetteer) -> None:
    text = "Rangers stormed a hill while he was in Rome."
    words = "Rangers/ranger/NOUN/NNS/1/nsubj stormed/storm/VERB/VBD/1/root a/a/DET/DT/3/det hill/hill/NOUN/NN/1/obj while/while/SCONJ/IN/8/mark he/he/PRON/PRP/8/nsubj was/be/AUX/VBD/8/cop in/in/ADP/IN/8/case Rome/Rome/PROPN/NNP/1/advcl ././PUNCT/./1/punct"  # noqa: E501
    reading = built(text, words, "LOC:8-9")
    assert place_of(1, reading, by_word(find_places(reading, gazetteer))) is None


def test_a_town_under_the_topic_of_a_treaty_is_where_it_was_signed(gazetteer: Gazetteer) -> None:
    text = "They signed a treaty of alliance in Oslo."
    words = "They/they/PRON/PRP/1/nsubj signed/sign/VERB/VBD/1/root a/a/DET/DT/3/det treaty/treaty/NOUN/NN/1/obj of/of/ADP/IN/5/case alliance/alliance/NOUN/NN/3/nmod in/in/ADP/IN/7/case Oslo/Oslo/PROPN/NNP/5/nmod ././PUNCT/./1/punct"  # noqa: E501
    reading = built(text, words, "LOC:7-8")
    where = place_of(1, reading, by_word(find_places(reading, gazetteer)))
    assert where is not None
    assert where.name == "Oslo"


def test_a_house_nobody_mapped_is_placed_by_the_town_it_is_outside(gazetteer: Gazetteer) -> None:
    text = "They met at Zzyzxqua castle outside Oslo."
    words = "They/they/PRON/PRP/1/nsubj met/meet/VERB/VBD/1/root at/at/ADP/IN/4/case Zzyzxqua/Zzyzxqua/PROPN/NNP/4/compound castle/castle/NOUN/NN/1/obl outside/outside/ADP/IN/6/case Oslo/Oslo/PROPN/NNP/4/nmod ././PUNCT/./1/punct"  # noqa: E501
    reading = built(text, words, "LOC:3-5 LOC:6-7")
    where = place_of(1, reading, by_word(find_places(reading, gazetteer)))
    assert where is not None
    assert (where.name, where.country, where.text) == ("Oslo", "NOR", "Zzyzxqua castle outside Oslo")


def test_what_happens_during_a_visit_happens_where_the_visit_was(gazetteer: Gazetteer) -> None:
    text = "A visit to Oslo ended when papers were signed during the visit."
    words = "A/a/DET/DT/1/det visit/visit/NOUN/NN/4/nsubj to/to/ADP/IN/3/case Oslo/Oslo/PROPN/NNP/1/nmod ended/end/VERB/VBD/4/root when/when/ADV/WRB/8/advmod papers/paper/NOUN/NNS/8/nsubj:pass were/be/AUX/VBD/8/aux:pass signed/sign/VERB/VBN/4/advcl during/during/ADP/IN/11/case the/the/DET/DT/11/det visit/visit/NOUN/NN/8/obl ././PUNCT/./4/punct"  # noqa: E501
    reading = built(text, words, "LOC:3-4")
    geocoding = Geocoding(reading, Cast((), ()), gazetteer)
    assert geocoding(8) is None, "nothing has been placed yet"
    visit, signing = geocoding(1), geocoding(8)
    assert visit is not None
    assert signing == visit


def test_a_place_has_its_usual_english_name_or_the_reports(gazetteer: Gazetteer) -> None:
    def named(text: str) -> str | None:
        words = f"They/they/PRON/PRP/1/nsubj met/meet/VERB/VBD/1/root in/in/ADP/IN/3/case {text}/{text}/PROPN/NNP/1/obl ././PUNCT/./1/punct"  # noqa: E501
        return next(
            m.place.name for m in find_places(built(f"They met in {text}.", words, "LOC:3-4"), gazetteer) if m.place
        )

    assert named("Qabala") == named("Gabala") == "Gabala"
    assert named("Tavush") == "Tavush"
    assert named("Kiev") == "Kyiv"


def test_a_theatre_is_not_in_the_town_it_is_named_after(gazetteer: Gazetteer) -> None:
    text = "They met in Teatro Colón."
    words = "They/they/PRON/PRP/1/nsubj met/meet/VERB/VBD/1/root in/in/ADP/IN/4/case Teatro/Teatro/PROPN/NNP/4/compound Colón/Colón/PROPN/NNP/1/obl ././PUNCT/./1/punct"  # noqa: E501
    assert [m.place for m in find_places(built(text, words, "LOC:3-5"), gazetteer)] == [None]


def test_a_king_and_a_sheikh_are_no_places(gazetteer: Gazetteer) -> None:
    text = "Sheikh Sabah met King Hamad."
    words = "Sheikh/Sheikh/PROPN/NNP/1/nmod:desc Sabah/Sabah/PROPN/NNP/2/nsubj met/meet/VERB/VBD/2/root King/King/PROPN/NNP/4/nmod:desc Hamad/Hamad/PROPN/NNP/2/obj ././PUNCT/./2/punct"  # noqa: E501
    assert found(gazetteer, text, words) == []
