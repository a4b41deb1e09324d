"""What the database itself refuses: strangers, rewritten history, subjects who handle.

Row-level security with FORCE on every table that holds or describes a concern, append-only
tables, frozen protocols, composite foreign keys and one holder of a seat at a time. Plain SQL,
because these must hold whatever code runs (design section 4; security 5.1 and 5.3).
"""

from django.db import migrations

FUNCTIONS = """
-- The current user of the transaction, set by the middleware; NULL when unset.
-- After a commit the setting is '' and not NULL, hence NULLIF.
CREATE FUNCTION pp_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('app.user_id', true), '')::bigint $$;

-- Whether the code is inside an explicit engine scope.
CREATE FUNCTION pp_engine() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT COALESCE(current_setting('app.engine', true), '') = 'on' $$;
"""

# Who sees which table of a concern they have a grant on. A respondent, a consultee and somebody
# informed see only their own part; those parts are shown through selectors, not whole tables.
_WORKING = "ARRAY['raiser','handler','adviser']"
_HANDLING = "ARRAY['handler','adviser']"
_ANYONE = "ARRAY['raiser','handler','adviser','consultee','informed','respondent']"
SEEN_BY = {
    "party": _WORKING,
    "decision": _WORKING,
    "step": _WORKING,
    "duty": _WORKING,
    "message": _WORKING,
    "note": _HANDLING,
    "interest": _HANDLING,
    "auditevent": _WORKING,
}


def _live_grant(column, capacities):
    """A live grant of the current user; inline, because a function with a subquery is opaque to
    the planner and would be called row by row."""
    return f"""EXISTS (SELECT 1 FROM concerns_grant g
      WHERE g.concern_id = {column} AND g.user_id = pp_user() AND g.ended_at IS NULL
        AND g.capacity = ANY ({capacities}))"""


def _secure(table, seen):
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY engine ON {table} FOR ALL USING (pp_engine()) WITH CHECK (pp_engine());
""" + (f"CREATE POLICY need_to_know ON {table} FOR SELECT USING ({seen});\n" if seen else "")


POLICIES = (
    _secure("concerns_grant", "user_id = pp_user()")
    + _secure("concerns_notification", None)
    + _secure("concerns_concern", _live_grant("concerns_concern.id", _ANYONE))
    + "".join(
        _secure(f"concerns_{name}", _live_grant(f"concerns_{name}.concern_id", capacities))
        for name, capacities in SEEN_BY.items()
    )
)

APPEND_ONLY = """
CREATE FUNCTION pp_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% rows are added and never changed', TG_TABLE_NAME
     USING ERRCODE = 'restrict_violation'; END $$;
""" + "".join(
    f"""
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON concerns_{table}
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON concerns_{table}
  FOR EACH STATEMENT EXECUTE FUNCTION pp_refuse_change();
"""
    for table in ("auditevent", "decision")
)

NO_SUBJECT_HANDLES = """
CREATE FUNCTION pp_refuse_subject_grant() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.ended_at IS NULL AND NEW.capacity IN ('handler', 'adviser', 'consultee', 'informed')
     AND EXISTS (SELECT 1 FROM concerns_party p
                   JOIN concerns_person q ON q.id = p.person_id
                  WHERE p.concern_id = NEW.concern_id AND p.role = 'subject'
                    AND q.user_id = NEW.user_id) THEN
    RAISE EXCEPTION 'the person a concern is about cannot be given it'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_subject_handles BEFORE INSERT OR UPDATE ON concerns_grant
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_subject_grant();

CREATE FUNCTION pp_refuse_handler_as_subject() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.role = 'subject' AND NEW.person_id IS NOT NULL AND EXISTS (
       SELECT 1 FROM concerns_grant g
         JOIN concerns_person q ON q.user_id = g.user_id
        WHERE g.concern_id = NEW.concern_id AND g.ended_at IS NULL
          AND g.capacity IN ('handler', 'adviser', 'consultee', 'informed')
          AND q.id = NEW.person_id) THEN
    RAISE EXCEPTION 'somebody who handles a concern cannot be made its subject'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_handler_as_subject BEFORE INSERT OR UPDATE ON concerns_party
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_handler_as_subject();
"""

# An adopted version changes in two ways only: it is superseded, and it gets the day it ended.
FROZEN = """
CREATE FUNCTION pp_refuse_frozen_protocol() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF OLD.status IN ('adopted', 'superseded') THEN
    IF TG_OP = 'DELETE' OR NEW.status NOT IN ('adopted', 'superseded')
       OR (OLD.status = 'superseded' AND NEW.status = 'adopted')
       OR (to_jsonb(NEW) - 'status' - 'in_force_until')
          IS DISTINCT FROM (to_jsonb(OLD) - 'status' - 'in_force_until') THEN
      RAISE EXCEPTION 'an adopted protocol never changes' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON concerns_protocol
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_frozen_protocol();

