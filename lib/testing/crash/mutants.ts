/** A law broken on purpose, to see that the crash test notices. */
export interface Mutant {
  /** The end of the file's path. */
  file: string;
  /** What stands there, and what is put instead; each must be found. */
  changes: [from: string, to: string][];
}

export const mutants: Record<string, Mutant> = {
  "sends again without looking": {
    file: "orchestrator/reconcile-attempt.ts",
    changes: [
      ["if (found) return recordSubmission", "if (false) return recordSubmission"],
      ["if (search?.answered != null) return sendAgain", "if (true) return sendAgain"],
    ],
  },
  "follow-up work after the commit": {
    file: "orchestrator/commit.ts",
    changes: [
      ["await jobs.write(rows);", ""],
      ["jobs.begin();", "await db.write(jobs.write); jobs.begin();"],
    ],
  },
  "key outside the transaction": {
    file: "orchestrator/commit.ts",
    changes: [["if (idempotency) await claimKey(rows, idempotency, run_id, now);", ""]],
  },
  "job done before its work": {
    file: "engine/embedded-queue.ts",
    changes: [
      [
        'reached("job:claimed");',
        'reached("job:claimed"); await db.prisma.job.deleteMany({ where: { id: job.id } });',
      ],
    ],
  },
  "file listed before it is copied": {
    file: "store/disk-storage.ts",
    changes: [
      ["await rename(partial, path);", "setTimeout(() => rename(partial, path).catch(() => {}), 500);"],
    ],
  },
};
