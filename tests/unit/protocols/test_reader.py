"""The strict reader itself: what is not readable, or made to do harm, is refused in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from concerns.engine.protocol import Citation
from concerns.protocols import reader
from concerns.protocols.reader import InvalidFile, Reader, dump


@dataclass(frozen=True)
class Tree:
    name: str
    on: date | None = None
    size: int = 0
    branches: tuple[Tree, ...] = ()
    rests_on: tuple[Citation, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)


def read(text: str) -> Tree:
    return Reader("tree.yaml").read(text, Tree)


def mistakes(text: str) -> list[str]:
    with pytest.raises(InvalidFile) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_values_are_read_by_the_type_of_the_field_and_not_by_their_looks() -> None:
    tree = read("name: 5.10\non: 2026-05-31\nsize: 12\nnotes: {yes: no}")

    assert tree == Tree("5.10", date(2026, 5, 31), 12, notes={"yes": "no"})


def test_a_thing_of_one_required_field_may_be_a_lone_value() -> None:
    tree = read("name: x\nrests_on: [5.2, {clause: 5.3, quote: words}]")

    assert tree.rests_on == (Citation("5.2"), Citation("5.3", "words"))


def test_nothing_is_none_only_where_it_may_be() -> None:
    assert read("name: x\non: null").on is None
    assert mistakes("name: x\nsize: null") == [
        "tree.yaml:2: “size” of a tree must be a whole number, not “null”."
    ]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "tree.yaml:1: The file is empty."),
        ("# only a remark", "tree.yaml:1: The file is empty."),
        ("- just words", "tree.yaml:1: the file must be a set of keys and values."),
        ("name: [\n", "tree.yaml:2: This is not readable YAML: "),
        ("name: x\n\tsize: 1", "tree.yaml:2: This is not readable YAML: "),
        ("name: x\n---\nname: y", "tree.yaml:2: This is not readable YAML: "),
        ("name: \x00", "tree.yaml: This is not readable YAML: "),
        ("name: x\nsize: 1.5", "tree.yaml:2: “size” of a tree must be a whole number, not “1.5”."),
        ("name: x\nname: y", "tree.yaml:2: “name” is given twice in the file (first on line 1)."),
        ("size: 1", "tree.yaml:1: a tree here has no “name”."),
        ("name: x\nnotes: {a: 1, a: 2}", "tree.yaml:2: “a” is given twice in “notes” of a tree"),
    ],
)
def test_what_is_not_a_tree_is_refused(text: str, mistake: str) -> None:
    assert mistakes(text)[0].startswith(mistake)


def test_a_name_that_stands_for_another_part_is_refused_before_it_can_grow() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]

    assert mistakes("\n".join(lines)) == [
        "tree.yaml:2: This is not readable YAML: an alias (*name) is not allowed in a pack."
    ]


def test_a_merge_of_another_part_is_refused() -> None:
    assert mistakes("name: x\n<<: {size: 1}") == ["tree.yaml:2: “<<” is not a key of a tree."]


def test_a_tag_runs_nothing() -> None:
    text = "name: !!python/object/apply:os.system [echo]"

    assert mistakes(text) == ["tree.yaml:1: “name” of a tree must be a single value."]


def test_a_file_too_long_to_be_a_pack_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LONGEST_FILE", 100)

    assert mistakes(f"name: {'x' * 100}") == ["tree.yaml: The file is too long to be a pack."]


@pytest.mark.parametrize("depth", [30, 400, 20_000])
def test_a_file_nested_too_deeply_is_refused(depth: int) -> None:
    text = "name: x\nbranches: " + "[{name: x, branches: " * depth + "[]" + "}]" * depth

    assert mistakes(text) == [
        "tree.yaml:2: This is not readable YAML: nesting this deep is not allowed in a pack."
    ]


def test_a_mistake_in_a_part_is_told_with_the_line_of_the_part() -> None:
    text = "name: x\nbranches:\n  - name: y\n  - name: z\n    leaves: 3\n"

    assert mistakes(text) == ["tree.yaml:5: “leaves” is not a key of a tree."]


def test_what_is_written_is_prose_to_read() -> None:
    long = "All complaints shall be made to the Clerk of the Council, " * 3
    text = dump(Tree(long.strip(), size=1))

    assert text.startswith("name: >")
    assert max(map(len, text.splitlines())) <= 104
    assert read(text).name == long.strip()
