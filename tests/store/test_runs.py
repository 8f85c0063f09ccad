"""What makes two runs two: the program, every table and map that a reading depends on, and the model."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from verbale import lexicon
from verbale.language.encoder import FILES
from verbale.language.pipeline import MODEL, LanguageModel
from verbale.pipeline import Reader
from verbale.reading import Reading
from verbale.store.runs import Run, find, key_of
from verbale.store.writing import Writer


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program's tables."""
    home = tmp_path_factory.mktemp("data") / "data"
    shutil.copytree(lexicon.DATA, home, ignore=shutil.ignore_patterns("model", "samples", "__pycache__"))
    return home


def test_any_table_of_ours_changes_the_lexicon(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "DATA", copied)
    names = ("triggers/agree.toml", "offices.csv", "grammar.toml", "places/places.bin", "places/names.csv")
    seen = {lexicon.load().digest}
    for name in names:
        with (copied / name).open("ab") as file:
            file.write(b"\n")
        seen.add(lexicon.load().digest)
    assert len(seen) == len(names) + 1


@pytest.mark.parametrize("name", ["triggers/mine.toml", "actors.csv", "offices.csv", "places.csv", "status.toml"])
def test_any_table_of_a_users_changes_the_lexicon(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("")
    with_it = lexicon.load([tmp_path]).digest
    assert with_it != lexicon.load().digest
    path.write_text("\n")
    assert lexicon.load([tmp_path]).digest != with_it


def test_the_order_of_a_users_folders_counts(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        (folder / "status.toml").write_text(f"# {folder.name}\n")
    assert lexicon.load(folders).digest != lexicon.load(folders[::-1]).digest


def test_a_folder_elsewhere_with_the_same_words_is_the_same_lexicon(tmp_path: Path, own_words: Path) -> None:
    shutil.copytree(own_words, tmp_path / "copy")
    assert lexicon.load([tmp_path / "copy"]).digest == lexicon.load([own_words]).digest


def test_another_model_is_another_run(tmp_path: Path, reader: Reader) -> None:
    for name in FILES:
        shutil.copy(MODEL / name, tmp_path)
    same = LanguageModel.load(tmp_path)
    assert same.identity == Run.of(reader).model
    with (tmp_path / "lemmas.tsv.gz").open("ab") as file:
        file.write(b"\0")
    assert same.identity != Run.of(reader).model


def with_language(reader: Reader, language: object) -> Reader:
    """The reader with another parser."""
    return Reader(language=language, lexicon=reader.lexicon, resolver=reader.resolver, gazetteer=reader.gazetteer)  # type: ignore[arg-type]


def test_a_spacy_pipeline_is_known_by_name_and_version(reader: Reader) -> None:
    spacy = pytest.importorskip("spacy")
    from verbale.language.spacy_face import SpacyParser

    nlp = spacy.blank("en")
    nlp.meta.update(name="small_one", version="3.7.1")
    assert Run.of(with_language(reader, SpacyParser(nlp))).model == "en_small_one 3.7.1"
    nlp.meta["name"] = "long" * 30
    assert len(Run.of(with_language(reader, SpacyParser(nlp))).model) == 64


class Silent:
    """A parser of somebody's own that does not say which model it is."""

    def read(self, text: str, paragraphs: object = ()) -> Reading:
        raise NotImplementedError


def test_a_parser_without_a_name_is_known_by_its_class(reader: Reader) -> None:
    assert Run.of(with_language(reader, Silent())).model == f"{__name__}.Silent"


def test_a_run_has_one_row(writer: Writer) -> None:
    other = replace(writer.run, program="0.0.1")
    with writer.database.writing() as connection:
        assert find(connection, other) is None
        keys = [key_of(connection, run) for run in (writer.run, other, writer.run)]
        assert keys[0] == keys[2] != keys[1] == find(connection, other)
