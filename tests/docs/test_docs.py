"""The documents say what the program does: commands parse, examples run, tables are fresh, links lead somewhere."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import click
import pytest
from measure import docs, docs_commands, docs_figures, docs_values

from verbale.cli import main
from verbale.ingest.jsonl import from_text
from verbale.lexicon import load
from verbale.pipeline import Reader
from verbale.samples import SAMPLES

ROOT = Path(__file__).parents[2]
PAGES = [*docs.pages(), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "changelog.d" / "README.md"]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
OWN_WORDS = ROOT / "docs" / "how-to" / "add-your-own-words.md"
WRITTEN_LATER = {"accuracy.md"}
"""Pages that a measurement writes: a fresh copy of the project may lack them."""
BETWEEN = re.compile(r"""(?:\|\||&&|[|;])(?=(?:[^'"]|'[^']*'|"[^"]*")*$)""")
"""What parts the commands of a line, outside quotation marks."""


def blocks(page: Path, *languages: str) -> list[str]:
    """The code blocks of a page in these languages, without those marked `notest`."""
    found = FENCE.findall(page.read_text(encoding="utf-8"))
    return [code for language, rest, code in found if language in languages and "notest" not in rest]


def commands(page: Path) -> Iterator[list[str]]:
    """The arguments of every `verbale` command on a page, without pipes and redirections."""
    for line in "".join(blocks(page, "console", "sh")).splitlines():
        for part in BETWEEN.split(line.removeprefix("$ ")):
            words = shlex.split(re.split(r"\s\d?>", part)[0], comments=True)
            if words[:1] == ["verbale"]:
                yield words[1:]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the pages speak of: some reports, and a user's lexicon as the how-to writes it."""
    (tmp_path / "reports").mkdir()
    for sample in sorted(SAMPLES.iterdir())[:2]:
        copy(sample, tmp_path / "reports")
    own_lexicon(tmp_path / "my-lexicon")
    own_lexicon(tmp_path / "my-triggers")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def own_lexicon(folder: Path) -> None:
    """The folder of the how-to, file by file."""
    (folder / "triggers").mkdir(parents=True)
    (folder / "triggers" / "mine.toml").write_text("\n".join(blocks(OWN_WORDS, "toml")), encoding="utf-8")
    for name, table in zip(("actors", "offices", "places"), blocks(OWN_WORDS, "csv"), strict=True):
        (folder / f"{name}.csv").write_text(table, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
@pytest.mark.usefixtures("place")
def test_every_command_on_a_page_parses(page: Path) -> None:
    for name, *arguments in commands(page):
        if name == "--version":
            continue
        try:
            command, rest = main.commands[name], list(arguments)
            while isinstance(command, click.Group):
                command = command.commands[rest.pop(0)]
            command.make_context(name, rest)
        except click.UsageError as error:
            pytest.fail(f"verbale {name} {shlex.join(arguments)}: {error.format_message()}")


def test_the_pages_show_commands() -> None:
    shown = {arguments[0] for page in PAGES for arguments in commands(page)}
    assert set(main.commands) <= shown


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: p.name)
def test_the_python_on_a_page_runs(page: Path, place: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "load", classmethod(lambda cls, **_: reader))
    if page.name == "tutorial.md":
        write_records(reader, place / "records.jsonl")
    if "spacy" in page.name:
        pytest.importorskip("spacy")
    world = {"__name__": "page"}
    for code in blocks(page, "python"):
        exec(compile(code, page.name, "exec"), world)  # noqa: S102  our own pages
    if page.name == "tutorial.md":
        assert len((place / "events.csv").read_text(encoding="utf-8").splitlines()) > 2


def write_records(reader: Reader, path: Path) -> None:
    """What the tutorial's command before its Python writes."""
    from verbale.export.jsonl import encode

    texts = (
        "Iran accused Iraq of shelling a village.",
        "Kenya's president visited Juba.",
        "Chad threatened Libya with war.",
    )
    path.write_bytes(b"".join(encode(reader.read(from_text(t, id=t))) + b"\n" for t in texts))


def test_the_entries_that_the_how_to_writes_are_read(place: Path) -> None:
    reader = Reader.load(folders=[place / "my-lexicon"])
    mine = [t for t in load([place / "my-lexicon"]).triggers[("gherao", "verb")] if t.file.startswith("mine.toml")]
    event = reader.read(from_text("Indian students gheraoed the governor of Bihar on Friday.", id="1")).events[0]
    assert (event.type, event.mode, [p.country for p in event.actors]) == (mine[0].event, mine[0].mode, ["IND"])
    [event] = reader.read(from_text("Nigerian soldiers manned checkpoints around Kano on Monday.", id="2")).events
    assert event.type == "MOBILIZE"
    assert not reader.read(from_text("Volunteers staffed the information desk.", id="3")).events
    party = reader.resolve("the Zemblan army")
    assert party is not None
    assert (party.country, party.sector) == ("ZEM", "MIL")
    assert [p.country for p in reader.gazetteer.candidates("Camp Oden")] == ["IRQ"]


def test_generated_blocks_are_fresh() -> None:
    stale = [page.relative_to(ROOT).as_posix() for page in docs.stale_pages()]
    assert not stale, f"run `make docs`: {', '.join(stale)}"


def test_a_block_that_somebody_edits_is_made_anew() -> None:
    text = (ROOT / "docs" / "reference" / "record.md").read_text(encoding="utf-8")
    edited = text.replace("| Who acts. |", "| Who paints. |")
    assert edited != text
    assert docs.filled(edited, outputs=False) == docs.filled(text, outputs=False)


def test_figures_come_from_the_accuracy_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "accuracy.md"
    page.write_text(
        "# Accuracy\n\n## events_plover_gsr\n\n| measure | figure | 95% |\n| --- | --- | --- |\n| type | 0.713 | 0.6–0.8 |\n"
        "| triple | 0.444 |  |\n\nBeside it:\n\n| type | 0.490 | |\n\n## actors_ngec\n\n| country | 0.812 | |\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(docs_figures, "PAGE", page)
    table = docs_figures.figures()
    assert "| type, F1 | 0.71 |" in table
    assert "| country | 0.81 |" in table
    assert "| value, F1 |  |" in table, "what nobody measured stays empty"


def test_every_command_and_option_has_its_place_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    for name, command in docs_commands.every():
        section = text.partition(f"## verbale {name}\n")[2].partition("\n## ")[0]
        missing = [o for p in command.params if isinstance(p, click.Option) for o in p.opts if f"`{o}" not in section]
        assert section, f"verbale {name} has no section"
        assert not missing, f"verbale {name}: {missing}"


@pytest.mark.parametrize("name", sorted({key.rpartition(".")[0] for key in docs_values.MEANINGS}))
def test_every_field_in_the_reference_has_a_meaning(name: str) -> None:
    rows = docs_values.rows(name)
    assert all(meaning for _, _, meaning in rows), [field for field, _, meaning in rows if not meaning]
    known = {field.strip("`") for field, _, _ in rows}
    said = {key.rpartition(".")[2] for key in docs_values.MEANINGS if key.rpartition(".")[0] == name}
    assert said <= known, f"meanings for fields that are gone: {sorted(said - known)}"


def slug(heading: str) -> str:
    """The anchor of a heading, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower().replace("`", "")).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", prose, re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_on_a_page_leads_somewhere(page: Path) -> None:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        if aim.name in WRITTEN_LATER:
            continue
        assert aim.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in anchors(aim), f"{page.name}: {target} has no such heading"
