"""A seal is stamped by somebody else (RFC 3161): a real service over HTTP that answers with openssl; down, the seal waits."""

import subprocess
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg
import pytest

from payung.access.actions.stamp_seal import roots, stamp_seals
from tests.access.chained import MONDAY, a_log
from tests.conftest import _WORKER

CONFIGURATION = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Cap waktu uji
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/stamper.pem
signer_key = {folder}/stamper.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def _openssl(folder, *words):
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def make_authority(folder):
    """A certificate of an authority and one of a service that it vouches for, made now."""
    folder.mkdir(exist_ok=True)
    (folder / "openssl.cnf").write_text(CONFIGURATION.format(folder=folder))
    (folder / "serial").write_text("01\n")
    made = ["-newkey", "rsa:2048", "-nodes", "-config", "openssl.cnf"]
    _openssl(folder, "req", "-x509", *made, "-extensions", "ca", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30",
             "-subj", "/CN=Otoritas uji")  # fmt: skip
    _openssl(folder, "req", "-new", *made, "-keyout", "stamper.key", "-out", "stamper.csr")
    _openssl(folder, "x509", "-req", "-in", "stamper.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out",
             "stamper.pem", "-days", "30", "-extfile", "openssl.cnf", "-extensions", "stamper")  # fmt: skip
    return folder


def _service(folder, lock):
    class Stamper(BaseHTTPRequestHandler):
        def do_POST(self):
            with lock:
                (folder / "asked.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
                _openssl(
                    folder, "ts", "-reply", "-config", "openssl.cnf", "-queryfile", "asked.tsq", "-out", "said.tsr"
                )
                said = (folder / "said.tsr").read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_):
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Stamper)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def service(authority):
    server = _service(authority, threading.Lock())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def _log(tmp_path_factory, django_db_blocker):
    with django_db_blocker.unblock(), a_log(tmp_path_factory.mktemp("log"), f"payung_stamped_{_WORKER}") as log:
        yield log


@pytest.fixture
def log(_log, django_db_blocker):
    with django_db_blocker.unblock():
        yield _log
        _log.put_back()
        _log.file.write_bytes((_log.folder / "saved").read_bytes())


def test_seals_are_stamped_and_the_stamps_hold(log, service, authority):
    assert stamp_seals(url=service, certificate=authority / "ca.pem") == (2, "")
    verified = log.verify(trusted=roots(authority / "ca.pem"))
    assert verified.well and verified.stamps == 2
    assert stamp_seals(url=service, certificate=authority / "ca.pem") == (0, "")


def test_while_the_service_is_down_the_seal_is_made_and_its_stamp_comes_later(log, service, authority):
    done, why = stamp_seals(url="http://127.0.0.1:9/", certificate=authority / "ca.pem")
    assert done == 0 and "refused" in why
    log.seal(MONDAY.replace(day=26))
    assert log.verify(trusted=roots(authority / "ca.pem")).well
    assert stamp_seals(url=service, certificate=authority / "ca.pem") == (3, "")


def test_a_stamp_of_another_seal_is_found(log, service, authority):
    stamp_seals(url=service, certificate=authority / "ca.pem")
    with log.past_the_triggers() as db:
        db.execute("UPDATE audit_stamp SET seal = 3 - seal + 10")
        db.execute("UPDATE audit_stamp SET seal = seal - 10")
    (fault,) = log.verify(trusted=roots(authority / "ca.pem")).faults
    assert fault.code == "stamp_wrong" and fault.facts == {"number": 1}


def test_a_service_that_nobody_vouches_for_is_not_believed(log, service, tmp_path):
    stranger = make_authority(tmp_path / "stranger")
    done, why = stamp_seals(url=service, certificate=stranger / "ca.pem")
    assert done == 0 and "trusted" in why
    with psycopg.connect(log.superuser) as db:
        assert db.execute("SELECT count(*) FROM audit_stamp").fetchone() == (0,)


def test_the_daily_job_seals_once_a_day_and_fetches_the_stamp(log, service, authority, settings):
    from payung.access.actions.seal_history import seals
    from payung.access.jobs import seal_daily

    settings.SEAL_FOLDER = settings.KEY_FOLDER = log.folder
    settings.TSA_URL, settings.TSA_CERTIFICATE = service, str(authority / "ca.pem")
    seal_daily(0)
    seal_daily(3600)
    assert len(seals()) == 3 and seals()[-1].day >= date(2025, 11, 25)
    assert log.verify(trusted=roots(authority / "ca.pem")).stamps == 3


def test_the_worker_of_the_program_runs_the_daily_job():
    from procrastinate.contrib.django import app

    assert [task for task, _ in app.periodic_registry.periodic_tasks] == ["seal-history"]
