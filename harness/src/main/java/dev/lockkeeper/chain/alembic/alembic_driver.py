"""Runs single steps of an Alembic project on databases that may be ruined, and says what SQL they sent.

Speaks JSON lines: requests on standard input, answers on what was standard output at the start. Everything the
project itself prints goes to standard error. Written for Python 3.7 and newer, because it runs on the project's own.
"""

import argparse
import contextlib
import datetime
import decimal
import enum
import importlib.util
import io
import json
import linecache
import os
import re
import sys
import uuid

# Where a connection goes and how it is secured is ours to say; everything else stays as the project wants it.
PLACE = {
    "host", "hostaddr", "port", "user", "password", "passfile", "passwd", "dbname", "database", "dsn", "service",
    "ssl", "ssl_context", "sslmode", "sslcompression", "sslcert", "sslkey", "sslpassword", "sslrootcert", "sslcrl",
    "sslcrldir", "sslsni", "sslnegotiation", "ssl_min_protocol_version", "ssl_max_protocol_version", "direct_tls",
    "channel_binding", "gssencmode", "krbsrvname", "require_auth", "requirepeer", "target_session_attrs",
    "load_balance_hosts", "unix_sock",
}
SYNCHRONOUS = ("psycopg2", "psycopg", "pg8000")
ASYNCHRONOUS = ("asyncpg", "psycopg")
READS = re.compile(r"\s*(select|show|with|values|table)\b", re.IGNORECASE)
SETS = re.compile(r"\bset_config\s*\(", re.IGNORECASE)


class Unusable(Exception):
    """The project cannot be run at all; says so in words for people."""


class Target:
    """The database of the request in hand; every connection of the project ends up there."""

    def __init__(self):
        self.place = {}
        self.open = []

    def aim(self, place):
        self.place = place
        address = "postgresql://%s:%s@%s:%d/%s" % (
            quoted(place["user"]), quoted(place["password"]), place["host"], place["port"], quoted(place["name"]))
        os.environ.update(
            DATABASE_URL=address, PGHOST=place["host"], PGPORT=str(place["port"]), PGUSER=place["user"],
            PGPASSWORD=place["password"], PGDATABASE=place["name"], PGSSLMODE="disable")
        for name in ("PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGPASSFILE"):
            os.environ.pop(name, None)
        return address

    def arguments(self, given, database):
        arguments = {key: value for key, value in given.items() if key not in PLACE}
        arguments.update(
            host=self.place["host"], port=self.place["port"], user=self.place["user"],
            password=self.place["password"])
        arguments[database] = self.place["name"]
        return arguments

    def hang_up(self):
        """A connection the project left open would keep the database from being dropped."""
        for connection in self.open:
            with contextlib.suppress(Exception):
                connection.close()
        self.open = []


def quoted(text):
    from urllib.parse import quote

    return quote(text, safe="")


# ---- every connection goes to the target


def redirect_psycopg2(target, recorder):
    import psycopg2
    import psycopg2.extensions

    original = psycopg2.connect

    class RecordingCursor(psycopg2.extensions.cursor):
        """Sees what a step sends past SQLAlchemy."""

        def execute(self, query, vars=None):
            with recorder.past_sqlalchemy(lambda: [self.text(query, vars)], self.connection):
                return super().execute(query, vars)

        def executemany(self, query, vars_list):
            rows = list(vars_list)
            with recorder.past_sqlalchemy(lambda: [self.text(query, row) for row in rows], self.connection):
                return super().executemany(query, rows)

        def copy_expert(self, sql, file, size=8192):
            command = self.text(sql, None)
            if not re.search(r"\bfrom\s+stdin\b", command, re.IGNORECASE):
                return super().copy_expert(sql, file, size)
            data = file.read()
            data = data.decode("utf-8") if isinstance(data, bytes) else data
            with recorder.past_sqlalchemy(lambda: [command], self.connection, data):
                return super().copy_expert(sql, io.StringIO(data), size)

        def text(self, query, vars):
            return decoded(self.mogrify(query, vars), self.connection)

    def connect(dsn=None, connection_factory=None, cursor_factory=None, **given):
        if dsn:
            given = dict(psycopg2.extensions.parse_dsn(dsn), **given)
        connection = original(
            connection_factory=connection_factory,
            cursor_factory=cursor_factory or RecordingCursor,
            **target.arguments(given, "dbname"))
        target.open.append(connection)
        return connection

    psycopg2.connect = connect


