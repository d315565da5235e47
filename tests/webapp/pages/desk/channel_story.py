"""An office with four channels, and the ways in which their stories are told in tests."""

from __future__ import annotations

from html import unescape

from tests.factories.channels import channel_id, credits_of, register_with
from tests.factories.office import Office
from tests.factories.phone import Phone
from tests.webapp.pages.desk.visitor import NUMBER, Visitor, client_of
from webapp import words

MASK = "138****8000"
SAME_MASK = "138 7777 8000"
X, Y, OWN, REFERRERS = "安居渠道", "好房渠道", "自渠拓客组", "全民推荐"
KINDS = {X: "external", Y: "external", OWN: "own", REFERRERS: "public_referral"}


class Story:
    """An office with four channels, a front desk, and agents with phones."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.manager, self.front = Visitor.of(office, "manager"), Visitor.of(office, "front")
        for name, kind in KINDS.items():
            assert self.manager.post("channels", name=name, kind=kind).status_code == 302, name
        self.ids = {name: channel_id(office, name) for name in KINDS}
        self.phones: dict[str, Phone] = {}

    def report(self, channel: str, number: str = NUMBER) -> None:
        answer = self.front.post("reports", channel=self.ids[channel], number=number)
        assert answer.status_code == 200, unescape(answer.text)
        assert number.replace(" ", "") not in answer.text.replace(" ", "") or "*" in number

    def escort(self, channel: str, number: str = NUMBER) -> None:
        answer = self.front.post("reports/escorts", escort_channel=self.ids[channel], escort_number=number)
        assert answer.status_code == 200, unescape(answer.text)

    def phone(self, login: str) -> Phone:
        if login not in self.phones:
            self.phones[login] = self.office.phone(login)
        return self.phones[login]

    def registers(self, login: str, channel: str | None = None, number: str = NUMBER) -> Phone:
        phone = self.phone(login)
        if channel is None:
            phone.register(number)
        else:
            register_with(phone, number, self.ids[channel])
        assert [each["status"] for each in phone.push()["results"]] == ["applied"]
        return phone

    def wait(self, **duration: float) -> None:
        self.office.clock.wait(**duration)
        for phone in self.phones.values():
            phone.wait(**duration)
            self.office.sign_in_again(phone)
        self.front.sign_in_again()
        self.manager.sign_in_again()

    def credit(self, phone: Phone) -> tuple[str | None, str]:
        """Return who is credited and why, having seen that phone and desk say the same in both languages."""
        client = client_of(phone)
        newest = credits_of(self.office, client["id"])[-1]
        for language in ("zh", "en"):
            page = unescape(self.manager.read(f"clients/{client['id']}?language={language}"))
            assert newest.explanation["sentence"][language] in page
            assert newest.explanation["counterfactual"][language] in page
        if newest.reason == "mask_only":
            assert client["channel"] is None
            return None, newest.reason
        assert client["channel"]["sentence"] == newest.explanation["sentence"]
        return client["channel"]["name"], newest.reason

    def verdicts(self) -> str:
        """Return today's reports as the front desk reads them."""
        return unescape(self.front.read("reports"))


def verdict(reason: str) -> str:
    """Return what a report came to, in words."""
    return words.say("en", f"channels.verdict_{reason}")


def kinds(office: Office) -> list[str]:
    """Return what looked wrong."""
    return [signal.kind for signal in office.signals()]
