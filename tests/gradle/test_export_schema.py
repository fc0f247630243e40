"""The format of an export is documented by a schema that says what is read."""

from __future__ import annotations

import json

import msgspec
from gradle.exports import graph
from jsonschema import Draft202012Validator
from support import ROOT

from privlint.dependencies.export import SCHEMA, Export

FILE = ROOT / "docs/schema/gradle-export-1.json"


def described() -> str:
    """The schema of what is read: this is what stands in the documentation."""
    schema = msgspec.json.schema(Export, ref_template="#/$defs/{name}")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA}
    return json.dumps({**head, **schema}, indent=2, ensure_ascii=False) + "\n"


def test_the_documented_schema_is_that_of_the_reader() -> None:
    assert FILE.read_text("utf-8") == described()


def test_an_export_fits_its_schema() -> None:
    validator = Draft202012Validator(json.loads(FILE.read_text("utf-8")))
    document = {
        "schema": SCHEMA,
        "gradle": "8.11",
        "project": ":app",
        "modules": {":": "", ":app": "app"},
        "inputs": {},
        "configuration": graph(":app", [(":app", "g:n:1", "g:n:1")]),
    }
    assert not list(validator.iter_errors(document))
    assert list(validator.iter_errors({**document, "schema": "other"}))
