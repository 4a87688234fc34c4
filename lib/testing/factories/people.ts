import type { Me } from "@/lib/contracts/catalogue";
import type { Actor } from "@/lib/contracts/parts";

export const ada: Me = {
  kind: "user",
  id: "user_ada",
  name: "Ada Lovelace",
  email: "ada@example.com",
  role: "admin",
};

export const grace: Actor = { kind: "user", id: "user_grace", name: "Grace Hopper" };
export const storefront: Actor = { kind: "api_key", id: "key_storefront", name: "storefront" };
export const system: Actor = { kind: "system", id: "system", name: "Countersign" };
