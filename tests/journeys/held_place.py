"""One place more in a village where workers wait, held for the first of them. A program of the tests, no test itself."""

from payung.cli.console import connect, seeing_all
from payung.cli.demo import JUDGED_ON, MAIN
from tests.roles import NEIGHBOUR


def main() -> None:
    connect()
    from payung.funding import queries as funding
    from payung.membership.actions.refill import refill
    from payung.programmes.models import Quota, WaitingRule
    from payung.rules.law import law

    with seeing_all():
        line = funding.line(MAIN)
        WaitingRule.objects.filter(line=line).update(hold_days=14)
        quota = Quota.objects.get(line=line, region=NEIGHBOUR)
        Quota.objects.filter(pk=quota.pk).update(places=quota.places + 1)
        assert refill(law=law(), line=line, villages=[NEIGHBOUR], on=JUDGED_ON).offered == 1


if __name__ == "__main__":
    main()
