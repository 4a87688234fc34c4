import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";
import { request } from "./request";

/** What an authenticator is set up with, and the codes for the day it is lost. */
export interface NewSecondFactor {
  totpURI: string;
  backupCodes: string[];
}

/** Makes an authenticator's secret; it counts once a code of it was given back. */
export function useBeginSecondFactor() {
  return useMutation<NewSecondFactor, ApiError, string>({
    mutationFn: (password) => request("/api/auth/two-factor/enable", { method: "POST", body: { password } }),
  });
}

export function useFinishSecondFactor() {
  return useMutation<unknown, ApiError, string>({
    mutationFn: (code) => request("/api/auth/two-factor/verify-totp", { method: "POST", body: { code } }),
  });
}

export function useNewRecoveryCodes() {
  return useMutation<{ backupCodes: string[] }, ApiError, string>({
    mutationFn: (password) =>
      request("/api/auth/two-factor/generate-backup-codes", { method: "POST", body: { password } }),
  });
}

export function useDropSecondFactor() {
  return useMutation<unknown, ApiError, string>({
    mutationFn: (password) => request("/api/auth/two-factor/disable", { method: "POST", body: { password } }),
  });
}

/** Takes away somebody else's, who lost it. */
export function useRemoveSecondFactor(id: string) {
  const client = useQueryClient();
  return useMutation<null, ApiError, void>({
    mutationFn: () => call("DELETE /api/people/{id}/second_factor", { params: { id } }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.people });
      void client.invalidateQueries({ queryKey: keys.sessions(id) });
    },
  });
}
