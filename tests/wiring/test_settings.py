"""What every command starts from: content is read anew, but once for one page."""

from mockint.wiring import settings


def test_a_page_reads_each_pack_once() -> None:
    wanted = settings.settings()
    with settings.reading_once():
        first = settings.library(wanted)
        assert settings.library(wanted) is first
        with settings.using_pack("general"):
            other = settings.library(settings.settings())
        assert other.pack.folder == "general"
        assert settings.library(wanted) is first
    assert settings.library(wanted) is not first, "another page sees what was changed since"
