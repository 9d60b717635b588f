"""The pages of those who decide as they look: roles, switching, no role, invitations, breaches, and what goes wrong."""

from __future__ import annotations

from django.template.loader import render_to_string
from playwright.sync_api import Page, Route

from tests.installation import command
from tests.journeys.conftest import As
from tests.journeys.console import Console, looked_at

KEEPER, OTHER_KEEPER = "Pengelola Sistem Purwakarta", "Pengelola Sistem Kedua"
OFFICER, HEALTH, INSPECTOR = "Petugas Disnaker Purwakarta", "Petugas Kesehatan RS Siloam", "Inspektorat Purwakarta"


def _send(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).first.click()


def _ask(page: Page, username: str, role: str, button: str) -> None:
    page.goto("/access/roles/")
    page.get_by_label("Nama pengguna", exact=True).fill(username)
    page.get_by_label("Peran", exact=True).select_option(role)
    page.get_by_label("Alasan").fill("rapat 24 November")
    _send(page, button)


def test_a_role_is_asked_for_and_decided(as_: As) -> None:
    keeper, other = as_(KEEPER), as_(OTHER_KEEPER)
    keeper.goto("/access/roles/")
    looked_at(keeper, "roles")
    keeper.goto("/access/roles/?q=zzz")
    looked_at(keeper, "roles none")
    _ask(keeper, "tidak-ada", "treasurer", "Minta diberi")
    looked_at(keeper, "roles refused")
    _ask(keeper, "demo-disnaker", "treasurer", "Minta diberi")
    looked_at(keeper, "role asked")
    _ask(keeper, "demo-kesehatan", "health-staff", "Minta dicabut")
    other.goto("/access/roles/")
    looked_at(other, "role to decide")
    _send(other, "Setujui")
    _send(other, "Setujui")
    looked_at(other, "role decided")


def test_whoever_holds_two_roles_switches_and_whoever_holds_none_is_told(as_: As) -> None:
    officer, health = as_(OFFICER), as_(HEALTH)
    officer.goto("/people/")
    looked_at(officer, "role switch")
    _send(officer, "Ganti peran")
    assert "Bendahara" in officer.locator(".whoami").inner_text()
    looked_at(officer, "role switched")
    _send(officer, "Ganti peran")
    health.goto("/")
    looked_at(health, "no role")


def test_somebody_new_is_invited(as_: As) -> None:
    keeper = as_(KEEPER)
    keeper.goto("/access/invitations/")
    keeper.get_by_role("link", name="Undang pengguna baru").click()
    looked_at(keeper, "invite")
    _send(keeper, "Buat undangan")
    looked_at(keeper, "invite refused")
    for label, said in (("Nama lengkap", "Asep Saepudin"), ("Nama pengguna", "asep.desa"), ("Kode wilayah", "32.14.16.2005"),
                        ("Alasan", "SK 12/2025")):  # fmt: skip
        keeper.get_by_label(label, exact=True).fill(said)
    keeper.get_by_label("Peran", exact=True).select_option("village-clerk")
    _send(keeper, "Buat undangan")
    keeper.get_by_role("heading", name="Tautan untuk asep.desa").wait_for()
    looked_at(keeper, "invited")


def test_an_invitation_is_made_again_and_taken_back(as_: As) -> None:
    keeper = as_(KEEPER)
    keeper.goto("/access/invitations/")
    looked_at(keeper, "invitations none")
    _send(keeper, "Buat tautan kata sandi baru")
    looked_at(keeper, "invitations refused")
    keeper.get_by_label("Nama pengguna").fill("demo-bendahara")
    _send(keeper, "Buat tautan kata sandi baru")
    looked_at(keeper, "invitation made")
    keeper.goto("/access/invitations/")
    looked_at(keeper, "invitations")
    keeper.goto("/access/")
    looked_at(keeper, "account demo")
    keeper.goto("/access/sessions/")
    looked_at(keeper, "sessions demo")


