"""Every address of the console, in one table: the word of the address is the word of the folder and of the file."""

from django.urls import include, path
from django.views.i18n import set_language

from payung.api.address import api
from payung.web.access.permission import public
from payung.web.cards.person import person_card
from payung.web.cards.village import village_cards
from payung.web.claims import accident as claim_accident
from payung.web.claims import costs as claim_costs
from payung.web.claims import deeds as claim_deeds
from payung.web.claims import guarantees, schooling
from payung.web.claims import heirs as claim_heirs
from payung.web.claims import mend as claim_mend
from payung.web.claims import papers as claim_papers
from payung.web.claims.case import case as claim_case
from payung.web.claims.check_letter import check_letter
from payung.web.claims.letters import claim_letter
from payung.web.claims.payouts import again as payout_again
from payung.web.claims.payouts import payouts, send_file, take_answer
from payung.web.claims.report import report as claim_report
from payung.web.claims.report_facts import report_facts
from payung.web.claims.reported import reported
from payung.web.claims.scholarships import export as scholarships_export
from payung.web.claims.scholarships import scholarships
from payung.web.claims.track import track
from payung.web.claims.unclaimed import registry, unclaimed_page
from payung.web.claims.work_list import claims as claims_page
from payung.web.claims.work_list import export as claims_export
from payung.web.complaints import complaint as complaint_page
from payung.web.complaints.work_list import complaints as complaints_page
from payung.web.complaints.work_list import export as complaints_export
from payung.web.complaints.write import write as complaint_write
from payung.web.complaints.write import write_of_claim, write_of_person
from payung.web.funding.account import line_account, sponsor_account
from payung.web.funding.answers import answer_file, answers
from payung.web.funding.audit_export import funding_export
from payung.web.funding.bank import bank_line, bank_receive, bank_statement, bank_statements, match_again
from payung.web.funding.book import line_give_back, line_overpaid_back, line_overpay, line_receive, line_refund
from payung.web.funding.correct import entry_correct
from payung.web.funding.invoice import invoice_code, invoice_page
from payung.web.funding.invoices import invoice_run_page
from payung.web.funding.journal import line_journal, line_journal_export
from payung.web.funding.line import funding_line
from payung.web.funding.lines import funding
from payung.web.funding.money import line_money_page
from payung.web.funding.participants import participants, payment_file
from payung.web.funding.pay import invoice_pay
from payung.web.funding.reconciliation import reconciliation_lines, reconciliation_page
from payung.web.funding.reconciliation_export import reconciliation_export
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
from payung.web.membership.end import end, take_back
from payung.web.membership.enrol import enrol
from payung.web.membership.falling_out import export as falling_out_export
from payung.web.membership.falling_out import falling_out, reminders
from payung.web.membership.offer import answer_offer
from payung.web.membership.refill import refill
from payung.web.membership.release import release
from payung.web.membership.renew import renew, renewals
from payung.web.membership.self_paying import self_paying
from payung.web.membership.waiting import waiting, waiting_export
from payung.web.operations.health import health, ready
from payung.web.operations.metrics import metrics
from payung.web.people.bank import bank
from payung.web.people.bank_enter import bank_enter
from payung.web.people.file import person_file
from payung.web.people.letter import request_letter
from payung.web.people.nik import reveal_nik
from payung.web.people.people import people
from payung.web.people.person import person
from payung.web.people.privacy import privacy
from payung.web.people.requests import lift, person_requests, request_answer, request_list
from payung.web.programmes.quotas import quotas, quotas_export
from payung.web.programmes.share_again import share_again
from payung.web.regions.region import export, region, regions
from payung.web.screening.record import record
from payung.web.screening.results import results

