"""What a plan can be made of: for whoever chooses from a list instead of typing."""

from mockint.commands.planning import plan_file
from mockint.commands.planning.follow import in_pack_of
from mockint.commands.planning.wished import asked_about
from mockint.commands.values.plan import PlanChoices
from mockint.errors import UsageError
from mockint.wiring import settings


def choices(pack: str | None = None) -> PlanChoices:
    """Of ``pack``; with None of the plan's, else of the one that is chosen now.

    ``pack`` is one of those that are listed, by its name. Raises UsageError where it is not.
    """
    wishes = plan_file.read().wishes
    if pack is not None:
        check_pack(pack)
        with settings.using_pack(pack):
            return _choices()
    if wishes is None:
        return _choices()
    with in_pack_of(wishes):
        return _choices()


def check_pack(name: str) -> None:
    """Raises UsageError where no pack that is listed has this name: a folder is none."""
    wanted = settings.settings()
    if name not in settings.packs(wanted) and name != settings.pack_name(wanted):
        raise UsageError(f"there is no pack {name!r}", next_step="mockint config set pack general")


def _choices() -> PlanChoices:
    from mockint.content.packs import pack_title

    wanted = settings.settings()
    library = settings.library(wanted)
    asked = asked_about(library)
    return PlanChoices(
        pack=library.pack,
        packs={
            **{name: pack_title(folder) for name, folder in settings.packs(wanted).items()},
            settings.pack_name(wanted): library.pack.name,
        },
        principles={slug: one.title for slug, one in library.principles.items() if slug in asked},
        stories=tuple(settings.stories(wanted, library)),
        level=settings.level(None, wanted, library).name,
        wishes=plan_file.read().wishes,
    )
