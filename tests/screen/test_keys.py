"""Keys from a real terminal (a pty), from a pipe, and from nobody."""

import io
import os
import queue
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.events import Key, KeyHint, KeyPressed
from mockint.interview import keys as hints
from mockint.screen.keys import NoKeys, PipeKeys, keys_for
from mockint.screen.typed import LETTERS, Typed, as_pressed, pressed

if sys.platform == "win32":
    pytest.skip("these keys are those of Unix", allow_module_level=True)

import pty
import termios

from mockint.screen.keys import TOGETHER_S, TerminalKeys

LONG_S = 20.0


class Pressed:
    """Collects what was pressed."""

    def __init__(self) -> None:
        self._keys: queue.Queue[Key] = queue.Queue()

    def __call__(self, event: KeyPressed) -> None:
        self._keys.put(event.key)

    def next(self, number: int) -> list[Key]:
        return [self._keys.get(timeout=LONG_S) for _ in range(number)]

    @property
    def nothing(self) -> bool:
        return self._keys.empty()


@pytest.fixture
def terminal() -> Iterator[tuple[io.FileIO, int]]:
    """A terminal's two ends: the person's, the program's."""
    person, program = pty.openpty()
    with io.FileIO(person, "r+") as typing, io.FileIO(program, "r+"):
        yield typing, program


@pytest.fixture
def pipe() -> Iterator[tuple[io.FileIO, int]]:
    """Writing end, reading end."""
    reader, writer = os.pipe()
    with io.FileIO(writer, "w") as typing, io.FileIO(reader):
        yield typing, reader


def press(person: io.FileIO, typed: bytes) -> None:
    """As a finger does: not at once with what came before."""
    person.write(typed)
    time.sleep(3 * TOGETHER_S)


# ---------------------------------------------------------------- a terminal


def test_each_key_without_enter_small_or_capital(terminal: tuple[io.FileIO, int]) -> None:
    person, program = terminal
    keys, got = TerminalKeys(program), Pressed()
    keys.start(got)
    for typed in (b"\n", b"\r", b"p", b"P", b"n", b"N", b"r", b"R", b"s", b"S", b"q", b"Q", b"?"):
        press(person, typed)
    expected = [
        *("done", "done", "pause", "pause", "part", "part", "retake", "retake"),
        *("skip", "skip", "quit", "quit", "help"),
    ]
    assert got.next(13) == expected
    keys.stop()


def test_other_keys_mean_nothing_to_a_round(terminal: tuple[io.FileIO, int]) -> None:
    person, program = terminal
    keys, got = TerminalKeys(program), Pressed()
    keys.start(got)
    for typed in (b"x", b" ", b"\t", b"\x1b[A", b"\x1bOQ", b"\x1b[15~", b"\x1bq"):
        press(person, typed)
    press(person, "ж".encode()[:1])
    press(person, "ж".encode()[1:])
    press(person, b"p")
    assert got.next(4) == ["other", "other", "other", "pause"]
    keys.stop()
    assert got.nothing


def test_a_line_from_a_pipe_goes_along(pipe: tuple[io.FileIO, int]) -> None:
    person, program = pipe
    got: queue.Queue[KeyPressed] = queue.Queue()
    keys = PipeKeys(program, quit_at_end=False)
    keys.start(got.put)
    person.write(b"b\n\nQ\nwhat is wrong with it\n")
    events = [got.get(timeout=LONG_S) for _ in range(4)]
    keys.stop()
    assert [event.key for event in events] == ["other", "done", "quit", "other"]
    assert [event.choice for event in events] == ["b", "\n", "q", "what is wrong with it"]
    assert [event.char for event in events][:2] == ["b\n", "\n"]


def test_what_was_typed_goes_along() -> None:
    """For practice, where b goes back and an answer is typed; in a round the key alone counts."""
    assert [event.char for event in pressed(b"Bn 4\x7f\r\x1b[A")] == [*"bn 4", "\x7f", "\n"]
    assert [event.choice for event in pressed(b"Bn 4\r")] == ["b", "n", "", "4", "\n"]
    assert [event.key for event in pressed(b"bq")] == ["other", "quit"]


def test_the_terminal_is_given_back_as_it_was(terminal: tuple[io.FileIO, int]) -> None:
    person, program = terminal
    before = termios.tcgetattr(program)
    keys, got = TerminalKeys(program), Pressed()
    keys.start(got)
    while_reading = termios.tcgetattr(program)
    assert not while_reading[3] & (termios.ECHO | termios.ICANON)
    assert while_reading[3] & termios.ISIG, "Ctrl-C must stay Ctrl-C"
    keys.stop()
    keys.stop()
    assert termios.tcgetattr(program) == before
    person.write(b"q\n")
    assert os.read(program, 10) == b"q\n", "what is typed afterwards is not ours"
    assert got.nothing


def test_a_terminal_that_goes_away_ends_the_round(terminal: tuple[io.FileIO, int]) -> None:
    person, program = terminal
    keys, got = TerminalKeys(program), Pressed()
    keys.start(got)
    person.close()
    assert got.next(1) == ["quit"]
    keys.stop()


