"""A respondent sees their own part and no row of the concern itself; a part is its person's.

Plain SQL, because these must hold whatever code runs (design section 4).
"""

from django.db import migrations

# Inline, as in 0002: a function with a subquery is opaque to the planner.
_LIVE = "g.concern_id = {0}.concern_id AND g.user_id = pp_user() AND g.ended_at IS NULL"
_PARTS = ("share", "sharedfile", "partmessage")

OWN_PART = "".join(
    f"""
ALTER TABLE concerns_{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_{table} FORCE ROW LEVEL SECURITY;
CREATE POLICY engine ON concerns_{table} FOR ALL USING (pp_engine()) WITH CHECK (pp_engine());
CREATE POLICY need_to_know ON concerns_{table} FOR SELECT USING (
  EXISTS (SELECT 1 FROM concerns_grant g WHERE {_LIVE.format(f"concerns_{table}")}
    AND (g.capacity = ANY (ARRAY['handler', 'adviser'])
         OR g.capacity = 'respondent' AND g.person_id = concerns_{table}.person_id)));
"""
    for table in _PARTS
)

# The row of a concern says who raised it, of what kind it is and how it ended.
NO_CONCERN = """
DROP POLICY need_to_know ON concerns_concern;
CREATE POLICY need_to_know ON concerns_concern FOR SELECT USING (
  EXISTS (SELECT 1 FROM concerns_grant g
    WHERE g.concern_id = concerns_concern.id AND g.user_id = pp_user() AND g.ended_at IS NULL
      AND g.capacity = ANY (ARRAY['raiser', 'handler', 'adviser', 'consultee', 'informed'])));
"""

OWN_FILES = f"""
DROP POLICY need_to_know ON concerns_evidence;
CREATE POLICY need_to_know ON concerns_evidence FOR SELECT USING (
  EXISTS (SELECT 1 FROM concerns_grant g WHERE {_LIVE.format("concerns_evidence")}
    AND (g.capacity = ANY (ARRAY['handler', 'adviser'])
         OR g.capacity = 'raiser' AND concerns_evidence.side = 'raiser'
         OR g.capacity = 'respondent'
            AND (concerns_evidence.side = 'respondent'
                 AND concerns_evidence.added_by_id = g.person_id
                 OR EXISTS (SELECT 1 FROM concerns_sharedfile f
                      WHERE f.evidence_id = concerns_evidence.id
                        AND f.person_id = g.person_id)))));
"""

# With whom it was shared and when stays as it was; the words can only be sealed anew.
LIFE = """
CREATE FUNCTION pp_share_with_subject() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM concerns_party p WHERE p.concern_id = NEW.concern_id
                   AND p.person_id = NEW.person_id AND p.role = 'subject') THEN
    RAISE EXCEPTION 'it is shared with the person it is about, and with nobody else'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER with_subject AFTER INSERT ON concerns_share
  FOR EACH ROW EXECUTE FUNCTION pp_share_with_subject();

CREATE FUNCTION pp_share_life() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF (NEW.council_id, NEW.concern_id, NEW.protocol_id, NEW.reference, NEW.person_id,
      NEW.shared_by_id, NEW.shared_at) IS DISTINCT FROM
     (OLD.council_id, OLD.concern_id, OLD.protocol_id, OLD.reference, OLD.person_id,
      OLD.shared_by_id, OLD.shared_at)
     OR (NEW.due_on IS NULL) <> (OLD.due_on IS NULL) OR NEW.due_on < OLD.due_on
     OR OLD.replied_at IS NOT NULL AND NEW.replied_at IS DISTINCT FROM OLD.replied_at THEN
    RAISE EXCEPTION 'what was shared is never changed, and nobody gets less time'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER life BEFORE UPDATE ON concerns_share
  FOR EACH ROW EXECUTE FUNCTION pp_share_life();
"""

_REFERENCES = {
    "share": {"concern_id": "concern", "protocol_id": "protocol", "person_id": "person",
              "shared_by_id": "person"},
    "sharedfile": {"person_id": "person"},
    "partmessage": {"concern_id": "concern", "person_id": "person", "sender_id": "person"},
}  # fmt: skip

# A file, and a reply, belong to a share of the same person in the same concern.
COMPOSITE = (
    "".join(
        f"ALTER TABLE concerns_{table} ADD CONSTRAINT {table}_of_council UNIQUE (council_id, id);\n"
        for table in _REFERENCES
    )
    + "".join(
        f"ALTER TABLE concerns_{table} ADD CONSTRAINT {table}_{column}_same_council"
        f" FOREIGN KEY (council_id, {column}) REFERENCES concerns_{target} (council_id, id)"
        f" DEFERRABLE INITIALLY DEFERRED;\n"
        for table, columns in _REFERENCES.items()
        for column, target in columns.items()
    )
    + """
ALTER TABLE concerns_evidence ADD CONSTRAINT evidence_of_concern
  UNIQUE (council_id, concern_id, id);
ALTER TABLE concerns_share ADD CONSTRAINT share_of_person
  UNIQUE (council_id, concern_id, person_id, id);
ALTER TABLE concerns_sharedfile ADD CONSTRAINT sharedfile_of_concern
  FOREIGN KEY (council_id, concern_id, evidence_id)
  REFERENCES concerns_evidence (council_id, concern_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_sharedfile ADD CONSTRAINT sharedfile_of_person
  FOREIGN KEY (council_id, concern_id, person_id, share_id)
  REFERENCES concerns_share (council_id, concern_id, person_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_partmessage ADD CONSTRAINT partmessage_of_person
  FOREIGN KEY (council_id, concern_id, person_id, share_id)
  REFERENCES concerns_share (council_id, concern_id, person_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0027_shares")]

    operations = [
        migrations.RunSQL(sql, reverse_sql=migrations.RunSQL.noop)
        for sql in (OWN_PART, NO_CONCERN, OWN_FILES, LIFE, COMPOSITE)
    ]
