"""The plan as it stands now: what was wished, the content, the stories and what was done."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mockint import files
from mockint.commands.values.plan import Followed
from mockint.content.types import Library, Question
from mockint.errors import UsageError
from mockint.history.catalogue import history, practices
from mockint.history.database import History
from mockint.history.schedule import DECISIVE, practiced, rating_of, weakest
from mockint.history.types import AHEAD, Wanted
from mockint.plan.schedule import plan
from mockint.plan.standing import NEAR_DAYS
from mockint.plan.types import Drilled, Known, OwnStory, Telling, Topic, Wishes
from mockint.stories.files import path_of
from mockint.stories.matching import answerable
from mockint.stories.types import Story
from mockint.wiring import settings


def in_pack_of(wishes: Wishes) -> AbstractContextManager[None]:
    """Within it the settings name the plan's pack."""
    return nullcontext() if is_here(wishes) else settings.using_pack(wishes.pack)


def is_here(wishes: Wishes) -> bool:
    """Whether the plan's pack is the one that is chosen now."""
    return wishes.pack in ("", settings.pack_name(settings.settings()))


def followed(wishes: Wishes, now: datetime) -> Followed:
    """The plan for ``wishes`` at ``now``. Raises UsageError where its pack is gone."""
    with in_pack_of(wishes):
        wanted = settings.settings()
        library = settings.library(wanted)
        every = settings.stories(wanted, library)
        folder = settings.own_folder(wanted)
        owned = [_owned(one, path_of(folder, one.name)) for one in every.values()]
    used = tuple(one for one in owned if _is_used(one, wishes))
    stories = {one.name: every[one.name] for one in used}
    topics = tuple(
        made for slug in wishes.principles if (made := _topic(slug, library, stories)) is not None
    )
    if not topics:
        raise UsageError(
            f"your plan has no {library.pack.principles} of the pack {library.pack.folder}",
            next_step="mockint plan --principles …",
        )
    today = now.date()
    known = replace(
        _done(history(), wishes, now),
        topics=topics,
        stories=used,
        other_stories=tuple(name for name in every if name not in stories),
    )
    return Followed(
        plan=plan(replace(wishes, pack="" if is_here(wishes) else wishes.pack), known, today),
        library=library,
        stories=used,
    )


def _is_used(story: OwnStory, wishes: Wishes) -> bool:
    """Those that were named, and what was told since: the plan itself asks for new ones."""
    return not wishes.stories or story.name in wishes.stories or story.since >= wishes.made


def _owned(story: Story, file: Path) -> OwnStory:
    since = datetime.fromtimestamp(files.status(file).st_mtime).date()
    return OwnStory(name=story.name, principles=story.principles, since=since)


def _topic(slug: str, library: Library, stories: Mapping[str, Story]) -> Topic | None:
    """None for a principle that is gone, or has no question. What fits a story comes first."""
    principle = library.principles.get(slug)
    asked = [one for one in library.questions.values() if one.principle == slug]
    if principle is None or not asked:
        return None
    fitting: list[Question] = []
    for story in stories.values():
        if slug in story.principles:
            found = answerable(story, (), {}, library)
            fitting += [one.question for one in found if one.question.principle == slug]
    order = dict.fromkeys(one.slug for one in (*fitting, *asked))
    return Topic(slug=slug, title=principle.title, questions=tuple(order))


def _done(past: History, wishes: Wishes, now: datetime) -> Known:
    """What was practiced until ``now``, without topics and stories."""
    lacking = past.answers_without(DECISIVE)
    tellings = []
    for answer in reversed(past.answers(Wanted(own=True))):
        began = datetime.fromisoformat(answer.began).astimezone(now.tzinfo)
        rating = rating_of(answer, lacking)
        if rating is not None and began <= now + AHEAD:
            tellings.append(
                Telling(
                    day=began.date(),
                    question=answer.question,
                    principle=answer.principle,
                    rating=rating,
                    part=next(iter(weakest(answer)), None),
                    in_panel=answer.loop is not None,
                )
            )
    since = min(wishes.made, now.date())
    is_far = (wishes.loop - now.date()).days >= NEAR_DAYS
    scheduled = practiced(past, now) if is_far else ()
    return Known(
        topics=(),
        tellings=tuple(tellings),
        drilled=tuple(Drilled(day, question) for day, question in practices(since)),
        due={one.last.question: one.when.due.astimezone(now.tzinfo).date() for one in scheduled},
    )
