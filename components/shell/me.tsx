"use client";

import { createContext, useContext } from "react";
import type { Me } from "@/lib/contracts/catalogue";

const MeContext = createContext<Me>({ kind: "user", id: "", name: "", email: null, role: "requester" });

/** Who is signed in. */
export function useMe(): Me {
  return useContext(MeContext);
}

/** Reviewers and administrators decide; requesters only ask. */
export function mayDecide(me: Me): boolean {
  return me.role !== "requester";
}

export const MeProvider = MeContext.Provider;
