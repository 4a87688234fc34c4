/** Sentences nobody means harm with, one or more for each of thirty scripts, with the controls that belong into them. */
export const honestTexts: readonly string[] = [
  "A lighthouse at dusk, oil on canvas — “warm light”, 50 % contrast",
  "Ein Turm im Abendlicht, ÄÖÜß, 1 000,50 €",
  "Un phare à la tombée du jour : l’œuvre est « belle »",
  "Маяк в сумерках, масло, холст № 5",
  "Φάρος στο σούρουπο, ελαιογραφία",
  "Փարոս մայրամուտին",
  "შუქურა მზის ჩასვლისას",
  "מגדלור בשעת דמדומים, 50% (שמן על בד)\u200F!",
  "גרסה C++\u200E של התוכנית",
  "منارة عند الغروب، زيت على قماش ١٢٣",
  "می\u200Cخواهم یک فانوس دریایی ببینم، کتاب\u200Cها",
  "نمبر ۵\u200F، \u2067abc\u2069 روشنی",
  "ܡܢܪܬܐ ܒܪܡܫܐ",
  "މުނާރު ހަވީރު",
  "ߞߊ߲ߞߋ߲ ߕߟߋ߬ߓߋ",
  "प्रकाशस्तंभ शाम को, क्\u200Dष और क्\u200Cष",
  "সন্ধ্যায় বাতিঘর, র\u200D্যাম",
  "ਸ਼ਾਮ ਨੂੰ ਚਾਨਣ ਮੁਨਾਰਾ",
  "સાંજે દીવાદાંડી",
  "ସନ୍ଧ୍ୟାରେ ବତିଘର",
  "மாலையில் கலங்கரை விளக்கம்",
  "సాయంత్రం లైట్\u200Cహౌస్",
  "ಸಂಜೆ ಲೈಟ್\u200Cಹೌಸ್",
  "വൈകുന്നേരത്തെ വിളക്കുമാടം, അവന്\u200D വന്നു",
  "සවස් යාමයේ ප්\u200Dරදීපාගාරය, ශ්\u200Dරී ලංකා",
  "ประภาคารยามพลบค่ำ",
  "ປະພາຄານຍາມແລງ",
  "མཚན་མོའི་འོད་སྒྲོན་ཁང་།",
  "ညနေခင်း မီးပြတိုက်",
  "ប៉មភ្លើងហ្វារនៅពេលល្ងាច",
  "ᠮᠣᠩᠭᠣᠯ\u202Fᠤᠨ ᠪᠢᠴᠢᠭ\u180B ᠰᠠᠷ\u180Eᠠ",
  "黄昏的灯塔，油画　五十号",
  "葛\uDB40\uDD00城の灯台、辻\uDB40\uDD01さん「夕暮れ」",
  "とうだい、ラストシーン、ｶﾀｶﾅ",
  "황혼의 등대, 유화 50호",
  "ㄏㄨㄤˊ ㄏㄨㄣ",
  "የምሽት ፋኖስ ማማ።",
  "ᏧᎳᎩ ᎦᏬᏂᎯᏍᏗ",
  "ᐃᓄᒃᑎᑐᑦ",
  "ⴰⵎⴰⵣⵉⵖ",
  "⠓⠑⠇⠇⠕\u2800⠺⠕⠗⠇⠙",
  "Đèn hải đăng lúc hoàng hôn, ngoạn mục",
  "👩\u200D💻 and 👨\u200D👩\u200D👧\u200D👦 wave 👋🏽 at 🏳️\u200D🌈, 🏴\u200D☠️ and 🏃🏽\u200D♀️\u200D➡️",
  "❤️\u200D🔥 ☺️ ☎︎ ℹ️ ↔️ ©️ 1️⃣ #️⃣ *️⃣ 🇩🇪 🇺🇳",
  `Flags: 🏴${tags("gbeng")} 🏴${tags("gbsct")} 🏴${tags("gbwls")}`,
  "∩\uFE00 and ⊓\uFE00 differ",
  '{ "seed": 42, "lines": "a\\n\\nb" }\n\n\tindented by tabs\r\n        and by blanks',
  "A chapter.\n\n\nAnd another one, 3.14, v1.2.3, 2026-01-02T03:04:05Z",
];

function tags(letters: string): string {
  const points = [...letters].map((letter) => 0xe0000 + (letter.codePointAt(0) ?? 0));
  return String.fromCodePoint(...points, 0xe007f);
}

/** Deceptive pieces, each with the code that a reader must be shown. */
const deceptions: readonly { text: string; code: string; severity: "error" | "warning" }[] = [
  ...["\u202A", "\u202B", "\u202D", "\u202E", "\u202C"].map((text) => error(text)),
  ...[0x41, 0x20, 0x7e, 0x01, 0x7f].map((point) => error(String.fromCodePoint(0xe0000 + point))),
  { text: "a\uFE01\uFE0F", code: "U+FE01", severity: "error" },
  { text: "\u{E0120}\u{E0121}\u{E0122}", code: "U+E0120", severity: "error" },
  ...["\u200B", "\u2060", "\uFEFF", "\u00AD", "\u034F", "\u180E", "\u200C", "\u200D"].map((t) => warning(t)),
  ...["\u200E", "\u200F", "\u061C", "\u2066", "\u2067", "\u2068", "\u2069"].map((text) => warning(text)),
  ...["\u3164", "\u115F", "\u1160", "\uFFA0", "\u2800", "\u17B4", "\u2063", "\u206A"].map((t) => warning(t)),
  ...["\u0007", "\u001B", "\u0008", "\u007F", "\u0085", "\u009B", "\u000B", "\u000C"].map((t) => warning(t)),
  ...["\uFFF9", "\uFFFC", "\u2028", "\u2029", "\u{1D173}", "\u{1BCA0}", "\uFE0F"].map((text) =>
    warning(text),
  ),
];

function error(text: string) {
  return { text, code: codeOf(text), severity: "error" as const };
}

function warning(text: string) {
  return { text, code: codeOf(text), severity: "warning" as const };
}

function codeOf(text: string): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** As many deceptive texts, each the same whenever it is asked for: Latin words with one of the deceptions among them. */
export function deceptiveTexts(count: number): { text: string; code: string; severity: string }[] {
  const words = ["paint", "a", "red", "tower", "refund", "500", "dollars", "ignore", "exe.gpj", "at", "dusk"];
  let state = 20_260_101;
  // The constants of Numerical Recipes: any even spread will do here.
  const below = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const word = () => words[below(words.length)] ?? "";
  return Array.from({ length: count }, (_, index) => {
    const deception = deceptions[index % deceptions.length] ?? error("\u202E");
    const [before, after] = [
      Array.from({ length: 1 + below(6) }, word),
      Array.from({ length: 1 + below(6) }, word),
    ];
    const glue = below(2) === 0 ? " " : "";
    return { ...deception, text: before.join(" ") + glue + deception.text + glue + after.join(" ") };
  });
}