def redirect_psycopg(target, recorder):
    import psycopg
    import psycopg.conninfo

    def arguments(conninfo, given):
        named = psycopg.conninfo.conninfo_to_dict(conninfo) if conninfo else {}
        return target.arguments(dict(named, **given), "dbname")

    class RecordingCursor(psycopg.Cursor):
        """Sees what a step sends past SQLAlchemy."""

        def execute(self, query, params=None, **options):
            with recorder.past_sqlalchemy(lambda: [self.text(query, params)], self.connection):
                return super().execute(query, params, **options)

        def executemany(self, query, params_seq, **options):
            rows = list(params_seq)
            with recorder.past_sqlalchemy(lambda: [self.text(query, row) for row in rows], self.connection):
                return super().executemany(query, rows, **options)

        @contextlib.contextmanager
        def copy(self, statement, params=None, **options):
            command = self.text(statement, params)
            if not re.search(r"\bfrom\s+stdin\b", command, re.IGNORECASE) or options.get("writer"):
                with super().copy(statement, params, **options) as copy:
                    yield copy
                return
            sent = []
            with recorder.past_sqlalchemy(lambda: [command], self.connection, sent):
                with super().copy(statement, params, writer=tee(self, sent), **options) as copy:
                    yield copy

        def text(self, query, params):
            return psycopg.ClientCursor(self.connection).mogrify(query, params)

    def tee(cursor, sent):
        from psycopg.copy import LibpqWriter

        class Tee(LibpqWriter):
            def write(self, data):
                sent.append(bytes(data).decode("utf-8"))
                super().write(data)

        return Tee(cursor)

    synchronous = psycopg.Connection.connect.__func__
    asynchronous = psycopg.AsyncConnection.connect.__func__

    def connect(kind, conninfo="", **given):
        connection = synchronous(kind, **arguments(conninfo, given))
        if not given.get("cursor_factory"):
            connection.cursor_factory = RecordingCursor
        target.open.append(connection)
        return connection

    async def connect_async(kind, conninfo="", **given):
        return await asynchronous(kind, **arguments(conninfo, given))

    psycopg.Connection.connect = classmethod(connect)
    psycopg.AsyncConnection.connect = classmethod(connect_async)
    psycopg.connect = psycopg.Connection.connect


def redirect_asyncpg(target, recorder):
    import asyncpg
    import asyncpg.connection

    original = asyncpg.connect

    async def connect(dsn=None, **given):
        return await original(ssl=False, **target.arguments(given, "database"))

    asyncpg.connect = asyncpg.connection.connect = connect


def redirect_pg8000(target, recorder):
    import pg8000

    original = pg8000.connect

    def connect(user=None, **given):
        connection = original(**target.arguments(given, "database"))
        target.open.append(connection)
        return connection

    pg8000.connect = connect


REDIRECT = {
    "psycopg2": redirect_psycopg2,
    "psycopg": redirect_psycopg,
    "asyncpg": redirect_asyncpg,
    "pg8000": redirect_pg8000,
}


def redirect_urls(target, installed):
    """Whatever URL an engine is made with, placeholders and none at all included, becomes that of the target."""
    from sqlalchemy.engine import url as urls

    original = urls.make_url

    def make_url(given, *more):
        url = None
        with contextlib.suppress(Exception):
            url = original(given)
        asynchronous = made_by("create_async_engine")
        driver = choose_driver(url, ASYNCHRONOUS if asynchronous else SYNCHRONOUS, installed)
        ours = original("postgresql+%s://lockkeeper@localhost/lockkeeper" % driver)
        query = dict(url.query) if url is not None and is_postgres(url) else {}
        query = {key: value for key, value in query.items() if key not in PLACE}
        if hasattr(ours, "set"):
            return ours.set(query=query)
        ours.query = query
        return ours

    urls.make_url = make_url


def is_postgres(url):
    return url.drivername.split("+")[0] in ("postgresql", "postgres")


