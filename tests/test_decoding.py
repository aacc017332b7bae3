"""Whatever comes from outside: a value that can be worked on, or one error, and soon."""

import json
import math
import time
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mockint.decoding import DEEPEST, Undecodable, json_object, json_value, toml_table
from mockint.text.printable import printable

WHOLE = st.integers(-(2**63), 2**63 - 1)
TEXT = st.text(st.characters(codec="utf-8")).map(printable)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(TEXT, inside, max_size=4),
    max_leaves=20,
)
JSON_LIKE = st.text(st.sampled_from('[]{}",:\\u0123456789eE+-.dD89tfn \n\ud800\x00')).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)
TOML_LIKE = st.text(st.sampled_from("[]{}\"'=.,#\\ua1e_-: \n\r\ud800\x00infx")).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)


def can_be_worked_on(value: Any, *, toml: bool = False) -> bool:
    """Its text can be written, and shown if JSON's; its numbers are finite and fit in a database,
    and it is shallow."""
    level, depth = [value], 0
    while level:
        depth += 1
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                below += [*one, *one.values()]
            elif isinstance(one, list):
                below += one
            elif isinstance(one, str):
                one.encode()
                assert toml or printable(one) == one
            elif isinstance(one, float):
                assert math.isfinite(one)
            elif isinstance(one, int):
                assert -(2**63) <= one < 2**63
        level = below
    return depth <= DEEPEST + 1


@given(VALUES)
def test_what_json_can_say_is_read_as_python_reads_it(value: Any) -> None:
    plain, escaped = json.dumps(value, ensure_ascii=False), json.dumps(value)

    assert json_value(plain) == json_value(escaped) == json_value(plain.encode()) == value
    for marked in ("utf-8-sig", "utf-16", "utf-32"):
        assert json_value(plain.encode(marked)) == value
    assert json_value(f"[{plain}]".encode("utf-16-le")) == [value]


def test_what_steers_a_terminal_is_shown_wherever_it_stands_in_json() -> None:
    sent = '{"\\u202eename": ["\\u001b]0;title\\u0007", {"raw": "\u202e\x9b2J\u2028"}]}'
    assert json_value(sent) == {
        "<U+202E>ename": ["<U+001B>]0;title<U+0007>", {"raw": "<U+202E><U+009B>2J<U+2028>"}]
    }


@given(st.binary() | JSON_LIKE)
@example(b'"\\ud83d\\ude00"')
@example(b'"\\ude00\\ud83d"')
@example(b'{"\\udfff": 1}')
@example(b'"\\\\ud800"')
@example(b"1E400")
@example(b"-0")
def test_any_bytes_as_json_are_a_value_or_our_error(data: bytes) -> None:
    try:
        value = json_value(data)
    except Undecodable as error:
        assert_plain(error)
    else:
        assert can_be_worked_on(value)
        json.dumps(value, allow_nan=False).encode()


@given(st.binary() | TOML_LIKE)
@example(b"a = 1979-05-27T07:32:00Z")
@example(b'a = """\n"""""')
@example(b"a = -inf")
@example(b"a = 1_0.0_1")
def test_any_bytes_as_toml_are_a_table_or_our_error(data: bytes) -> None:
    try:
        value = toml_table(data)
    except Undecodable as error:
        assert_plain(error)
    else:
        assert value == tomllib.loads(data.decode("utf-8-sig"))
        assert can_be_worked_on(value, toml=True)


@given(st.text(st.sampled_from('ab\ud800\udc00"\\')))
def test_any_text_is_a_value_or_our_error(text: str) -> None:
    for read in (json_value, toml_table):
        try:
            read(f'"{text}"' if read is json_value else f'a = "{text}"')
        except Undecodable as error:
            assert_plain(error)


def assert_plain(error: Undecodable) -> None:
    """A cause in one printable line, which begins as a cause does."""
    said = str(error)
    assert said.isprintable()
    assert len(said) < 250
    assert said.startswith("it is ") or said.startswith("it has ") or "is not a number" in said


