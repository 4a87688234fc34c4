import type { Metadata } from "next";
import { AuditLog } from "@/components/settings/audit/audit-log";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.audit };
}

export default function AuditPage() {
  return <AuditLog />;
}
