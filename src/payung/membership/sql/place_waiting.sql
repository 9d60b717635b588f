-- Places the decided workers of the waiting list. One row a worker.
UPDATE enrolment SET state = 'placed' FROM decided WHERE enrolment.id = decided.id AND placed
