"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { Toaster } from "@/components/ui/sonner";
import { onNotice, takeNotices } from "./notify";

const show = { plain: toast, done: toast.success, failed: toast.error };

export default function NoticeToaster() {
  useEffect(() => {
    const drain = () => {
      for (const { message, kind } of takeNotices()) show[kind](message);
    };
    // The toaster below listens by now: effects of children run first.
    drain();
    return onNotice(drain);
  }, []);
  return <Toaster position="bottom-left" />;
}
