"""Why a file cannot be read, as a code with facts and what the clerk does next."""


class Unreadable(Exception):
    """A file that cannot be read: `code` is a key of UNREADABLE_MESSAGES, `facts` hold no personal data."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def text(self, language: str = "id") -> str:
        """The sentence for the person who sent the file, in "id" or "en"."""
        return UNREADABLE_MESSAGES[self.code][language].format(**self.facts)


UNREADABLE_MESSAGES: dict[str, dict[str, str]] = {
    "file_empty": {
        "id": "Berkas ini kosong. Buka berkas aslinya, pastikan isinya ada, simpan, lalu kirim lagi.",
        "en": "This file is empty. Open the original, see that it has content, save it and send it again.",
    },
    "file_kind_unknown": {
        "id": "Berkas ini bukan daftar yang dapat dibaca (isinya: {looks_like}). Buka di Excel atau LibreOffice, "
        "simpan sebagai .xlsx atau .csv, lalu kirim lagi.",
        "en": "This file is not a list that can be read (it contains: {looks_like}). Open it in Excel or LibreOffice, "
        "save it as .xlsx or .csv and send it again.",
    },
    "file_damaged": {
        "id": "Berkas {kind} ini rusak atau tidak terunggah sampai selesai. Buka berkas aslinya, simpan ulang, "
        "lalu kirim lagi.",
        "en": "This {kind} file is damaged or was not sent to its end. Open the original, save it anew "
        "and send it again.",
    },
    "file_password_protected": {
        "id": "Berkas ini dikunci kata sandi. Buka di Excel, hapus kata sandinya (File > Info > Protect Workbook), "
        "simpan, lalu kirim lagi.",
        "en": "This file is locked with a password. Open it in Excel, remove the password "
        "(File > Info > Protect Workbook), save it and send it again.",
    },
    "file_too_large": {
        "id": "Berkas ini {megabytes} MB, batasnya {limit} MB. Bagi menjadi beberapa berkas atau simpan sebagai .csv.",
        "en": "This file has {megabytes} MB, the limit is {limit} MB. Split it into several files or save it as .csv.",
    },
    "zip_bomb": {
        "id": "Isi berkas ini mengembang menjadi {megabytes} MB bila dibuka, jauh di atas yang wajar. Salin barisnya "
        "ke buku kerja baru, simpan, lalu kirim lagi.",
        "en": "This file swells to {megabytes} MB when opened, far beyond what is reasonable. Copy its rows into a new "
        "workbook, save it and send that.",
    },
    "too_many_columns": {
        "id": "Lembar ini punya {columns} kolom, batasnya {limit}. Hapus kolom yang tidak dipakai (juga isi sel yang "
        "jauh di kanan), lalu kirim lagi.",
        "en": "This sheet has {columns} columns, the limit is {limit}. Delete the columns not used (also stray cells "
        "far to the right) and send it again.",
    },
    "too_many_rows": {
        "id": "Lembar ini punya {rows} baris, batasnya {limit}. Hapus isi sel yang jauh di bawah daftar, atau bagi "
        "menjadi beberapa berkas.",
        "en": "This sheet has {rows} rows, the limit is {limit}. Delete stray cells far below the list, or split it "
        "into several files.",
    },
    "header_not_found": {
        "id": "Baris judul kolom tidak ditemukan dalam {rows_looked_at} baris pertama. Pastikan ada satu baris yang "
        "memuat judul seperti NIK dan Nama di atas datanya, lalu kirim lagi.",
        "en": "No row with column headings was found in the first {rows_looked_at} rows. See that one row above the "
        "data has headings such as NIK and Nama, and send it again.",
    },
    "no_rows": {
        "id": "Judul kolom ada di baris {header_row}, tetapi tidak ada satu pun baris pekerja di bawahnya. Isi "
        "daftarnya, lalu kirim lagi.",
        "en": "The headings are in row {header_row}, but there is no worker's row below. Fill in the list "
        "and send it again.",
    },
    "column_kind_unsupported": {
        "id": "Kolom nomor {column} berisi jenis data yang tidak dapat dibaca ({found}). Simpan kolom itu sebagai "
        "teks, angka, atau tanggal, lalu kirim lagi.",
        "en": "Column number {column} holds a kind of data that cannot be read ({found}). Save that column as text, "
        "number or date and send it again.",
    },
}
