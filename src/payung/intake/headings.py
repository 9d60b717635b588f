"""The fields of a list of workers, their labels, and the headings that offices write for them."""

FIELD_LABELS: dict[str, dict[str, str]] = {
    "number": {"id": "Nomor urut", "en": "Row number"},
    "nik": {"id": "NIK", "en": "National identity number"},
    "name": {"id": "Nama", "en": "Name"},
    "birth_place_and_on": {"id": "Tempat dan tanggal lahir", "en": "Place and date of birth"},
    "birth_place": {"id": "Tempat lahir", "en": "Place of birth"},
    "birth_on": {"id": "Tanggal lahir", "en": "Date of birth"},
    "sex": {"id": "Jenis kelamin", "en": "Sex"},
    "address": {"id": "Alamat", "en": "Address"},
    "rt_rw": {"id": "RT/RW", "en": "Neighbourhood (RT/RW)"},
    "village_code": {"id": "Kode desa", "en": "Village code"},
    "village_name": {"id": "Nama desa", "en": "Village"},
    "district_name": {"id": "Kecamatan", "en": "District"},
    "occupation": {"id": "Pekerjaan", "en": "Occupation"},
    "phone": {"id": "Nomor HP", "en": "Phone"},
    "mother_name": {"id": "Nama ibu kandung", "en": "Mother's name"},
    "income": {"id": "Penghasilan per bulan", "en": "Income per month"},
    "heir_name": {"id": "Nama ahli waris", "en": "Heir's name"},
    "heir_relation": {"id": "Hubungan ahli waris", "en": "Heir's relation"},
    "kk": {"id": "Nomor KK", "en": "Family card number"},
    "decile": {"id": "Desil DTSEN", "en": "DTSEN decile"},
    "kpj": {"id": "Nomor KPJ", "en": "Participant number"},
    "member_since": {"id": "Mulai kepesertaan", "en": "Member since"},
    "sector": {"id": "Sektor", "en": "Sector"},
    "note": {"id": "Keterangan (tidak dibaca)", "en": "Note (not read)"},
}

FIELDS: tuple[str, ...] = tuple(FIELD_LABELS)

# The heading of the column in which Payung explains its findings; it names no field.
GIVEN_BACK_HEADING = "Keterangan Payung"

