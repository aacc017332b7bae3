"""Amazon's pack, which most tests judge by, and its levels."""

from mockint.content.load import load
from mockint.locations import content_dir

LIBRARY = load(content_dir())
PACK = LIBRARY.pack
BAR = PACK.bar
LEVELS = PACK.levels
SDE1, SDE2, SENIOR = LEVELS
