"""The answer to a request about the own data, as a letter to hand over and as a short text to send."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from payung.access.actions.note_export import note_export
from payung.insight.person_pdf import person_pdf
from payung.people.queries import answered_request
from payung.regions import queries as regions
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import column_words, numbers_masked, request_words
from payung.web.people.file_words import moment_words

if TYPE_CHECKING:
    from payung.people.models import DataRequest

_DONE = {
    "file": "Salinan data sudah diserahkan.",
    "correction": "Data sudah diperbaiki.",
    "restriction": "Pemrosesan data dibatasi: tidak ada pendaftaran atau penempatan baru, dan data tidak muncul di daftar "
    "dan ekspor. Perlindungan yang sudah dibayar dan klaim tetap dijawab.",
    "erasure": "Data sudah dihapus. Bulan yang sudah dibayar tetap tercatat di buku besar, tanpa nama.",
    "withdrawal": "Semua persetujuan berakhir: tidak ada pendaftaran atau penempatan baru, hasil pemeriksaan kesehatan "
    "tidak dibaca lagi, dan nomor HP tidak dipakai atau ditampilkan lagi di data pekerja. Catatan perubahan, yang dibaca "
    "inspektorat, dan berkas daftar lama masih memuat nomor itu sampai masa simpannya habis. Bulan yang sudah dibayar, kartu, "
    "dan klaim tetap disimpan, karena pembukuan uang wajib disimpan.",
}
_COMPLAIN = (
    "Bila jawaban ini tidak sesuai, datanglah ke kantor desa atau Disnaker kabupaten dan minta ditinjau lagi; sebutkan nomor "
    "permintaan di atas. Anda juga dapat mengadu kepada lembaga pelindungan data pribadi menurut UU 27/2022."
)


def _when(at: datetime | None) -> str:
    return moment_words(localtime(at).isoformat()) if at else "-"


def _what_was_done(asked: DataRequest) -> str:
    return _DONE[asked.kind] if asked.state == "done" else "Permintaan ini ditolak."


def _asked(asked: DataRequest) -> list[list[str]]:
    facts = [["Nomor permintaan", str(asked.pk)], ["Yang diminta", request_words(asked.kind)],
             ["Diminta pada", _when(asked.asked_at)]]  # fmt: skip
    if asked.field:
        changed = f"{numbers_masked(asked.old_value or 'kosong')} menjadi {numbers_masked(asked.new_value)}"
        facts.append([column_words(asked.field), changed])
    return facts


def _who(asked: DataRequest, village: str) -> list[list[str]]:
    person = asked.person
    # Whoever was erased has no name left here; the number is what the letter is known by.
    known = [] if person.erased_on else [["Nama", person.name], ["NIK", person.nik_masked]]
    return [*known, ["Desa", village]]


def letter_words(asked: DataRequest, village: str, number: str) -> dict[str, Any]:
    """What stands in the letter, in Indonesian whatever the language of the page is."""
    with override("id"):
        answered = [["Dijawab pada", _when(asked.done_at)],
                    ["Hasil", _what_was_done(asked)], ["Penjelasan petugas", asked.answer]]  # fmt: skip
        return {
            "title": "Jawaban atas permintaan",
            "lead": "Hak orang atas data pribadinya menurut UU 27/2022.",
            "parts": [
                {"title": "Kepada", "facts": _who(asked, village)},
                {"title": "Permintaan", "facts": _asked(asked)},
                {"title": "Jawaban", "facts": answered},
                {"title": "Bila Anda tidak setuju", "text": _COMPLAIN},
            ],
            "sign": ["Petugas,", "(nama dan tanda tangan)"],
            "foot": f"Payung. Surat nomor {number}. Rahasia: hanya untuk orang yang bersangkutan.",
        }


def text_words(asked: DataRequest) -> str:
    """The answer in one short text for a message: without a name or a number of the person, who knows what was asked."""
    with override("id"):
        kind, when = request_words(asked.kind).lower(), _when(asked.done_at)
        return (
            f"Permintaan Anda nomor {asked.pk} ({kind}) dijawab {when}. {_what_was_done(asked)} {asked.answer}"
            f" Tidak sesuai? Datang ke kantor desa atau Disnaker, sebut nomor {asked.pk}."
        )


@require_safe
@needs("answer-people")
@fresh
@never_cache
def request_letter(request: SignedIn, request_id: int) -> HttpResponse:
    """The letter as a PDF, for an answered request of the user's area; any other is not found."""
    asked = answered_request(request_id)
    if asked is None:
        raise Http404
    number = note_export([asked.person_id], why=f"jawaban permintaan {asked.pk}")
    village = str(regions.region(asked.village) or asked.village)
    response = HttpResponse(person_pdf(letter_words(asked, village, number)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="jawaban-permintaan-{asked.pk}.pdf"'
    return response