def made_by(function):
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_name == function:
            return True
        frame = frame.f_back
    return False


def choose_driver(url, usable, installed):
    wanted = None
    if url is not None and is_postgres(url):
        with contextlib.suppress(Exception):
            wanted = url.get_driver_name().replace("_async", "")
    for driver in (wanted,) + tuple(usable):
        if driver in installed and (driver in usable or driver == wanted):
            return driver
    raise Unusable(
        "Its Python has no driver for PostgreSQL that it could use here (%s)." % " or ".join(usable))


# ---- what is sent


class Recorder:
    """Keeps what a step sends, in order, with the line that caused it and the transaction it ran in."""

    def __init__(self):
        import sqlalchemy

        self.sqlalchemy = os.path.dirname(os.path.realpath(sqlalchemy.__file__)) + os.sep
        self.real = {}
        self.silent = 0
        self.begin(None, None, None)

    def begin(self, step, env, version_table):
        self.step = step
        self.env = env
        self.version_table = version_table
        self.statements = []
        self.transactions = {}
        self.fate = {}
        self.before_last = 0

    @contextlib.contextmanager
    def silence(self):
        self.silent += 1
        try:
            yield
        finally:
            self.silent -= 1

    def path(self, frame):
        name = frame.f_code.co_filename
        if name not in self.real:
            self.real[name] = os.path.realpath(name)
        return self.real[name]

    def note(self, texts, connection, autocommit, copy=None):
        self.before_last = len(self.statements)
        if self.silent:
            return
        for text in texts:
            cause = self.cause(text)
            if cause:
                self.statements.append({
                    "sql": text, "file": cause[0], "line": cause[1], "copy": copy, "failed": False,
                    "transaction": None if autocommit else self.transaction(connection)})

    def transaction(self, connection):
        key = id(connection)
        if key not in self.transactions:
            self.transactions[key] = len(self.fate) + 1
            self.fate[self.transactions[key]] = "open"
        return self.transactions[key]

    def ended(self, connection, how):
        number = self.transactions.pop(id(connection), None)
        if number is not None:
            self.fate[number] = how

    def refused(self):
        for statement in self.statements[self.before_last:]:
            statement["failed"] = True

    def cause(self, text):
        """File and line of the step or of env.py; None for what Alembic and SQLAlchemy ask on their own account."""
        reads = READS.match(text)
        frame = sys._getframe(2)
        looking = bookkeeping = False
        env = None
        while frame is not None:
            path = self.path(frame)
            if path == self.step:
                if (reads and looking) or self.names_version_table(text):
                    return None
                return path, frame.f_lineno
            if path == self.env and env is None:
                env = path, frame.f_lineno
                if looking or bookkeeping:
                    env = None, 0
            looking = looking or self.is_looking(path, frame)
            bookkeeping = bookkeeping or path.endswith(os.path.join("alembic", "runtime", "migration.py"))
            frame = frame.f_back
        if env is None or env[0] is None or (reads and not SETS.search(text)):
            return None
        return env

    def names_version_table(self, text):
        return self.version_table is not None and re.search(
            r"(?<![\w$])%s(?![\w$])" % re.escape(self.version_table), text)

    def is_looking(self, path, frame):
        """Whether SQLAlchemy is reading the catalogue or greeting a connection."""
        if not path.startswith(self.sqlalchemy):
            return False
        part = path[len(self.sqlalchemy):].replace(os.sep, "/")
        return part == "engine/reflection.py" or part.startswith(("dialects/", "pool/"))

    @contextlib.contextmanager
    def past_sqlalchemy(self, texts, connection, copy=None):
        """Around a call of a driver's cursor; those that come from SQLAlchemy are seen by its events."""
        if self.comes_from_sqlalchemy():
            yield
            return
        self.note(texts(), connection, bool(getattr(connection, "autocommit", False)), copy)
        try:
            yield
        except Exception:
            self.refused()
            raise

    def comes_from_sqlalchemy(self):
        frame = sys._getframe(3)
        while frame is not None:
            path = self.path(frame)
            inside = os.sep + "psycopg" in path or path.endswith("contextlib.py")
            if not inside and frame.f_code.co_filename != DRIVER_FILE:
                return path.startswith(self.sqlalchemy)
            frame = frame.f_back
        return False

    def lost(self):
        """What ran in a transaction that nobody committed."""
        return [statement for statement in self.statements
                if statement["transaction"] is not None and self.fate[statement["transaction"]] != "committed"]

    def kept(self):
        lost = self.lost()
        kept = [statement for statement in self.statements if not statement["failed"] and statement not in lost]
        own = [statement["transaction"] for statement in kept if statement["file"] == self.step]
        # What env.py commits before the step and after it has the same effect as part of the step's own transaction.
        for order, transaction in ((kept, own[:1]), (reversed(kept), own[-1:])):
            for statement in order:
                if statement["file"] == self.step or not transaction:
                    break
                statement["transaction"] = transaction[0]
        return kept


