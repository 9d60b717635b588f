"""Every address of the console, in one table: the word of the address is the word of the folder and of the file."""

from django.urls import path
from django.views.i18n import set_language

from payung.api.address import api
from payung.web.access.audit import audit
from payung.web.access.breach import breach_list
from payung.web.access.breach_export import breach_notice, breach_people
from payung.web.access.breach_page import breach_close, breach_page, breach_tell
from payung.web.access.permission import public
from payung.web.access.roles import role_ask, role_decide, role_list
from payung.web.access.sign_in import sign_in
from payung.web.access.sign_out import sign_out
from payung.web.access.switch import switch_role
from payung.web.cards.person import person_card
from payung.web.cards.village import village_cards
from payung.web.funding.line import funding_line
from payung.web.home import home
from payung.web.intake.batch import batch
from payung.web.intake.columns import choose_columns
from payung.web.intake.decision import land, withdraw
from payung.web.intake.listing import listing
from payung.web.intake.progress import progress
from payung.web.intake.upload import upload
from payung.web.intake.workbook import workbook
from payung.web.law.book import law_book, law_group
from payung.web.law.calculator import calculator
from payung.web.membership.enrol import enrol
from payung.web.membership.release import release
from payung.web.operations.health import health, ready
from payung.web.operations.metrics import metrics
from payung.web.people.bank import bank
from payung.web.people.bank_enter import bank_enter
from payung.web.people.people import people
from payung.web.people.person import person
from payung.web.regions.region import export, region, regions
from payung.web.screening.record import record
from payung.web.screening.results import results

urlpatterns = [
    path("", home, name="home"),
    path("language/", public(set_language), name="language"),
    path("api/v1/", api.urls),
    # access
    path("access/sign-in/", sign_in, name="sign-in"),
    path("access/sign-out/", sign_out, name="sign-out"),
    path("access/role/", switch_role, name="switch-role"),
    path("access/roles/", role_list, name="roles"),
    path("access/roles/ask/", role_ask, name="role-ask"),
    path("access/roles/<int:change_id>/decide/", role_decide, name="role-decide"),
    path("access/breach/", breach_list, name="breaches"),
    path("access/breach/<int:number>/", breach_page, name="breach"),
    path("access/breach/<int:number>/tell/", breach_tell, name="breach-tell"),
    path("access/breach/<int:number>/close/", breach_close, name="breach-close"),
    path("access/breach/<int:number>/people/", breach_people, name="breach-people"),
    path("access/breach/<int:number>/notice/", breach_notice, name="breach-notice"),
    path("access/audit/", audit, name="audit"),
    # funding
    path("funding/lines/<slug:code>/", funding_line, name="funding-line"),
    # law, for everybody: without a user, and so without a permission
    path("law/", law_book, name="law"),
    path("law/calculator/<slug:question>/", calculator, name="law-calculator"),
    path("law/<slug:group>/", law_group, name="law-group"),
    # regions
    path("regions/", regions, name="regions"),
    path("regions/<str:code>/", region, name="region"),
    path("regions/<str:code>/export/", export, name="region-export"),
    # people
    path("people/", people, name="people"),
    path("people/<int:person_id>/", person, name="person"),
    path("people/<int:person_id>/bank/", bank, name="person-bank"),
    path("people/<int:person_id>/bank/enter/", bank_enter, name="person-bank-enter"),
    # screening
    path("screening/<int:person_id>/", results, name="screening-results"),
    path("screening/<int:person_id>/record/", record, name="screening-record"),
    # membership
    path("membership/enrol/", enrol, name="membership-enrol"),
    path("membership/release/", release, name="release-places"),
    # intake
    path("intake/", listing, name="intake-list"),
    path("intake/upload/", upload, name="intake-upload"),
    path("intake/<int:batch_id>/", batch, name="intake-batch"),
    path("intake/<int:batch_id>/columns/", choose_columns, name="intake-columns"),
    path("intake/<int:batch_id>/land/", land, name="intake-land"),
    path("intake/<int:batch_id>/withdraw/", withdraw, name="intake-withdraw"),
    path("intake/<int:batch_id>/progress/", progress, name="intake-progress"),
    path("intake/<int:batch_id>/workbook/", workbook, name="intake-workbook"),
    # cards
    path("cards/person/<int:person_id>/", person_card, name="cards-person"),
    path("cards/<slug:line>/<str:village>/", village_cards, name="cards-village"),
    # operations, for machines: without a user; figures for whoever brings the token
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
]

handler400 = "payung.web.errors.bad_request"
handler403 = "payung.web.errors.not_allowed"
handler404 = "payung.web.errors.not_found"
handler500 = "payung.web.errors.broken"
