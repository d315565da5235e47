"""In an office where nobody touched the database everything fits: the checks themselves accuse nobody."""

from __future__ import annotations

from flask import Flask

from webapp.demo.people import PROJECT_ID
from webapp.services.ownership.ledger.verify_ledger import verify_ledger
from webapp.services.ownership.ledger.verify_numbers import verify_numbers
from webapp.services.ownership.rulings.replay_rulings import replay_rulings
from webapp.transaction import snapshot


def test_the_demo_office_fits_its_ledger_its_rulings_and_its_seals(office: Flask) -> None:
    with office.app_context(), snapshot(PROJECT_ID) as work:
        assert verify_ledger(work).findings == ()
        assert replay_rulings(work).otherwise == ()
        assert verify_numbers(work) == ()