urlpatterns = [
    path("", home, name="home"),
    path("language/", public(set_language), name="language"),
    path("api/v1/", api.urls),
    # access
    path("access/", include("payung.web.access.addresses")),
    # funding
    path("funding/", funding, name="funding"),
    path("funding/lines/<slug:code>/", funding_line, name="funding-line"),
    path("funding/reconciliation/", reconciliation_lines, name="reconciliation-lines"),
    path("funding/reconciliation/<slug:code>/", reconciliation_page, name="reconciliation"),
    path("funding/reconciliation/<slug:code>/export/", reconciliation_export, name="reconciliation-export"),
    path("funding/reconciliation/<slug:code>/participants/", participants, name="participants"),
    path("funding/reconciliation/<slug:code>/answers/", answers, name="answers"),
    path("funding/answers/<int:file_id>/", answer_file, name="answer-file"),
    path("funding/invoices/<int:invoice_id>/payment-file/", payment_file, name="payment-file"),
    path("funding/statements/", bank_statements, name="bank-statements"),
    path("funding/statements/match/", match_again, name="match-again"),
    path("funding/statements/<int:statement_id>/", bank_statement, name="bank-statement"),
    path("funding/statements/line/<int:mutation_id>/", bank_line, name="bank-line"),
    path("funding/statements/line/<int:mutation_id>/receive/", bank_receive, name="bank-receive"),
    path("funding/lines/<slug:code>/money/", line_money_page, name="line-money"),
    path("funding/lines/<slug:code>/journal/", line_journal, name="line-journal"),
    path("funding/lines/<slug:code>/journal/export/", line_journal_export, name="line-journal-export"),
    path("funding/lines/<slug:code>/statement/", line_account, name="line-account"),
    path("funding/lines/<slug:code>/account/", sponsor_account, name="sponsor-account"),
    path("funding/export/", funding_export, name="funding-export"),
    path("funding/lines/<slug:code>/receive/", line_receive, name="line-receive"),
    path("funding/lines/<slug:code>/give-back/", line_give_back, name="line-give-back"),
    path("funding/lines/<slug:code>/refund/", line_refund, name="line-refund"),
    path("funding/lines/<slug:code>/overpay/", line_overpay, name="line-overpay"),
    path("funding/lines/<slug:code>/overpaid-back/", line_overpaid_back, name="line-overpaid-back"),
    path("funding/invoices/", invoice_run_page, name="invoice-run"),
    path("funding/invoices/<int:invoice_id>/", invoice_page, name="invoice"),
    path("funding/invoices/<int:invoice_id>/pay/", invoice_pay, name="invoice-pay"),
    path("funding/invoices/<int:invoice_id>/code/", invoice_code, name="invoice-code"),
    path("funding/entries/<int:entry>/correct/", entry_correct, name="entry-correct"),
    # law, for everybody: without a user, and so without a permission
    path("law/", law_book, name="law"),
    path("law/calculator/<slug:question>/", calculator, name="law-calculator"),
    path("law/<slug:group>/", law_group, name="law-group"),
    # regions
    path("regions/", regions, name="regions"),
    path("regions/<str:code>/", region, name="region"),
    path("regions/<str:code>/export/", export, name="region-export"),
    # programmes
    path("programmes/lines/<slug:line>/quotas/", quotas, name="quotas"),
    path("programmes/lines/<slug:line>/quotas/export/", quotas_export, name="quotas-export"),
    path("programmes/lines/<slug:line>/quotas/share-again/", share_again, name="share-again"),
    # people
    path("people/", people, name="people"),
    path("people/requests/", request_list, name="requests"),
    path("people/requests/<int:request_id>/", request_answer, name="request-answer"),
    path("people/requests/<int:request_id>/letter/", request_letter, name="request-letter"),
    path("people/<int:person_id>/", person, name="person"),
    path("people/<int:person_id>/nik/", reveal_nik, name="person-nik"),
    path("people/<int:person_id>/requests/", person_requests, name="person-requests"),
    path("people/<int:person_id>/file/", person_file, name="person-file"),
    path("people/<int:person_id>/lift/", lift, name="person-lift"),
    # privacy, for everybody
    path("privacy/", privacy, name="privacy"),
    path("people/<int:person_id>/bank/", bank, name="person-bank"),
    path("people/<int:person_id>/bank/enter/", bank_enter, name="person-bank-enter"),
    # screening
    path("screening/<int:person_id>/", results, name="screening-results"),
    path("screening/<int:person_id>/record/", record, name="screening-record"),
    # membership
    path("membership/enrol/", enrol, name="membership-enrol"),
    path("membership/lines/<slug:line>/waiting/", waiting, name="waiting"),
    path("membership/lines/<slug:line>/waiting/export/", waiting_export, name="waiting-export"),
    path("membership/lines/<slug:line>/refill/", refill, name="refill"),
    path("membership/offers/<int:offer_id>/<str:answer>/", answer_offer, name="offer-answer"),
    path("membership/end/<int:enrolment_id>/", end, name="membership-end"),
    path("membership/end/<int:enrolment_id>/back/", take_back, name="membership-take-back"),
    path("membership/falling-out/", falling_out, name="falling-out"),
    path("membership/falling-out/export/", falling_out_export, name="falling-out-export"),
    path("membership/falling-out/reminders/", reminders, name="falling-out-reminders"),
    path("membership/renew/", renewals, name="renewals"),
    path("membership/renew/<slug:line>/", renew, name="membership-renew"),
    path("membership/self-paying/<int:person_id>/", self_paying, name="self-paying"),
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
    # claims
    path("claims/", claims_page, name="claims"),
    path("claims/export/", claims_export, name="claims-export"),
    path("claims/payouts/", payouts, name="payouts"),
    path("claims/payouts/file/", send_file, name="payout-file"),
    path("claims/payouts/result/", take_answer, name="payout-result"),
    path("claims/payouts/<int:payout_id>/again/", payout_again, name="payout-again"),
    path("claims/scholarships/", scholarships, name="scholarships"),
    path("claims/scholarships/export/", scholarships_export, name="scholarships-export"),
    path("claims/unclaimed/", unclaimed_page, name="unclaimed"),
    path("claims/registry/", registry, name="claim-registry"),
    path("claims/letter/", check_letter, name="guarantee-check"),
    path("claims/track/", track, name="claim-track"),
    path("claims/report/", claim_report, name="claim-report"),
    path("claims/report/<int:person_id>/", report_facts, name="claim-report-facts"),
    path("claims/papers/<int:document_id>/", claim_papers.open_paper, name="claim-paper"),
    path("claims/papers/<int:document_id>/reject/", claim_papers.reject, name="claim-paper-reject"),
    path("claims/heirs/<int:heir_id>/account/", claim_heirs.account, name="claim-heir-account"),
    path("claims/heirs/<int:heir_id>/proof/", claim_heirs.prove, name="claim-heir-proof"),
    path("claims/heirs/<int:heir_id>/guardian/", claim_heirs.guardian, name="claim-heir-guardian"),
    path("claims/heirs/<int:heir_id>/remove/", claim_heirs.remove, name="claim-heir-remove"),
    path("claims/heirs/<int:heir_id>/phone/", claim_heirs.phone, name="claim-heir-phone"),
    path("claims/<slug:claim>/", claim_case, name="claim"),
    path("claims/<slug:claim>/reported/", reported, name="claim-reported"),
    path("claims/<slug:claim>/papers/", claim_papers.bring, name="claim-papers"),
    path("claims/<slug:claim>/letters/<slug:kind>/", claim_letter, name="claim-letter"),
    path("claims/<slug:claim>/heirs/", claim_heirs.name, name="claim-heirs"),
    path("claims/<slug:claim>/nobody/", claim_heirs.nobody, name="claim-nobody"),
    path("claims/<slug:claim>/messages/stop/", claim_deeds.stop_messages, name="claim-messages-stop"),
    path("claims/<slug:claim>/complete/", claim_deeds.complete, name="claim-complete"),
    path("claims/<slug:claim>/assess/", claim_deeds.assess, name="claim-assess"),
    path("claims/<slug:claim>/decide/", claim_deeds.decide, name="claim-decide"),
    path("claims/<slug:claim>/hold/", claim_deeds.hold, name="claim-hold"),
    path("claims/<slug:claim>/let-go/", claim_deeds.let_go, name="claim-let-go"),
    path("claims/<slug:claim>/reopen/", claim_deeds.reopen, name="claim-reopen"),
    path("claims/<slug:claim>/correct/", claim_mend.correct, name="claim-correct"),
    path("claims/<slug:claim>/withdraw/", claim_mend.withdraw, name="claim-withdraw"),
    path("claims/<slug:claim>/withdraw/back/", claim_mend.take_back, name="claim-withdrawal-back"),
    path("claims/<slug:claim>/accident/", claim_accident.facts, name="claim-accident"),
    path("claims/<slug:claim>/accident/conclude/", claim_accident.conclude, name="claim-accident-conclude"),
    path("claims/<slug:claim>/accident/outcome/", claim_accident.outcome, name="claim-accident-outcome"),
    path("claims/<slug:claim>/accident/died/", claim_accident.died, name="claim-accident-died"),
    path("claims/<slug:claim>/accident/back/", claim_accident.back_at_work, name="claim-accident-back"),
    path("claims/<slug:claim>/children/", schooling.child, name="claim-child"),
    path("claims/<slug:claim>/children/change/", schooling.change, name="claim-child-change"),
    path("claims/<slug:claim>/schooling/", schooling.prove, name="claim-schooling"),
    path("claims/<slug:claim>/schooling/refuse/", schooling.refuse, name="claim-schooling-refuse"),
    path("claims/<slug:claim>/schooling/approve/", schooling.approve, name="claim-schooling-approve"),
    path("claims/<slug:claim>/costs/", claim_costs.cost, name="claim-costs"),
    path("claims/<slug:claim>/costs/remove/", claim_costs.cost_remove, name="claim-cost-remove"),
    path("claims/<slug:claim>/inability/", claim_costs.inability, name="claim-inability"),
    path("claims/<slug:claim>/inability/remove/", claim_costs.inability_remove, name="claim-inability-remove"),
    path("claims/<slug:claim>/guarantees/", guarantees.issue, name="claim-guarantees"),
    path("claims/<slug:claim>/guarantees/<slug:letter>/cancel/", guarantees.cancel, name="claim-guarantee-cancel"),
    path("claims/<slug:claim>/guarantees/<slug:letter>/account/", guarantees.account, name="claim-hospital-account"),
    path("claims/<slug:claim>/guarantees/<slug:letter>/pdf/", guarantees.letter_pdf, name="claim-guarantee-pdf"),
    # complaints
    path("complaints/", complaints_page, name="complaints"),
    path("complaints/export/", complaints_export, name="complaints-export"),
    path("complaints/write/", complaint_write, name="complaint-write"),
    path("complaints/write/person/<int:person_id>/", write_of_person, name="complaint-write-person"),
    path("complaints/write/claim/<slug:claim>/", write_of_claim, name="complaint-write-claim"),
    path("complaints/<slug:complaint>/", complaint_page.complaint, name="complaint"),
    path("complaints/<slug:complaint>/take/", complaint_page.take, name="complaint-take"),
    path("complaints/<slug:complaint>/answer/", complaint_page.answer, name="complaint-answer"),
    path("complaints/<slug:complaint>/reopen/", complaint_page.reopen, name="complaint-reopen"),
    # operations, for machines: without a user; figures for whoever brings the token
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
]

handler400 = "payung.web.errors.bad_request"
handler403 = "payung.web.errors.not_allowed"
handler404 = "payung.web.errors.not_found"
handler500 = "payung.web.errors.broken"
