"""The one way to the disk: all that reads, writes, lists, moves or deletes files is here.

Every OSError becomes a FileError, with the likely cause and the next thing to type.
"""

from mockint.files.folders import (
    PRIVATE_DIR_MODE,
    PRIVATE_FILE_MODE,
    PROBE_BYTES,
    check_writable,
    delete_folder,
    make_dir,
    make_new_dir,
    make_private,
    make_private_dir,
    nameless,
    new_temporary_dir,
    sync_folder,
    temporary_dir,
)
from mockint.files.look import (
    absolute,
    exists,
    expanded,
    free_bytes,
    is_dir,
    is_file,
    listed,
    names,
    read_bytes,
    read_text,
    reading,
    resolved,
    status,
    text_in,
)
from mockint.files.trouble import failure
from mockint.files.write import (
    PART_END,
    create,
    delete,
    growing,
    move_beside,
    put_in_place,
    replacing,
    touch,
    unbroken,
    unfinished,
    write_bytes,
    write_json,
    write_text,
)

__all__ = [
    "PART_END", "PRIVATE_DIR_MODE", "PRIVATE_FILE_MODE", "PROBE_BYTES", "absolute",
    "check_writable", "create", "delete", "delete_folder", "exists", "expanded", "failure",
    "free_bytes", "growing", "is_dir", "is_file", "listed", "make_dir", "make_new_dir",
    "make_private", "make_private_dir", "move_beside", "nameless", "names", "new_temporary_dir",
    "put_in_place", "read_bytes", "read_text", "reading", "replacing", "resolved", "status",
    "sync_folder", "temporary_dir", "text_in", "touch", "unbroken", "unfinished", "write_bytes",
    "write_json", "write_text",
]  # fmt: skip
