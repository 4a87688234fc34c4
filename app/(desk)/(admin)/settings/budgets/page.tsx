import type { Metadata } from "next";
import { Budgets } from "@/components/settings/budgets/budgets";
import { textOfRequest } from "@/components/text/of-request";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await textOfRequest()).shell.sections.budgets };
}

export default function BudgetsPage() {
  return <Budgets />;
}