MANY = 300_000
HOSTILE: list[tuple[str, Callable[..., Any], str, str]] = [
    ("open lists", json_value, "[" * MANY, "nested more than 50"),
    ("closed lists", json_value, "[" * MANY + "]" * MANY, "nested more than 50"),
    ("objects", json_value, '{"a":' * MANY, "nested more than 50"),
    ("one too deep", json_value, "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "nested"),
    ("empty lists", json_value, f"[{'[],' * MANY * 4}[]]", "too many values"),
    ("a whole number", json_value, "9" * 400, "too long"),
    ("a huge whole number", json_value, "9" * MANY, "too long"),
    ("65 bits", json_value, "9223372036854775808", "too long"),
    ("a long fraction", json_value, "0." + "9" * MANY, "too long"),
    ("a large exponent", json_value, "1e400", "1e400 is not a number"),
    ("infinity", json_value, "[-Infinity]", "-Infinity is not a number"),
    ("half characters", json_value, '"' + "\\ud800" * MANY + '"', "half a character"),
    ("half a character in a name", json_value, '{"\\udc00": 1}', "half a character"),
    ("half a character as such", json_value, '"\ud800"', "half a character"),
    ("backslashes", json_value, '"' + "\\" * MANY, "line 1, column 1: unterminated"),
    ("blanks", json_value, " " * MANY, "it is empty"),
    ("nothing", json_value, "", "it is empty"),
    ("another object", json_object, "[]", "not an object"),
    ("dots", toml_table, ".".join("a" * MANY) + " = 1", "nested more than 50"),
    ("dots and blanks", toml_table, " . ".join("a" * MANY) + " = 1", "nested more than 50"),
    ("dots and quotes", toml_table, ".".join(['"a"'] * MANY) + " = 1", "nested more than 50"),
    ("a header", toml_table, "[" + ".".join("a" * 900) + "]", "nested more than 50"),
    ("arrays", toml_table, "a = " + "[" * MANY, "nested more than 50"),
    ("tables", toml_table, "a = " + "{a = " * MANY, "nested more than 50"),
    ("keys in tables", toml_table, f"a = {'{a.b.c = ' * 20}1{'}' * 20}", "nested more than 50"),
    ("a whole number", toml_table, "a = " + "9" * 400, "too long"),
    ("a huge whole number", toml_table, "a = " + "9" * MANY, "too long"),
    ("hexadecimal", toml_table, "a = 0x" + "f" * MANY, "too long"),
    ("infinity", toml_table, "a = inf", "inf is not a number"),
    ("not a number", toml_table, "a = [nan]", "nan is not a number"),
    ("half a character", toml_table, 'a = "\\ud800"', "not valid TOML at line 1"),
    ("quotes", toml_table, '"' * MANY, "not valid TOML at line 1"),
    ("a long name", toml_table, "a" * MANY, "not valid TOML"),
    ("a long text", toml_table, 'a = """' + '"x' * MANY, "not valid TOML"),
    ("the same twice", toml_table, f"{'a' * 9999} = 1\n" * 2, "at line 2: cannot overwrite"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [row[1:] for row in HOSTILE],
    ids=[f"{row[1].__name__} {row[0]}" for row in HOSTILE],
)
def test_what_is_hostile_is_refused_in_words_and_at_once(
    read: Callable[..., Any], text: str, said: str
) -> None:
    began = time.process_time()

    with pytest.raises(Undecodable) as refused:
        read(text)

    assert said in str(refused.value)
    assert_plain(refused.value)
    assert time.process_time() - began < 2.0


@pytest.mark.parametrize("read", [json_value, json_object, toml_table])
def test_size_and_kind_of_text(read: Callable[..., Any]) -> None:
    with pytest.raises(Undecodable, match=r"it is larger than 0\.001 MB"):
        read(b" " * 1001, most_bytes=1000)
    with pytest.raises(Undecodable, match="it is not UTF-8 text"):
        read(b"a = '\xe9'")


@pytest.mark.parametrize("kind", ["list", "keys", "dots in text"])
def test_what_is_deep_but_not_too_deep_is_read(kind: str) -> None:
    if kind == "list":
        assert json_value("[" * DEEPEST + "]" * DEEPEST) != []
    elif kind == "keys":
        assert toml_table(".".join("a" * DEEPEST) + " = 1\n" + ".".join("b" * DEEPEST) + " = 1")
    else:
        dots = "one. two." * 100 + "[" * 100
        said = f'a = """{dots}"""\nb = \'\'\'{dots}\'\'\'\nc = "{dots}\\""\nd = \'{dots}\' # {dots}'
        assert toml_table(said)["a"] == dots


def test_no_number_is_read_as_nothing() -> None:
    """Whisper's own command line writes so for a probability that it does not know."""
    assert json_value('{"probability": NaN}') == {"probability": None}


def test_the_line_of_a_fault_is_told() -> None:
    with pytest.raises(Undecodable) as in_json:
        json_value('{\n"a": 1,\n}')
    with pytest.raises(Undecodable) as in_toml:
        toml_table("a = 1\nb = = 2\n")
    assert (in_json.value.line, in_toml.value.line) == (3, 2)


def test_a_reader_may_refuse_infinite_numbers_itself() -> None:
    assert toml_table("a = inf", finite=False) == {"a": math.inf}
