"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { noticesWanted, onNotice } from "./notify";

const NoticeToaster = dynamic(() => whenConnected(() => import("./notice-toaster")), { ssr: false });

/** Where notices appear; their code comes with the first one. */
export function Notices() {
  const wanted = useSyncExternalStore(onNotice, noticesWanted, () => false);
  return wanted && <NoticeToaster />;
}