def test_stop_without_start() -> None:
    TerminalKeys(0).stop()
    PipeKeys(0, quit_at_end=True).stop()
    NoKeys().stop()


@given(st.binary(max_size=60))
def test_whatever_a_terminal_sends(chunk: bytes) -> None:
    plain = chunk.replace(b"\x1b", b"")
    assert len(list(pressed(chunk))) <= len(list(pressed(plain)))


PROGRAM = """
import fcntl, sys, termios, threading
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from mockint.screen.keys import keys_for
keys = keys_for(sys.stdin, recorded=False)
try:
    keys.start(lambda event: None)
    print("reading", flush=True)
    threading.Event().wait(20)
except KeyboardInterrupt:
    print("interrupted", flush=True)
finally:
    keys.stop()
    keys.stop()
"""


def test_ctrl_c_raises_in_the_main_thread_and_the_terminal_is_restored(
    terminal: tuple[io.FileIO, int],
) -> None:
    """A process of its own whose controlling terminal is a pty, and a typed Ctrl-C."""
    person, program = terminal
    before = termios.tcgetattr(program)
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=program,
        stdout=program,
        stderr=program,
        start_new_session=True,
    )
    read_until(person.fileno(), b"reading")
    assert not termios.tcgetattr(program)[3] & termios.ICANON
    person.write(b"\x03")
    read_until(person.fileno(), b"interrupted")
    assert child.wait(LONG_S) == 0
    assert termios.tcgetattr(program) == before


def read_until(descriptor: int, words: bytes) -> None:
    seen, deadline = b"", time.monotonic() + LONG_S
    while words not in seen:
        assert time.monotonic() < deadline, seen
        seen += os.read(descriptor, 1000)


# ---------------------------------------------------------------- a pipe


def test_lines_are_keys(pipe: tuple[io.FileIO, int]) -> None:
    writer, reader = pipe
    keys, got = PipeKeys(reader, quit_at_end=True), Pressed()
    keys.start(got)
    writer.write(b"\np\nP\r\n r \nskip\ns")
    assert got.next(5) == ["done", "pause", "pause", "retake", "other"]
    writer.write(b"\nn\nq\n?\n")
    assert got.next(4) == ["skip", "part", "quit", "help"]
    keys.stop()


def test_the_end_of_a_pipe_is_quit(pipe: tuple[io.FileIO, int]) -> None:
    writer, reader = pipe
    keys, got = PipeKeys(reader, quit_at_end=True), Pressed()
    keys.start(got)
    writer.write(b"\n")
    writer.close()
    assert got.next(2) == ["done", "quit"]
    keys.stop()


def test_what_comes_after_the_stop_stays_in_the_pipe(pipe: tuple[io.FileIO, int]) -> None:
    writer, reader = pipe
    keys, got = PipeKeys(reader, quit_at_end=True), Pressed()
    keys.start(got)
    keys.stop()
    writer.write(b"q\n")
    assert os.read(reader, 10) == b"q\n"
    assert got.nothing


RECORDED = """
import sys, threading
from mockint.screen.keys import keys_for
recorded = sys.argv[1] == "recorded"
pressed, ended = [], threading.Event()
keys = keys_for(sys.stdin, recorded=recorded)
keys.start(lambda event: (pressed.append(event.key), ended.set()))
for thread in threading.enumerate():
    if thread.name == "mockint-keys":
        thread.join(20)
keys.stop()
print(pressed)
"""


@pytest.mark.parametrize(("who", "pressed"), [("recorded", "[]"), ("person", "['quit']")])
def test_dev_null_ends_a_round_only_where_a_person_answers(who: str, pressed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RECORDED, who],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=LONG_S,
    )
    assert done.stdout.strip() == pressed


# ---------------------------------------------------------------- which keys


EVERY = [one for one in vars(hints).values() if isinstance(one, KeyHint)]


def test_every_key_has_its_words_and_they_stand_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert {*LETTERS} == {one.keys for one in EVERY} - {"\n"}
    assert {*LETTERS.values(), "done", "other", "pasted", "quit?"} == {*get_args(Key)}
    for one in (hints.DONE, hints.PAUSE, hints.PART, hints.UNDO, hints.RETAKE, hints.SKIP):
        assert f"**{one.named()}** {one.what}" in readme
    for one in (hints.AGAIN, hints.QUIT, hints.HELP):
        assert f"**{one.named()}** {one.what}" in readme


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("r", "r"),
        ("\nn", "Enter or n"),
        ("abcd1234", "a to d or 1 to 4"),
        ("ab", "a or b"),
        ("?", "?"),
        ("123456789abc", "1 to 9 or a to c"),
    ],
)
def test_a_keys_name(keys: str, name: str) -> None:
    assert KeyHint(keys, "x").named() == name


def test_the_reader_of_keys_says_how_they_are_pressed() -> None:
    two = (hints.DONE, hints.QUIT)
    assert TerminalKeys(0).legend(two) == "Keys: Enter=done, q=end."
    lines = PipeKeys(0, quit_at_end=True).legend(two)
    assert lines == "Type a line and press Enter: empty line=done, q=end."
    assert NoKeys().legend(two) == TerminalKeys(0).legend(()) == ""


