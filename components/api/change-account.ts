import { useMutation } from "@tanstack/react-query";
import type { ApiError } from "./api-error";
import { request } from "./request";

export function useChangeName() {
  return useMutation<unknown, ApiError, string>({
    mutationFn: (name) => request("/api/auth/update-user", { method: "POST", body: { name } }),
  });
}

/** Ends every other session of the account: whoever knew the old password is out. */
export function useChangePassword() {
  return useMutation<unknown, ApiError, { currentPassword: string; newPassword: string }>({
    mutationFn: (passwords) =>
      request("/api/auth/change-password", {
        method: "POST",
        body: passwords,
      }),
  });
}