# Written without case, blanks and punctuation: "No. KTP", "no_ktp" and "NoKTP" are all "noktp".
_HEADINGS: dict[str, str] = {
    "number": "no nomor nourut nomorurut nour urut num number",
    "nik": """nik noktp nomorktp ktp nonik nomornik nikktp nikktpel noktpel ktpel ektp noektp nomorindukkependudukan
        noindukkependudukan nomorindukkependudukannik nikekt nikektp noidentitas nomoridentitas niknoktp noktpnik
        nikatauktp nikpekerja nikpeserta""",
    "name": """nama namalengkap namapeserta namapekerja namasesuaiktp namalengkapsesuaiktp namatk namatenagakerja
        namacalonpeserta namawarga namapenduduk namalkp namalgkp nmlengkap nama1 fullname name namapenerima
        namapenerimamanfaat""",
    "birth_place_and_on": """tempattgllahir tempattanggallahir ttl tempatdantanggallahir tempatdantgllahir tmptgllahir
        tmpttgllahir tmpttgllhr tempattgllhr tempatlahirtanggallahir tempatlahirtgllahir tptgllahir tempattanggal
        tempattgllahirddmmyyyy tempattanggalkelahiran temptgllahir""",
    "birth_place": "tempatlahir tmplahir tmptlahir tptlahir kotalahir tempatkelahiran tempat",
    "birth_on": """tgllahir tanggallahir tgllhr tgllahirddmmyyyy tanggalkelahiran dob birthdate tanggallhr lahir
        tgllahiryyyymmdd tgllahirdd""",
    "sex": """lp jk jeniskelamin kelamin gender jnskelamin jeniskel jnskel sex jkel jklp jeniskelaminlp
        lakilakiperempuan""",
    "address": """alamat alamatlengkap alamatktp alamatsesuaiktp alamatrumah alamattinggal alamattempattinggal
        alamatdomisili domisili kampung kp alamatkampung dusun alamatdusun jalan""",
    "rt_rw": "rtrw rt rw rtdanrw",
    "village_code": "kodedesa kodewilayah kodekelurahan kodedesakelurahan kddesa kodekel kodedesakel kodekemendagri",
    "village_name": """desa namadesa kelurahan desakelurahan kelurahandesa desakel keldesa namakelurahan
        namadesakelurahan kel""",
    "district_name": "kecamatan namakecamatan kec",
    "occupation": """pekerjaan jenispekerjaan profesi matapencaharian bidangpekerjaan jenisusaha jenisprofesi
        pekerjaanutama pekerjaansaatini occupation""",
    "phone": """nohp nomorhp hp notelepon telepon notelp telp nowa wa nomorwa nomorhandphone nohandphone handphone
        nomortelepon nomorponsel noponsel nohpwa notelphp nowhatsapp nomorwhatsapp nohpaktif notlp tlp phone notelephone
        nomorhpwa notelponhp notelpon""",
    "mother_name": "namaibukandung ibukandung namaibu namagadisibukandung namaibukdg ibukdg namaibukandungsesuaikk",
    "income": """penghasilan penghasilanbln penghasilanperbulan pendapatan pendapatanperbulan pendapatanbln upah
        penghasilanbulan gaji penghasilanrata rataratapenghasilan upahperbulan penghasilanperbln
        pendapatanperbln upahbulan""",
    "heir_name": "namaahliwaris ahliwaris namaahliwarissesuaiktp",
    "heir_relation": """hubungan hubunganahliwaris hubkeluarga hubungankeluarga hubunganahliwarisdenganpeserta
        hubahliwaris hubungandenganahliwaris hubungandenganpeserta hubungandenganpekerja hub statushubungan
        hubungankeluargaahliwaris hubunganwaris""",
    "kk": "nokk nomorkk kartukeluarga kk nokartukeluarga nomorkartukeluarga",
    "decile": "desil desildtsen desildtks desilkesejahteraan dtsen decile peringkatdesil",
    "kpj": "kpj nokpj nomorkpj nomorpeserta nopeserta nokartupeserta nomorkartupeserta nokpjbpjs nomorkepesertaan",
    "member_since": """mulaikepesertaan tmt tanggalmulai tglmulai tglkepesertaan tanggalkepesertaan tmtkepesertaan
        terhitungmulaitanggal mulai aktifsejak tanggalmasuk awalkepesertaan""",
    "sector": "sektor sektorusaha sektorpekerjaan lapanganusaha",
    "note": "keterangan ket catatan",
}

VARIANTS: dict[str, str] = {variant: field for field, variants in _HEADINGS.items() for variant in variants.split()}

# Words that may stand in a heading without changing whom or what it names.
_FILLER = (
    "calon peserta pekerja rentan warga sesuai dengan di ktp kk wajib diisi isi harus digit angka rp rupiah format "
    "contoh dd mm yyyy yy hh bb tttt thn bln per data bpjs ketenagakerjaan tk jaminan aktif lengkap yang"
)
FILLER = frozenset(_FILLER.split())

# Words that point at somebody or something else than the worker: such a heading is never guessed.
_STRANGERS = (
    "ahli waris ibu ayah bapak orang tua ortu suami istri pasangan anak kepala keluarga petugas operator pendata bank "
    "rekening rek pemilik usaha toko perusahaan instansi kelompok jabatan darurat wali saksi penerima kuasa kk npwp "
    "desa kelurahan kecamatan kabupaten provinsi dusun jalan sekolah agama tempat"
)
STRANGERS = frozenset(_STRANGERS.split())


def note_column(headings: tuple[str, ...]) -> int:
    """The column for Payung's explanations: the one that a list given back before already has, or a new last one."""
    known = [" ".join(heading.split()).casefold() for heading in headings]
    wanted = GIVEN_BACK_HEADING.casefold()
    return known.index(wanted) if wanted in known else len(known)