DRIVER_FILE = (lambda: 0).__code__.co_filename


def listen(recorder):
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    def sending(connection, cursor, statement, parameters, context, executemany):
        raw = raw_connection(connection)
        with recorder.silence():
            texts = literals(connection, cursor, statement, parameters, context, executemany)
        recorder.note(texts, raw, autocommits(connection))

    def refused(context):
        recorder.refused()

    event.listen(Engine, "before_cursor_execute", sending)
    event.listen(Engine, "handle_error", refused)
    event.listen(Engine, "commit", lambda connection: recorder.ended(raw_connection(connection), "committed"))
    event.listen(Engine, "rollback", lambda connection: recorder.ended(raw_connection(connection), "rolled back"))


def raw_connection(connection):
    """The driver's own connection."""
    pooled = connection.connection
    for name in ("driver_connection", "dbapi_connection", "connection"):
        raw = getattr(pooled, name, None)
        if raw is not None:
            return raw
    return pooled


def autocommits(connection):
    level = connection.get_execution_options().get("isolation_level")
    pooled = connection.connection
    adapted = getattr(pooled, "dbapi_connection", None) or getattr(pooled, "connection", None)
    autocommit = getattr(adapted, "autocommit", None)
    return autocommit if isinstance(autocommit, bool) else level == "AUTOCOMMIT"


def decoded(sent, connection):
    if isinstance(sent, str):
        return sent
    import psycopg2.extensions

    return sent.decode(psycopg2.extensions.encodings.get(connection.encoding, "utf-8"))


# ---- literals in place of parameters


def literals(connection, cursor, statement, parameters, context, executemany):
    """One text for each set of parameters."""
    plain = context is not None and context.execution_options.get("no_parameters") and not parameters
    if plain:
        return [statement]
    sets = list(parameters) if executemany else [parameters]
    raw = raw_connection(connection)
    driver = type(raw).__module__.split(".")[0]
    if driver == "psycopg2":
        return [decoded(cursor.mogrify(statement, values), raw) for values in sets]
    if driver == "psycopg":
        import psycopg

        kind = psycopg.AsyncClientCursor if isinstance(raw, psycopg.AsyncConnection) else psycopg.ClientCursor
        writer = kind(raw)
        return [writer.mogrify(statement, values) for values in sets]
    numbered = connection.dialect.paramstyle == "numeric_dollar" or driver == "asyncpg"
    return [numbered_in_place(statement, values) if numbered else formatted_in_place(statement, values)
            for values in sets]


# A quoted string, an escape string, a quoted name, a comment, a dollar-quoted string: nothing in there is a parameter.
QUOTED = r"[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|(\$[A-Za-z_]*\$).*?\1"
NUMBERED = re.compile(QUOTED + r"|(?<![\w$])\$(\d+)", re.DOTALL)
FORMATTED = re.compile(QUOTED + r"|%(?:\((\w+)\))?(s|%)", re.DOTALL)


def numbered_in_place(statement, values):
    values = list(values or ())
    return NUMBERED.sub(
        lambda found: literal(values[int(found.group(2)) - 1]) if found.group(2) else found.group(0), statement)


