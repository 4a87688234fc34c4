-- CreateTable
CREATE TABLE "SignedHead" (
    "number" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "lastEvent" INTEGER NOT NULL,
    "lastAct" INTEGER NOT NULL,
    "entries" JSONB NOT NULL,
    "acts" JSONB NOT NULL,
    "keyId" TEXT NOT NULL,
    "jws" TEXT NOT NULL,

    CONSTRAINT "SignedHead_pkey" PRIMARY KEY ("number")
);

-- CreateIndex
CREATE INDEX "SignedHead_lastEvent_idx" ON "SignedHead"("lastEvent");

-- As with entries of runs' logs: whoever sees a number sees every smaller one, so that no head leaves one out.
CREATE FUNCTION number_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('countersign.audit_entry'));
  UPDATE "AuditEntry" SET "id" = nextval(pg_get_serial_sequence('"AuditEntry"', 'id')) WHERE "id" = NEW."id";
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER number_audit_entry AFTER INSERT ON "AuditEntry"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_audit_entry();
