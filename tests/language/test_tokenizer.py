"""Words as the treebanks cut them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.language.tokenizer import tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't agree.", "They do n't agree ."),
        ("They’ve said they can’t.", "They ’ve said they ca n’t ."),
        ("Ruritania's army", "Ruritania 's army"),
        ("the workers' party", "the workers ' party"),
        ("a U.S.-led force", "a U.S. - led force"),
        ("the U.N. envoy in Washington, D.C.", "the U.N. envoy in Washington , D.C."),
        ("anti-war and pro-government marches", "anti-war and pro-government marches"),
        ("a 20-year-old agreement", "a 20 - year - old agreement"),
        ("S-300 and T-72", "S - 300 and T - 72"),
        ("and/or", "and / or"),
        ("It cannot wait", "It can not wait"),
        ("$3bn or US$5,000.50", "$ 3 bn or US$ 5,000.50"),
        ("15% of it", "15 % of it"),
        ("at 7:30pm on 11/28/2000", "at 7:30 pm on 11/28/2000"),
        ("in the 1990s", "in the 1990s"),
        ("the 30th round", "the 30th round"),
        ("“We won’t,” he said.", "“ We wo n’t , ” he said ."),
        ("Mr. Smith and Gen. W. Jones", "Mr. Smith and Gen. W. Jones"),
        ("wait ... what?!", "wait ... what ?!"),
        ("see http://example.org/a,b.html.", "see http://example.org/a,b.html ."),
        ("write to press@example.org, please", "write to press@example.org , please"),
        ("O'Reilly, Ba'ath and Shi’ite", "O'Reilly , Ba'ath and Shi’ite"),
        ("(Reuters) - Talks", "( Reuters ) - Talks"),
        ("Kim Jong-un", "Kim Jong - un"),
    ],
)
def test_words_are_cut_as_in_the_treebanks(text: str, expected: str) -> None:
    assert " ".join(text[start:end] for start, end in tokenize(text)) == expected


@given(st.text(max_size=80))
def test_words_cover_everything_but_white_space_in_order(text: str) -> None:
    pieces = tokenize(text)
    assert "".join(text[start:end] for start, end in pieces) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(pieces))
