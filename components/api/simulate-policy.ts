import { useMutation } from "@tanstack/react-query";
import type { SimulatePolicy, Simulation } from "@/lib/contracts/simulate";
import type { ApiError } from "./api-error";
import { call } from "./call";

/** Nothing is called and nothing stored; it is a POST because a policy does not fit an address. */
export function useSimulatePolicy() {
  return useMutation<Simulation, ApiError, SimulatePolicy>({
    mutationKey: ["simulate-policy"],
    mutationFn: (body) => call("POST /api/hitl/policies/simulate", { body }),
  });
}
