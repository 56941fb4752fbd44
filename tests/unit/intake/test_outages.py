"""What is the database's fault is told as an outage, so that a card is sent again; what is the data's is not."""

import pytest
from sqlalchemy.exc import DataError, InternalError, OperationalError

from services.intake.adapters.outages import telling_outages
from services.intake.domain.errors import StorageAway


@pytest.mark.parametrize("kind", [OperationalError, InternalError])
def test_the_databases_fault_is_an_outage(kind: type[Exception]) -> None:
    with pytest.raises(StorageAway), telling_outages():
        raise kind("", None, ValueError("could not extend file"))


def test_the_datas_fault_is_none() -> None:
    with pytest.raises(DataError), telling_outages():
        raise DataError("", None, ValueError("out of range"))
