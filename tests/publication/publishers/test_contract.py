"""Publishers that stand in the entry points, and one written by hand, keep the contract."""

import pytest

from earwitness.publication.ports import Publisher
from earwitness.runtime import plugins
from fakes.publishers import TitlePublisher
from publisher_contract import PublisherContract


class TestAFake(PublisherContract):
    @pytest.fixture
    def publisher(self) -> Publisher:
        return TitlePublisher()


@pytest.mark.parametrize("name", plugins.names("publishers"))
class TestThoseInstalled(PublisherContract):
    @pytest.fixture
    def publisher(self, name: str) -> Publisher:
        return plugins.load("publishers", name)()  # type: ignore[no-any-return]

    def test_it_is_found_under_its_own_name(self, publisher: Publisher, name: str) -> None:
        assert publisher.name == name
