"""Arcs that grammar can mend."""

from verbale.language.repair import repaired
from verbale.reading import Token


def word(i: int, text: str, xpos: str, head: int, dep: str, upos: str = "X") -> Token:
    return Token(i, text, i, i + 1, text.lower(), upos, xpos, "_", head, dep, 0)


def test_an_infinitive_is_its_predicates_and_not_the_later_cues() -> None:
    tokens = [
        word(0, "Chad", "NNP", 1, "nsubj"),
        word(1, "about", "JJ", 5, "ccomp", "ADJ"),
        word(2, "to", "TO", 3, "mark"),
        word(3, "withdraw", "VB", 5, "ccomp", "VERB"),
        word(4, "aide", "NN", 5, "nsubj"),
        word(5, "said", "VBD", 5, "root", "VERB"),
    ]
    assert (repaired(tokens)[3].head, repaired(tokens)[3].dep) == (1, "xcomp")
    tokens[1] = word(1, "about", "JJ", 5, "ccomp", "ADV")
    assert repaired(tokens) == tokens


def test_a_noun_behind_and_is_coordinated_to_the_one_before() -> None:
    tokens = [
        word(0, "talks", "NNS", 0, "root", "NOUN"),
        word(1, "between", "IN", 2, "case"),
        word(2, "Chad", "NNP", 0, "nmod", "PROPN"),
        word(3, "and", "CC", 4, "cc"),
        word(4, "Mali", "NNP", 0, "nmod", "PROPN"),
    ]
    assert (repaired(tokens)[4].head, repaired(tokens)[4].dep) == (2, "conj")


def test_a_weekday_beside_a_subject_is_none() -> None:
    tokens = [
        word(0, "Idriss", "NNP", 3, "nsubj", "PROPN"),
        word(1, "Deby", "NNP", 0, "flat", "PROPN"),
        word(2, "Tuesday", "NNP", 3, "nsubj", "PROPN"),
        word(3, "spoke", "VBD", 3, "root", "VERB"),
    ]
    assert [t.dep for t in repaired(tokens)] == ["nsubj", "flat", "obl:unmarked", "root"]


def test_a_noun_that_nothing_joins_is_not_coordinated() -> None:
    tokens = [
        word(0, "crews", "NNS", 0, "root", "NOUN"),
        word(1, "Navy", "NNP", 2, "compound", "PROPN"),
        word(2, "bases", "NNS", 0, "conj", "NOUN"),
    ]
    assert repaired(tokens)[2].dep == "nmod"
    tokens[1] = word(1, "and", "CC", 2, "cc", "CCONJ")
    assert repaired(tokens)[2].dep == "conj"


def test_in_a_list_a_noun_with_of_goes_with_the_others_that_have_one() -> None:
    tokens = [
        word(0, "visits", "NNS", 0, "root", "NOUN"),
        word(1, "of", "IN", 2, "case"),
        word(2, "deputies", "NNS", 0, "nmod", "NOUN"),
        word(3, ",", ",", 4, "punct", "PUNCT"),
        word(4, "training", "NN", 2, "conj", "NOUN"),
        word(5, "of", "IN", 6, "case"),
        word(6, "crews", "NNS", 4, "nmod", "NOUN"),
        word(7, "and", "CC", 8, "cc", "CCONJ"),
        word(8, "drills", "NNS", 0, "conj", "NOUN"),
    ]
    assert repaired(tokens)[4].head == 0


def test_a_name_with_brackets_behind_it_belongs_to_the_subject_that_follows() -> None:
    tokens = [
        word(0, "Union", "NNP", 5, "nsubj", "PROPN"),
        word(1, "(", "-LRB-", 2, "punct", "PUNCT"),
        word(2, "NUT", "NNP", 0, "appos", "PROPN"),
        word(3, ")", "-RRB-", 2, "punct", "PUNCT"),
        word(4, "leaders", "NNS", 5, "nsubj", "NOUN"),
        word(5, "called", "VBD", 5, "root", "VERB"),
    ]
    assert (repaired(tokens)[0].head, repaired(tokens)[0].dep) == (4, "compound")


def test_a_noun_behind_its_verb_and_a_preposition_is_no_subject() -> None:
    tokens = [
        word(0, "Lomé", "NNP", 1, "nsubj", "PROPN"),
        word(1, "felt", "VBD", 1, "root", "VERB"),
        word(2, "pressure", "NN", 1, "obj", "NOUN"),
        word(3, "from", "IN", 4, "case"),
        word(4, "Accra", "NNP", 1, "nsubj", "PROPN"),
    ]
    assert repaired(tokens)[4].dep == "obl"
    assert repaired(tokens)[0].dep == "nsubj"