def formatted_in_place(statement, values):
    rest = iter(values if isinstance(values, (list, tuple)) else ())

    def place(found):
        if found.group(3) == "%":
            return "%"
        if found.group(3) == "s":
            return literal(values[found.group(2)] if found.group(2) else next(rest))
        return found.group(0).replace("%%", "%")

    return FORMATTED.sub(place, statement)


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, enum.Enum):
        return literal(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, decimal.Decimal)) and str(value).lstrip("-").replace(".", "").isdigit():
        return "(%s)" % value if value < 0 else str(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "'\\x%s'::bytea" % bytes(value).hex()
    if isinstance(value, datetime.timedelta):
        return quote("%d days %d seconds %d microseconds" % (value.days, value.seconds, value.microseconds))
    if isinstance(value, (list, tuple)):
        return quote(array(value))
    if isinstance(value, dict):
        return quote(json.dumps(value))
    if isinstance(value, (datetime.datetime, datetime.time)):
        return quote(value.isoformat())
    return quote(str(value))


def array(values):
    return "{%s}" % ",".join(element(value) for value in values)


def element(value):
    if value is None:
        return "NULL"
    if isinstance(value, (list, tuple)):
        return array(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, (bytes, bytearray)):
        value = "\\x" + bytes(value).hex()
    return '"%s"' % str(value).replace("\\", "\\\\").replace('"', '\\"')


def quote(text):
    return "'%s'" % text.replace("'", "''")


# ---- steps


class Project:
    """The Alembic project: its configuration and revisions, read once."""

    def __init__(self, start):
        import alembic
        import sqlalchemy

        self.versions = {
            "ready": True, "python": "%d.%d.%d" % sys.version_info[:3], "alembic": alembic.__version__,
            "sqlalchemy": sqlalchemy.__version__}
        self.start = start
        self.target = Target()
        self.recorder = Recorder()
        self.scripts = None
        self.step_began = False

    def prepare(self):
        installed = [name for name in REDIRECT if importlib.util.find_spec(name)]
        for name in installed:
            with contextlib.suppress(ImportError):
                REDIRECT[name](self.target, self.recorder)
        redirect_urls(self.target, installed)
        listen(self.recorder)
        self.stamp_before_running()
        os.chdir(self.start["base"])
        # At the end, so that a module the project has is preferred to one that happens to lie in its folder.
        sys.path.append(os.getcwd())

    def config(self, address, revision):
        from alembic.config import Config

        path = self.start["config"]
        options = argparse.Namespace(
            config=path, name="alembic", x=None, raiseerr=True, quiet=True, sql=False, tag=None,
            revision=revision, autogenerate=False)
        if path is None:
            config = Config(cmd_opts=options)
            config.set_main_option("script_location", self.start["scripts"].replace("%", "%%"))
        elif path.endswith(".toml"):
            config = Config(toml_file=path, cmd_opts=options)
        else:
            config = Config(path, cmd_opts=options)
        config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))
        return config

    def directory(self, config):
        if self.scripts is None:
            from alembic.script import ScriptDirectory

            self.scripts = ScriptDirectory.from_config(config)
        return self.scripts

    def stamp_before_running(self):
        """The database stands just before the step; its version table is made to say so."""
        from alembic.runtime.migration import MigrationContext

        original = MigrationContext.run_migrations
        project = self

        def run_migrations(context, **options):
            project.recorder.version_table = context.version_table
            with project.recorder.silence():
                project.stamp(context)
            return original(context, **options)

        MigrationContext.run_migrations = run_migrations

    def stamp(self, context):
        connection = context.connection
        inside = getattr(connection, "in_transaction", lambda: True)()
        context._ensure_version_table(purge=True)
        if self.heads:
            connection.execute(context._version.insert(), [{"version_num": head} for head in self.heads])
        if not inside and hasattr(connection, "commit"):
            connection.commit()

    def run(self, request):
        from alembic.runtime.environment import EnvironmentContext
        from alembic.runtime.migration import MigrationStep

        address = self.target.aim(request["database"])
        config = self.config(address, request["revision"])
        scripts = self.directory(config)
        revision = scripts.get_revision(request["revision"])
        self.heads = heads(scripts, request["applied"])
        self.step_began = False
        self.recorder.begin(
            os.path.realpath(revision.path), os.path.realpath(os.path.join(scripts.dir, "env.py")), None)
        make = MigrationStep.upgrade_from_script if request["direction"] == "up" else MigrationStep.downgrade_from_script

        def steps(current, context):
            step = make(scripts.revision_map, revision)
            step.migration_fn = self.watched(step.migration_fn)
            return [step]

        try:
            with EnvironmentContext(config, scripts, fn=steps, as_sql=False, destination_rev=request["revision"]):
                scripts.run_env()
        finally:
            self.target.hang_up()

    def differences(self, request):
        """What autogenerate would write now: the models against a database that stands at the head."""
        from alembic.autogenerate import compare_metadata
        from alembic.runtime.environment import EnvironmentContext

        config = self.config(self.target.aim(request["database"]), "heads")
        scripts = self.directory(config)
        self.heads = heads(scripts, request["applied"])
        self.recorder.begin(None, os.path.realpath(os.path.join(scripts.dir, "env.py")), None)
        found = []

        def compare(current, context):
            self.step_began = True
            models = context.opts.get("target_metadata")
            if models is not None:
                found.extend(compare_metadata(context, models))
            return []

        self.step_began = False
        try:
            with EnvironmentContext(config, scripts, fn=compare, as_sql=False):
                scripts.run_env()
        except (Exception, SystemExit) as error:
            return unusable(error, self.recorder)
        finally:
            self.target.hang_up()
        return {"outcome": "compared", "differences": sorted(said for one in found for said in described(one))}

    def watched(self, function):
        def run(**options):
            self.step_began = True
            return function(**options)

        return run

    def answer(self, request):
        try:
            self.run(request)
        except (Exception, SystemExit) as error:
            if not self.step_began:
                return unusable(error, self.recorder)
            return {
                "outcome": "failed",
                "statements": [statement for statement in self.recorder.statements
                               if not statement["failed"] or statement is self.recorder.statements[-1]],
                "failure": failure(error, self.recorder)}
        if not self.step_began:
            return {"outcome": "unusable", "problem": "env.py ran to its end and did not run the step.",
                    "file": self.recorder.env, "line": 1, "kind": "other", "missing": ""}
        lost = [statement for statement in self.recorder.lost() if statement["file"] == self.recorder.step]
        if lost:
            return {"outcome": "failed", "statements": self.recorder.statements, "failure": forgotten(lost[0])}
        return {"outcome": "done", "statements": self.recorder.kept()}


