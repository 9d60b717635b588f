"""What BPJS said against a worker goes with the worker; that it refused stays."""

from datetime import date

import pytest
from django.db import connection

from payung.people.actions.erase import erase
from tests.lists import line, workers

pytestmark = pytest.mark.usefixtures("years_later")


def test_the_reason_of_a_refusal_goes_when_the_worker_is_erased(office):
    office.load(line("utama", 5))
    office.send(workers(1, 1))
    with connection.cursor() as db:
        db.execute("""INSERT INTO bpjs_answer_file (line_id, region, fingerprint, file_name, taken_at, taken_by, rows, numbered,
            accepted, refused, problems, ignored, told) SELECT id, region, 'x', 'a', now(), 't', 1, 0, 0, 1, 0, 0, '[]'
            FROM funding_line""")
        db.execute("""INSERT INTO bpjs_answer (file_id, person_id, line_id, village, outcome, refused_why)
            SELECT f.id, p.id, f.line_id, p.village, 'refused', 'Nama di KTP: SITI' FROM bpjs_answer_file f, person p RETURNING
            person_id""")
        (person,) = db.fetchone()
        erase(person=person, on=date(2036, 1, 1))
        db.execute("SELECT outcome, refused_why FROM bpjs_answer")
        assert db.fetchall() == [("refused", "-")]
        db.execute("SELECT count(*) FROM history WHERE before::text LIKE '%SITI%'")
        assert db.fetchone() == (0,)
