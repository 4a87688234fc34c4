-- Two transactions may take numbers from the sequence in one order and commit in the other; a reader
-- that goes on after the last number it saw would then miss an entry for ever. So an entry gets its
-- number at commit, one transaction after the other: whoever sees a number sees every smaller one.
-- At commit and not in the statement: the lock is held while the server commits, never while it waits
-- for the application.
CREATE FUNCTION number_run_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('countersign.run_event'));
  UPDATE "RunEvent" SET "id" = nextval(pg_get_serial_sequence('"RunEvent"', 'id')) WHERE "id" = NEW."id";
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER number_run_event AFTER INSERT ON "RunEvent"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_run_event();
