"""Every address under /api/v1/, in one table; the OpenAPI document stands beside them."""

from __future__ import annotations

from ninja import NinjaAPI

from payung.api import (
    accident,
    deadlines,
    death,
    eligibility,
    heirs,
    lines,
    people,
    prices,
    regions,
    scholarships,
    terms,
)
from payung.api.refusals import tell_refusals

# No page of documentation: it would load scripts from other servers. The document itself is enough for any client.
api = NinjaAPI(
    title="Payung", version="1", docs_url=None, openapi_url="/openapi.json", urls_namespace="api-v1",
    description="Hukum program sebagai jawaban: jumlah, hitungan, pasal dan bukti, tanpa akun dan tanpa data pribadi. "
    "Cakupan wilayah, saldo dana dan perlindungan pekerja: dengan token, di wilayah token itu saja.",
)  # fmt: skip
for resource in (prices, eligibility, death, accident, scholarships, heirs, deadlines, terms):
    api.add_router("/law", resource.router)
api.add_router("/regions", regions.router)
api.add_router("/people", people.router)
api.add_router("/funding/lines", lines.router)
tell_refusals(api)
