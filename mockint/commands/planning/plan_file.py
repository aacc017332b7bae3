"""The file that holds the plan's wishes and how real loops went: its owner's alone."""

from mockint import files, locations
from mockint.decoding import Undecodable, json_object
from mockint.errors import FileError, NoSuchFile
from mockint.plan.kept import NotAPlan, from_json, to_json
from mockint.plan.types import Kept


def read() -> Kept:
    """What is kept; nothing where there is no file. Raises FileError where it cannot be read."""
    path = locations.plan_file()
    try:
        return from_json(json_object(files.read_bytes(path)))
    except NoSuchFile:
        return Kept()
    except (Undecodable, NotAPlan) as error:
        raise FileError(
            f"your plan in {path} cannot be read",
            cause=str(error),
            next_step="mockint plan --clear",
        ) from error


def write(kept: Kept) -> None:
    """Raises FileError."""
    files.make_private_dir(locations.data_dir())
    files.write_json(locations.plan_file(), to_json(kept))


def is_there() -> bool:
    """Also one that cannot be read."""
    return files.exists(locations.plan_file())


def clear() -> None:
    """Delete it. Raises FileError."""
    files.delete(locations.plan_file())