def test_a_letter_of_another_alphabet_is_a_key_too_also_in_two_pieces() -> None:
    assert [one.char for one in pressed("Жé待".encode())] == ["ж", "é", "待"]
    assert [one.key for one in pressed("ж".encode())] == ["other"]
    assert list(pressed(b"\xff\xfe")) == []


PNRSUWQ = ["pause", "part", "retake", "skip", "undo", "again", "quit"]


@pytest.mark.parametrize(
    ("letters", "keys"),
    [
        ("зткыгцй", PNRSUWQ),
        ("ЗТКЫГЦЙ", PNRSUWQ),
        ("зткігцй", PNRSUWQ),  # Ukrainian
        ("πνρσθς", PNRSUWQ[:-1]),  # Greek has no letter on q
        ("פמרדו", PNRSUWQ[:-2]),  # nor has Hebrew, nor on w
        ("حىقسعصض", PNRSUWQ),
        ("ㅔㅜㄱㄴㅕㅈㅂ", PNRSUWQ),
        ("äßé待ж", ["other"] * 5),
    ],
)
def test_a_letter_of_another_alphabet_is_the_key_in_its_place(
    letters: str, keys: list[Key]
) -> None:
    found = [one for letter in letters for one in pressed(letter.encode())]
    assert [one.key for one in found] == keys
    assert "".join(one.char for one in found) == letters.lower(), "as text it is what was typed"


def test_what_is_offered_is_chosen_by_place_too() -> None:
    assert [one.choice for one in pressed("ф1é".encode())] == ["a", "1", "é"]


SLOW = [b"\x1bOQ", b"\x1b[20~", b"\x1b[1;2Q", b"\x1b[A", b"\x1b\x1b[A", "ж".encode()]


@pytest.mark.parametrize("sequence", SLOW)
def test_a_key_that_comes_in_pieces_is_never_another_one(sequence: bytes) -> None:
    for cut in range(1, len(sequence)):
        typed = Typed()
        found = [*typed.keys(sequence[:cut]), *typed.keys(sequence[cut:]), *typed.keys(b"p")]
        assert [one.key for one in found if one.key != "other"] == ["pause"]
    byte_by_byte = Typed()
    found = [one for at in sequence for one in byte_by_byte.keys(bytes([at]))]
    assert {one.key for one in found} <= {"other"}


def test_escape_alone_keeps_no_key_back() -> None:
    typed = Typed()
    assert [
        one.key for piece in (b"\x1b", b"p", b"\x1b\x1b", b"q") for one in typed.keys(piece)
    ] == [
        "pause",
        "quit",
    ]


def test_a_bracketed_paste_is_one_thing_and_no_command() -> None:
    sent = b"\x1b[200~I was quick,\rthen \x1b[A asked.\r\x1b[201~p"
    for cut in range(1, len(sent) - 1):
        typed = Typed()
        found = [*typed.keys(sent[:cut]), *typed.keys(sent[cut:])]
        assert [one.key for one in found] == ["pasted", "pause"], cut
        assert found[0].choice == ""
    assert found[0].char.startswith("I was quick, then")


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"p", ["pause"]),
        (b"\r\r", ["done"]),  # pressed twice, or held down on a slow line
        (b"qq", ["quit"]),
        (b"quick", ["pasted"]),
        (b"\x1b[A\x1b[A", []),
        (b"pr", ["pasted"]),
        (b"My notes.\r", ["pasted"]),
    ],
)
def test_what_comes_at_once_is_one_key_or_none(sent: bytes, keys: list[Key]) -> None:
    assert [one.key for one in as_pressed([*pressed(sent)])] == keys


def test_a_paste_that_comes_in_pieces_at_once_is_one(terminal: tuple[io.FileIO, int]) -> None:
    person, program = terminal
    keys, got = TerminalKeys(program), Pressed()
    keys.start(got)
    for piece in (b"I was quick", b" to ask q", b"uestions,\r", b"q"):
        person.write(piece)
    time.sleep(3 * TOGETHER_S)
    press(person, b"p")
    assert got.next(2) == ["pasted", "pause"]
    keys.stop()


def test_without_standard_input_there_are_no_keys() -> None:
    closed = io.StringIO()
    closed.close()
    for stdin in (None, closed, io.StringIO("q\n")):
        keys = keys_for(stdin, recorded=False)
        assert isinstance(keys, NoKeys)
        assert keys.legend((hints.QUIT,)) == ""
        keys.start(lambda _event: None)


def test_a_file_is_read_as_lines_and_a_terminal_key_by_key(
    tmp_path: Path, terminal: tuple[io.FileIO, int]
) -> None:
    (tmp_path / "keys").write_text("q\n")
    with (tmp_path / "keys").open() as file:
        assert isinstance(keys_for(file, recorded=False), PipeKeys)
    with os.fdopen(os.dup(terminal[1])) as stdin:
        assert isinstance(keys_for(stdin, recorded=False), TerminalKeys)
