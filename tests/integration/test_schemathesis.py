"""Whatever a program sends that the documents of both APIs allow, or forbid, is answered as they say."""

from collections.abc import Iterator

import pytest

from tests.faults.sizes import size
from tests.support.served_apis import DOCUMENTS, ServedApis, judged, served_apis

EXAMPLES = size(300, 20)


@pytest.fixture
def apis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedApis]:
    with served_apis(tmp_path_factory.mktemp("apis")) as served:
        yield served


# Hypothesis warns that it would have to show a large value; its report is what we read anyway.
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize("service", DOCUMENTS)
def test_a_service_answers_as_its_document_says(apis: ServedApis, service: str) -> None:
    verdict = judged(apis, service, EXAMPLES)
    assert not verdict.found, "\n\n".join(verdict.found)
    assert {verdict.phases[phase] for phase in ("coverage", "fuzzing", "stateful")} == {"success"}
    idle = [operation for operation, calls in verdict.calls.items() if operation.startswith("fuzzing ") and not calls]
    assert not idle, "every operation of the document is called"