CREATE FUNCTION pp_protocol_is_frozen(protocol bigint) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT 1 FROM concerns_protocol
                   WHERE id = protocol AND status IN ('adopted', 'superseded')) $$;

CREATE FUNCTION pp_refuse_frozen_part() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE protocol bigint; DECLARE was bigint;
BEGIN
  IF TG_TABLE_NAME = 'concerns_ruleclause' THEN
    IF TG_OP <> 'DELETE' THEN
      SELECT protocol_id INTO protocol FROM concerns_rule WHERE id = NEW.rule_id; END IF;
    IF TG_OP <> 'INSERT' THEN
      SELECT protocol_id INTO was FROM concerns_rule WHERE id = OLD.rule_id; END IF;
  ELSE
    IF TG_OP <> 'DELETE' THEN protocol := NEW.protocol_id; END IF;
    IF TG_OP <> 'INSERT' THEN was := OLD.protocol_id; END IF;
  END IF;
  IF pp_protocol_is_frozen(protocol) OR pp_protocol_is_frozen(was) THEN
    RAISE EXCEPTION 'an adopted protocol never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON concerns_{table}
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_frozen_part();
"""
    for table in ("clause", "rule", "ruleclause")
)

# btree_gist is not to be had everywhere; a range of one number says equality to plain GiST.
ONE_HOLDER = """
ALTER TABLE concerns_appointment ADD CONSTRAINT one_holder_at_a_time EXCLUDE USING gist (
  int8range(office_id, office_id, '[]') WITH &&,
  daterange(starts_on, ends_on, '[)') WITH &&
) WHERE (single_seat);
"""

# Every tenant table is unique on (council, id) and points at other tenant tables by both, so
# that no row can reach into another council and distributing by council changes no code.
REFERENCES = {
    "politicalgroup": {},
    "person": {
        "group_id": "politicalgroup",
        "line_manager_id": "person",
        "director_id": "person",
    },
    "absence": {"person_id": "person"},
    "office": {"group_id": "politicalgroup"},
    "appointment": {"office_id": "office", "person_id": "person"},
    "protocol": {},
    "clause": {"protocol_id": "protocol"},
    "rule": {"protocol_id": "protocol"},
    "ruleclause": {"rule_id": "rule", "clause_id": "clause"},
    "concern": {"protocol_id": "protocol", "raiser_id": "person", "filed_by_id": "person"},
    "party": {"concern_id": "concern", "person_id": "person"},
    "decision": {"concern_id": "concern", "made_by_id": "person"},
    "step": {"concern_id": "concern", "decision_id": "decision", "holder_id": "person"},
    "duty": {
        "concern_id": "concern",
        "step_id": "step",
        "person_id": "person",
        "done_by_id": "person",
    },
    "interest": {"concern_id": "concern", "person_id": "person"},
    "grant": {"concern_id": "concern", "person_id": "person"},
    "message": {"concern_id": "concern", "sender_id": "person"},
    "note": {"concern_id": "concern", "author_id": "person"},
    "notification": {"concern_id": "concern"},
}

COMPOSITE = "".join(
    f"ALTER TABLE concerns_{table} ADD CONSTRAINT {table}_of_council UNIQUE (council_id, id);\n"
    for table in REFERENCES
) + "".join(
    f"ALTER TABLE concerns_{table} ADD CONSTRAINT {table}_{column}_same_council"
    f" FOREIGN KEY (council_id, {column}) REFERENCES concerns_{target} (council_id, id)"
    f" DEFERRABLE INITIALLY DEFERRED;\n"
    for table, columns in REFERENCES.items()
    for column, target in columns.items()
)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0001_initial")]

    operations = [
        migrations.RunSQL(sql, reverse_sql=migrations.RunSQL.noop)
        for sql in (
            FUNCTIONS,
            POLICIES,
            APPEND_ONLY,
            NO_SUBJECT_HANDLES,
            FROZEN,
            ONE_HOLDER,
            COMPOSITE,
        )
    ]
