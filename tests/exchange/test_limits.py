"""No file that comes in is larger than what such a file may be: it is told by its size, and not read."""

import pytest

from payung.exchange import answers, deaths, payouts, statement
from payung.exchange.answers import read_answers
from payung.exchange.deaths import read_deaths
from payung.exchange.payouts import read_results
from payung.exchange.statement import read_statement
from payung.units.refusal import Refused
from tests.exchange.files import OWN

FILES = [
    (answers.LIMIT_BYTES, lambda path: read_answers(path, OWN.answers)),
    (deaths.LIMIT_BYTES, read_deaths),
    (payouts.LIMIT_BYTES, lambda path: read_results(path, OWN.payout_results)),
    (statement.LIMIT_BYTES, lambda path: read_statement(path, OWN.statement)),
]


@pytest.mark.parametrize(("limit", "read"), FILES, ids=["answers", "deaths", "payouts", "statement"])
def test_a_file_that_is_too_large_is_not_read(tmp_path, limit, read):
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.truncate(limit + 1)
    with pytest.raises(Refused) as told:
        read(path)
    assert (told.value.code, told.value.facts) == ("upload_too_large", {"limit": limit // 1_000_000})
