import { request } from "@/components/api/request";

/** Ends the session and leaves the desk; what was cached goes with the page. */
export async function signOut(): Promise<void> {
  await request("/api/auth/sign-out", { method: "POST", body: {} });
  window.location.assign("/sign-in");
}
