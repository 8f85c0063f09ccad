"""FollowTheMoney entities: kept, lent to people, and asked when a report names somebody."""

import json

import sqlalchemy as sa

from verbale.errors import InputError
from verbale.store.entities import alpha3, import_lines
from verbale.store.person_view import person
from verbale.store.tables import ALIASES, ENTITIES, PEOPLE
from verbale.store.writing import Writer

from .told import named, told


def entity(id: str, name: str, country: str | None = "ke", *aliases: str, schema: str = "Person") -> dict[str, object]:
    """An entity as FollowTheMoney writes it."""
    properties = {
        "name": [name],
        "alias": list(aliases),
        "country": [country] if country else [],
        "position": ["Envoy"],
    }
    return {"id": id, "schema": schema, "caption": name, "properties": properties, "datasets": ["x"]}


def bring(writer: Writer, *entities: dict[str, object] | bytes) -> list[object]:
    """Imports entities; what became of each."""
    lines = [e if isinstance(e, bytes) else json.dumps(e).encode() + b"\n" for e in entities]
    return [o if isinstance(o, str) else str(o) for o in import_lines(writer.database, lines, "x.json", "test")]


def entities_of(writer: Writer) -> dict[str, str | None]:
    with writer.database.reading() as connection:
        return {row.name: row.entity for row in connection.execute(sa.select(PEOPLE))}


def test_entities_of_use_are_stored_once(writer: Writer) -> None:
    some = [
        entity("1", "Amina Otieno"), entity("2", "Otieno Ltd", schema="Company"), entity("3", "MV Otieno", schema="Vessel")
    ]  # fmt: skip
    assert bring(writer, *some) == ["stored", "stored", "passed over"]
    assert bring(writer, *some) == ["unchanged", "unchanged", "passed over"]
    assert bring(writer, entity("1", "Amina Otieno", "ug")) == ["stored"]
    with writer.database.reading() as connection:
        rows = connection.execute(sa.select(ENTITIES).order_by(ENTITIES.c.id)).all()
        assert [(r.id, r.schema, r.countries, r.dataset) for r in rows] == [
            ("1", "Person", "UGA", "test"), ("2", "Company", "KEN", "test"),
        ]  # fmt: skip
        assert connection.scalar(sa.select(sa.func.count()).select_from(ALIASES)) == 1


def test_a_bad_line_is_named_and_the_rest_goes_on(writer: Writer) -> None:
    bad: list[bytes] = [
        b"{not json\n", b'{"id": "", "schema": "Person", "properties": {}}\n', b'{"id": "5"}\n', b"\xff\xfe\n",
        b'{"id": "6\\u0000", "schema": "Person", "properties": {}}\n', b"[" * 100_000 + b"\n",
    ]  # fmt: skip
    outcomes = bring(writer, *bad, b"\n", entity("1", "Amina Otieno"))
    assert outcomes[-1] == "stored"
    assert [str(o).split(":")[0] for o in outcomes[:-1]] == [f"x.json, line {n}" for n in range(1, 7)]
    assert all("\n" not in str(o) for o in outcomes)


def test_a_person_gets_the_one_entity_that_fits_by_any_alias_and_country(writer: Writer) -> None:
    writer.add(told("a", "1999-01-01", "Amina Otieno left.", named("Amina Otieno", "KEN")))
    writer.add(told("b", "1999-01-01", "Peter Kamau left.", named("Peter Kamau", "UGA")))
    bring(writer, entity("e1", "OTIENO Amina Jane", "ke", "Otieno, Amina"), entity("e2", "Peter Kamau", "ke"))
    assert entities_of(writer) == {"Amina Otieno": "e1", "Peter Kamau": None}
    with writer.database.reading() as connection:
        one = person(connection, "Amina Otieno")
    assert one is not None
    assert one.imported is not None
    assert (one.imported.id, one.imported.positions, one.imported.dataset) == ("e1", ("Envoy",), "test")


def test_of_two_entities_that_fit_neither_is_taken(writer: Writer) -> None:
    writer.add(told("a", "1999-01-01", "Amina Otieno left.", named("Amina Otieno", "KEN")))
    bring(writer, entity("e1", "Amina Otieno"))
    assert entities_of(writer) == {"Amina Otieno": "e1"}
    bring(writer, entity("e2", "Amina Otieno", None))
    assert entities_of(writer) == {"Amina Otieno": None}
    bring(writer, entity("e2", "Amina Kamau"))
    assert entities_of(writer) == {"Amina Otieno": "e1"}


def test_a_report_that_uses_an_alias_finds_the_same_person(writer: Writer) -> None:
    writer.add(told("a", "1999-01-01", "Amina Otieno left.", named("Amina Otieno", "KEN")))
    bring(writer, entity("e1", "Amina Otieno", "ke", "Mama Salama", "Mama"))
    writer.add(told("b", "1999-02-01", "Mama Salama returned.", named("Mama Salama", "KEN")))
    writer.add(told("c", "1999-02-01", "Mama Salama returned.", named("Mama Salama", "BRA")))
    with writer.database.reading() as connection:
        one, other = person(connection, "Mama Salama"), person(connection, "Amina Otieno")
    assert one is not None
    assert other is not None
    assert (one.identity.name, one.identity.reports) == ("Amina Otieno", 2)
    assert one.identity.id == other.identity.id


def test_codes_of_countries_become_alpha_3() -> None:
    assert [alpha3(c) for c in ("ru", "GB", "gb-sct", "KEN", "zz", "")] == ["RUS", "GBR", "GBR", "KEN", None, None]


def test_errors_name_the_file() -> None:
    assert str(InputError("x.json, line 3", "bad")) == "x.json, line 3: bad"
