"use client";

import { useTheme } from "next-themes";
import { useId } from "react";
import { useLetterKeys } from "@/components/hooks/use-keys";
import { useMounted } from "@/components/hooks/use-mounted";
import { useNotifications } from "@/components/hooks/use-notifications";
import { themes } from "@/components/shell/theme";
import { useAdminText } from "@/components/text/admin-text";
import { languageNames, languages } from "@/components/text/language";
import { speak } from "@/components/text/speak";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import { Choice } from "./choice";
import { SettingsCard } from "./settings-card";

const hints = {
  missing: "notificationsMissing",
  denied: "notificationsDenied",
  off: "notificationsHint",
  on: "notificationsHint",
} as const;

/** Whether the browser tells of waiting runs; it is asked only when somebody switches it on. */
function NotificationChoice() {
  const { account } = useAdminText().settings;
  const id = useId();
  const [state, turn] = useNotifications();
  return (
    <Choice title={account.notifications} hint={account[hints[state]]} htmlFor={id}>
      <Switch
        id={id}
        checked={state === "on"}
        disabled={state === "missing" || state === "denied"}
        onCheckedChange={(on) => void turn(on)}
      />
    </Choice>
  );
}

/** Language, theme, keys and notifications: kept in this browser. */
export function DeskChoices() {
  const text = useAdminText();
  const { account } = text.settings;
  const id = useId();
  const { theme, setTheme } = useTheme();
  // The server does not know the theme.
  const mounted = useMounted();
  const [letters, setLetters] = useLetterKeys();
  return (
    <SettingsCard title={account.desk}>
      <div className="grid gap-5">
        <Choice title={text.shell.language} hint={account.languageHint}>
          <Segmented
            label={text.shell.language}
            value={text.time.locale}
            onChange={speak}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
          />
        </Choice>
        <Choice title={text.shell.theme} hint={account.themeHint}>
          <Segmented
            label={text.shell.theme}
            value={mounted ? (theme ?? "system") : ""}
            onChange={setTheme}
            options={themes.map((value) => ({ value, label: text.shell.themes[value] }))}
          />
        </Choice>
        <Choice title={text.keys.letters} hint={account.lettersHint} htmlFor={`${id}-letters`}>
          <Switch id={`${id}-letters`} checked={letters} onCheckedChange={setLetters} />
        </Choice>
        <NotificationChoice />
      </div>
    </SettingsCard>
  );
}
