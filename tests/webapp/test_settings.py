"""What the server is started with: it refuses to start without what it needs, and says what to set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask, request

from tests.factories.office import Office
from webapp import create_app
from webapp.access import declare
from webapp.config import Config, ConfigError
from webapp.vault import VaultError, create_keys, open_vault


def variables(**changes: str) -> dict[str, str]:
    return {"XIANDENG_DATABASE": "sqlite:///x", "XIANDENG_KEYS": "/keys.json"} | changes


def test_it_does_not_start_without_database_or_keys() -> None:
    for missing in ("XIANDENG_DATABASE", "XIANDENG_KEYS"):
        for value in (None, ""):
            told = {name: text for name, text in variables().items() if name != missing}
            told |= {missing: value} if value is not None else {}
            with pytest.raises(ConfigError, match=f"Set {missing}: "):
                Config.from_environment(told)


def test_it_starts_safe_unless_told() -> None:
    config = Config.from_environment(variables())
    assert (config.plain_http, config.proxy_hops) == (False, 0)
    assert config.cookie_name("xiandeng") == "__Host-xiandeng"
    for value in ("0", "true", "yes", ""):
        assert not Config.from_environment(variables(XIANDENG_PLAIN_HTTP=value)).plain_http, value


def test_the_number_of_proxies_is_a_small_number() -> None:
    assert Config.from_environment(variables(XIANDENG_PROXY_HOPS="2")).proxy_hops == 2
    for value in ("-1", "6", "one", "1.0", " 1"):
        with pytest.raises(ConfigError, match="XIANDENG_PROXY_HOPS"):
            Config.from_environment(variables(XIANDENG_PROXY_HOPS=value))


def seen_address(keys: Path, tmp_path: Path, hops: int, forwarded: str) -> str:
    app = create_app(Config(f"sqlite:///{tmp_path}/x", keys, plain_http=True, proxy_hops=hops))
    app.add_url_rule("/who", "who", declare(None, limit="60 per minute")(lambda: request.remote_addr or ""))
    headers = {"X-Forwarded-For": forwarded, "X-Forwarded-Host": "evil.example"}
    return app.test_client().get("/who", headers=headers, environ_overrides={"REMOTE_ADDR": "10.0.0.9"}).text


def test_nobody_chooses_an_address_for_himself(keys: Path, tmp_path: Path) -> None:
    table = (
        (0, "6.6.6.6", "10.0.0.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.8", "1.2.3.4"),
    )
    for hops, forwarded, expected in table:
        assert seen_address(keys, tmp_path, hops, forwarded) == expected, (hops, forwarded)


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "keys.json"
    create_keys(path)
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_text()
    with pytest.raises(FileExistsError):
        create_keys(path)
    assert path.read_text() == before
    assert len({str(key) for key in json.loads(before).values()}) == 7


def test_a_key_file_that_is_missing_or_damaged_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match=r"python -m webapp keys create"):
        open_vault(tmp_path / "none.json")
    path = tmp_path / "keys.json"
    create_keys(path)
    good = json.loads(path.read_text())
    damages: tuple[tuple[str, object], ...] = (
        ("not JSON", None),
        ("a list", []),
        ("a key missing", {name: key for name, key in good.items() if name != "anchor"}),
        ("a key cut", good | {"anchor": good["anchor"][:-2]}),
        ("no seals", good | {"seals": {}}),
        ("seals as list", good | {"seals": []}),
        ("a seal without number", good | {"seals": {"one": good["anchor"]}}),
        ("a key that is no text", good | {"index": 7}),
    )
    for name, damaged in damages:
        path.write_text("{" if damaged is None else json.dumps(damaged))
        with pytest.raises(VaultError, match="is damaged: restore it from its copy"):
            open_vault(path)
        assert name


def test_a_sealed_value_opens_in_its_place_only_and_never_without_its_key(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    create_keys(path)
    vault = open_vault(path)
    sealed = vault.seal("13800138000", "1/client/a")
    assert vault.open(sealed, "1/client/a") == "13800138000"
    for place in ("1/client/b", "2/client/a", "1/person/a"):
        with pytest.raises(VaultError) as refused:
            vault.open(sealed, place)
        assert "13800138000" not in str(refused.value)
    with pytest.raises(VaultError, match="key 9 is not in the key file"):
        vault.open("9" + sealed[1:], "1/client/a")


def test_cookies_are_for_this_host_over_tls_and_out_of_reach_of_scripts(app: Flask, keys: Path) -> None:
    safe = create_app(Config(app.config["SQLALCHEMY_DATABASE_URI"], keys, plain_http=False), None)
    answer = safe.test_client().get("/sign-in", base_url="https://office.example")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    for part in ("__Host-xiandeng-form=", "Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in cookie, cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"]


def test_the_cookie_of_a_session(office: Office) -> None:
    line = office.line("anna")
    cookie = line.wire.client.get_cookie("xiandeng")  # type: ignore[attr-defined] # Flask's own wire
    assert (cookie.http_only, cookie.same_site, cookie.path, cookie.domain) == (True, "Lax", "/", "localhost")
