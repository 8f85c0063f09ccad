"""What is quoted word for word."""

import pytest

from verbale.language.quotations import quotations
from verbale.language.segment import paragraphs_of
from verbale.language.tokenizer import tokenize


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, paragraphs_of(text), tokenize(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We will stay."', ["We will stay."]),
        ('"We stay," he said, "and fight."', ["We stay,", "and fight."]),
        ("“We stay,” he said.", ["We stay,"]),
        ("«We stay», he said.", ["We stay"]),
        ("“He told me ‘no deal’ and left,” she said.", ["He told me ‘no deal’ and left,", "no deal"]),
        ("'No deal,' the minister's aide said.", ["No deal,"]),
        ("‘The workers’ party won’t yield,’ he said.", ["The workers’ party won’t yield,"]),
        ("The ministers' wives and the '90s don't count.", []),
        ('a 6" shell', []),
        ('He said "we stay.', []),
        ("“First part.\n\n“Second part.”", ["First part.", "Second part."]),
        ("“Nobody closes this.\n\nNext paragraph.", []),
        ('" We stay , " he said .', ["We stay ,"]),
        ('Nothing "" here', []),
    ],
)
def test_words_between_marks_are_quoted_and_apostrophes_are_not_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_counts_the_words_between_its_marks() -> None:
    text = 'He said "we will stay" twice.'
    (found,) = quotations(text, paragraphs_of(text), tokenize(text))
    assert (found.first, found.last) == (3, 6)