def heads(scripts, applied):
    """What the version table holds when these have run: those that no other of them stands on."""
    below = set()
    for revision in applied:
        below.update(scripts.revision_map.get_revision(revision)._normalized_down_revisions)
    return [revision for revision in applied if revision not in below]


# ---- models


def described(difference):
    if isinstance(difference, list):
        return [text for part in difference for text in described(part)]
    kind, about = difference[0], difference[1]
    if kind.startswith("modify_"):
        schema, table, column, new = difference[1], difference[2], difference[3], difference[6]
        return ["%s of %s: the database says %s, the models say %s" % (
            kind[len("modify_"):], ".".join(part for part in (schema, table, column) if part),
            shown(difference[5]), shown(new))]
    if kind in ("add_column", "remove_column"):
        name = ".".join(part for part in (difference[1], difference[2], difference[3].name) if part)
    elif kind.endswith(("_table", "_table_comment")):
        name = about.fullname
    else:
        table = getattr(about, "table", None)
        name = "%s%s" % (about.name or "without a name", "" if table is None else " on " + table.fullname)
    where = "only in the models" if kind.startswith("add_") else "only in the database"
    return ["%s %s: %s" % (kind.split("_", 1)[1].replace("_", " "), name, where)]


def shown(value):
    argument = getattr(value, "arg", value)
    return str(getattr(argument, "text", argument))


# ---- trouble


def unusable(error, recorder):
    file, line = place(error, recorder)
    if isinstance(error, Unusable):
        text = str(error)
    else:
        server = server_error(error)
        text = "%s: %s" % (type(error).__name__, field(server, "message_primary") if server else error)
    kind = next((name for type_, name in KINDS if isinstance(error, type_)), "other")
    return {
        "outcome": "unusable", "problem": text, "file": file, "line": line, "kind": kind,
        "missing": getattr(error, "name", None) or ""}