def _open_a_breach(page: Page) -> None:
    page.goto("/access/breach/")
    looked_at(page, "breaches none")
    page.goto("/access/breach/?begins=kemarin")
    looked_at(page, "breach search refused")
    page.goto("/access/breach/?username=tidak-ada")
    looked_at(page, "breach nobody touched")
    page.goto("/access/breach/?username=demo-disnaker")
    looked_at(page, "breach found")
    _send(page, "Simpan pelanggaran")
    looked_at(page, "breach refused")
    page.get_by_label("Kapan dan bagaimana terjadinya").fill("Laptop hilang di angkutan umum, 24 November pagi.")
    page.get_by_label("Data mana yang terungkap").fill("Nama dan NIK pekerja Tanjungsari.")
    page.get_by_label("Penanganan dan pemulihan").fill("Sesi diakhiri, kata sandi diganti.")
    _send(page, "Simpan pelanggaran")


def test_a_breach_is_found_saved_told_and_closed(as_: As) -> None:
    officer, page = as_(OFFICER), as_(INSPECTOR)
    officer.goto("/people/?q=onah")
    officer.locator("tbody th a").first.click()
    officer.get_by_label("Mengapa NIK lengkap diperlukan?").fill("mencocokkan dengan KTP")
    _send(officer, "Tampilkan NIK lengkap")
    _open_a_breach(page)
    looked_at(page, "breach")
    address = page.url
    _send(page, "Catat pemberitahuan")
    looked_at(page, "breach tell refused")
    page.get_by_label("Dengan cara apa").fill("Surat 12/2025 lewat pos")
    _send(page, "Catat pemberitahuan")
    looked_at(page, "breach told")
    keeper = as_(KEEPER)
    keeper.goto(address)
    looked_at(keeper, "breach without names")
    page.locator("summary", has_text="Tutup pelanggaran ini").click()
    _send(page, "Tutup pelanggaran ini")
    looked_at(page, "breach closed")
    page.goto("/access/breach/")
    looked_at(page, "breaches")


def _answered_with(page: Page, template: str) -> None:
    """Shows the page of a fault that no request brings about, at an address of the console."""

    def answer(route: Route) -> None:
        route.fulfill(body=render_to_string(template), content_type="text/html")

    page.route("**/fault/", answer)
    page.goto("/fault/")
    page.unroute("**/fault/")


def test_what_goes_wrong_has_a_page_that_says_what_to_do(as_: As) -> None:
    page = as_(OFFICER)
    for name, address in {
        "error 400": "/regions/%00/",
        "error 403": "/access/audit/",
        "error 404": "/nowhere/",
    }.items():
        page.goto(address)
        looked_at(page, name)
    _answered_with(page, "components/error_500.html")
    looked_at(page, "error 500")
    page.goto("/people/")
    page.context.clear_cookies(name="csrftoken")
    _send(page, "Cari")
    looked_at(page, "error form expired")
    for _try in range(121):
        told = page.request.get("/nowhere/")
    assert told.status == 429
    page.goto("/nowhere/")
    looked_at(page, "error 429")


def test_a_link_that_waits_for_another_administrator(as_: As, console: Console) -> None:
    keeper, other = as_(KEEPER), as_(OTHER_KEEPER)
    add = ("user", "add", "sari.inspektorat", "--name", "Sari Inspektorat", "--role", "auditor", "--area", "32.14")
    for done in (add, ("token", "issue", "dasbor-kabupaten", "--may", "see-numbers", "--area", "32.14"),
                 ("token", "issue", "portal-provinsi", "--may", "see", "--may", "see-numbers", "--area", "32")):  # fmt: skip
        assert command(console.installation, *done).returncode == 0
    keeper.goto("/access/invitations/")
    keeper.get_by_label("Nama pengguna").fill("sari.inspektorat")
    _send(keeper, "Buat tautan kata sandi baru")
    keeper.get_by_text("setelah pengelola lain menyetujuinya").wait_for()
    looked_at(keeper, "link made")
    other.goto("/access/invitations/")
    looked_at(other, "link to confirm")
    _send(other, "Setujui tautan")
    other.get_by_text("Tautan disetujui").wait_for()
    other.goto("/access/roles/")
    other.get_by_role("button", name="Cabut dasbor-kabupaten").wait_for()
    looked_at(other, "tokens")
