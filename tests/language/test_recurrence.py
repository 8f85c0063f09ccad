"""Names found once and missed elsewhere."""

from verbale.language.recurrence import with_recurrences
from verbale.reading import Name, Token


def token(i: int, text: str, upos: str) -> Token:
    return Token(i, text, i * 10, i * 10 + len(text), text, upos, "NNP", "_", i, "root", i)


TOKENS = [token(0, "Urdia", "PROPN"), token(1, "said", "VERB"), token(2, "Urdia", "PROPN"), token(3, "urdia", "NOUN")]
URDIA = Name(0, 1, 0, 5, "Urdia", "LOC")


def test_a_further_mention_of_a_name_is_a_name() -> None:
    assert with_recurrences(TOKENS, [URDIA]) == (URDIA, Name(2, 3, 20, 25, "Urdia", "LOC"))


def test_a_word_already_inside_a_name_is_not_named_twice() -> None:
    wider = Name(2, 4, 20, 35, "Urdia urdia", "ORG")
    assert with_recurrences(TOKENS, [URDIA, wider]) == (URDIA, wider)


def test_without_names_nothing_is_added() -> None:
    assert with_recurrences(TOKENS, []) == ()


def test_a_name_bears_the_label_it_mostly_bears() -> None:
    tokens = [token(i, "Urdia", "PROPN") for i in range(3)]
    labels = with_recurrences(
        tokens, [Name(i, i + 1, 10 * i, 10 * i + 5, "Urdia", label) for i, label in enumerate(("LOC", "ORG", "LOC"))]
    )
    assert [name.label for name in labels] == ["LOC", "LOC", "LOC"]