# Settings classes answer a missing variable with exceptions of their own, most of which are ValueErrors.
KINDS = ((ModuleNotFoundError, "module"), (SyntaxError, "syntax"), (KeyError, "variable"), (ValueError, "variable"))


def place(error, recorder):
    """The innermost line of the step in the trace, else of env.py, else of wherever it happened."""
    found = {}
    trace = error.__traceback__
    while trace is not None:
        path = recorder.path(trace.tb_frame)
        found[path] = trace.tb_lineno
        trace = trace.tb_next
    for path in (recorder.step, recorder.env):
        if path in found:
            return path, found[path]
    if isinstance(error, SyntaxError) and error.filename:
        return os.path.realpath(error.filename), error.lineno or 1
    return (None, 1)


def forgotten(statement):
    return {
        "file": statement["file"], "line": statement["line"], "excerpt": statement["sql"], "sqlState": "00000",
        "message": "nobody committed the transaction of this statement, so nothing of the step stays in the database",
        "detail": None,
        "hint": "Alembic commits only what its own begin_transaction() began: let env.py send nothing on the connection"
                " before it, or commit that first",
        "names": {}}


def failure(error, recorder):
    server = server_error(error)
    last = recorder.statements[-1] if recorder.statements else None
    refused = last if last is not None and (last["failed"] or server is not None) else None
    file, line = (refused["file"], refused["line"]) if refused else place(error, recorder)
    excerpt = refused["sql"] if refused else (linecache.getline(file, line).strip() if file else "")
    if server is None:
        return {
            "file": file, "line": line, "excerpt": excerpt, "sqlState": "00000",
            "message": "%s: %s" % (type(error).__name__, error), "detail": None, "hint": None, "names": {}}
    if not (last is not None and last["failed"]) and getattr(error, "statement", None):
        # The statement was Alembic's own, on its version table.
        file, line = place(error, recorder)
        excerpt = error.statement
    names = {
        "schema": field(server, "schema_name"), "table": field(server, "table_name"),
        "column": field(server, "column_name"), "constraint": field(server, "constraint_name"),
        "datatype": field(server, "datatype_name", "data_type_name")}
    return {
        "file": file, "line": line, "excerpt": excerpt, "sqlState": state(server),
        "message": field(server, "message_primary", "message") or str(server),
        "detail": field(server, "message_detail", "detail"), "hint": field(server, "message_hint", "hint"),
        "names": {key: value for key, value in names.items() if value}}


def server_error(error):
    """What the driver raised, whoever wrapped it, when it carries an answer of the server."""
    seen = []
    while error is not None and error not in seen:
        seen.append(error)
        error = getattr(error, "orig", None) or error.__cause__ or error.__context__
    carrying = [found for found in seen if state(found)]
    return carrying[-1] if carrying else None


def state(error):
    for name in ("pgcode", "sqlstate"):
        value = getattr(error, name, None)
        if isinstance(value, str) and len(value) == 5:
            return value
    return fields(error).get("C")


def fields(error):
    """pg8000 hands on the fields of the protocol's message as they are."""
    first = error.args[0] if getattr(error, "args", None) else None
    return first if isinstance(first, dict) else {}


PROTOCOL = {
    "message_primary": "M", "message_detail": "D", "message_hint": "H", "schema_name": "s", "table_name": "t",
    "column_name": "c", "constraint_name": "n", "datatype_name": "d",
}


def field(error, *names):
    for name in names:
        value = getattr(getattr(error, "diag", None), name, None) or getattr(error, name, None)
        value = value or fields(error).get(PROTOCOL.get(name))
        if isinstance(value, str):
            return value
    return None


# ---- the conversation


def converse():
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    requests = sys.stdin
    sys.stdin = open(os.devnull)

    def say(answer):
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    start = json.loads(requests.readline())
    try:
        project = Project(start)
        project.prepare()
    except ModuleNotFoundError as error:
        say({"ready": False, "missing": error.name})
        return
    except Exception as error:
        say({"ready": False, "problem": "%s: %s" % (type(error).__name__, error)})
        return
    say(project.versions)
    for line in iter(requests.readline, ""):
        request = json.loads(line)
        say(project.differences(request) if request["direction"] == "none" else project.answer(request))


converse()
