"""Claims: what happened and who told it, the papers, the family, what was computed and decided, and the money that left."""

from payung.claims.models.accident import CONCLUSIONS, COSTS, OUTCOMES, Accident, AccidentCost, InabilityMonth
from payung.claims.models.circumstance import OF_A_DISEASE, ClaimCircumstance
from payung.claims.models.claim import (
    CAUSES,
    CORRECTED,
    KINDS,
    MOVES,
    STATES,
    TELLERS,
    Claim,
    ClaimCorrection,
    ClaimReport,
    ClaimStep,
)
from payung.claims.models.claim_letter import LETTERS, ClaimLetter
from payung.claims.models.decision import VERDICTS, Assessment, Decision
from payung.claims.models.document import DOCUMENTS, MEDIA, ClaimDocument
from payung.claims.models.heir import FUNERAL, RELATIONS, ClaimHeir
from payung.claims.models.letter import LETTER_STATES, TreatmentLetter
from payung.claims.models.message import MESSAGES, ClaimMessage
from payung.claims.models.payout import PAYEES, PAYOUT_STATES, Payout
from payung.claims.models.scholarship import YEAR_STATES, ScholarshipChild, ScholarshipYear

__all__ = [
    "CAUSES",
    "CONCLUSIONS",
    "CORRECTED",
    "COSTS",
    "DOCUMENTS",
    "FUNERAL",
    "KINDS",
    "LETTERS",
    "LETTER_STATES",
    "MEDIA",
    "MESSAGES",
    "MOVES",
    "OF_A_DISEASE",
    "OUTCOMES",
    "PAYEES",
    "PAYOUT_STATES",
    "RELATIONS",
    "STATES",
    "TELLERS",
    "VERDICTS",
    "YEAR_STATES",
    "Accident",
    "AccidentCost",
    "Assessment",
    "Claim",
    "ClaimCircumstance",
    "ClaimCorrection",
    "ClaimDocument",
    "ClaimHeir",
    "ClaimLetter",
    "ClaimMessage",
    "ClaimReport",
    "ClaimStep",
    "Decision",
    "InabilityMonth",
    "Payout",
    "ScholarshipChild",
    "ScholarshipYear",
    "TreatmentLetter",
]
