import { expect, test } from "vitest";
import { computingTime } from "@/lib/testing/computing-time";
import { safetyFlags } from "./safety";

test.each([
  ...[
    "a.",
    "a-",
    "+",
    "a@",
    "1 ",
    "(1",
    "AB12 ",
    "porn",
    "DE89 ",
    "DE89 3704 0044 0532 0130 0",
    "*1.",
    "born ",
    "born a 1 ",
  ],
  ...[
    "0111 1111111 ",
    "+1 ",
    "+49 1 ",
    "01 ",
    "tel 1",
    "tel: 1234567 x ",
    "1.1.",
    "2024-01-01",
    "00 1 ",
    "(0) ",
    "dob 1 Mai",
  ],
])("twenty thousand characters of %j are looked through in no time", (part) => {
  const text = part.repeat(20_000 / part.length);
  expect(computingTime(() => safetyFlags(text))).toBeLessThan(1_000);
});

test("an address is still seen in the middle of a text", () => {
  expect(safetyFlags(`${"a.".repeat(500)}b, ask jane.doe+x@mail.example.com, please`)).toEqual(["pii"]);
});

test.each([
  ...["DE89 3704 0044 0532 0130 00", "FR14 2004 1010 0505 0001 3M02 606", "GB29 NWBK 6016 1331 9268 19"],
  ...["IT60 X054 2811 1010 0000 0123 456", "ES91 2100 0418 4502 0005 1332", "NL91 ABNA 0417 1643 00"],
  ...["BE68-5390-0754-7034", "AT611904300234573201", "ch93 0076 2011 6238 5295 7", "NO93 8601 1117 947"],
  ...["PL61 1090 1014 0000 0712 1981 2874", "PT50 0002 0123 1234 5678 9015 4", "IE29 AIBK 9311 5212 3456 78"],
])("the account %s is seen", (iban) => {
  expect(safetyFlags(`Pay to ${iban} and then paint it`)).toEqual(["pii"]);
});

test.each(["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "6011111111111117"])(
  "the card %s is seen",
  (card) => expect(safetyFlags(`charge ${card} for it`)).toEqual(["pii"]),
);

test.each([
  ...[
    "030 901820",
    "01512 3456789",
    "0171/2345678",
    "(030) 90 18 20-0",
    "+49 (0)30 901820",
    "0049 30 901820",
  ],
  ...[
    "06 12 34 56 78",
    "01.42.68.53.00",
    "+33 6 12 34 56 78",
    "07400 123456",
    "020 7946 0958",
    "+44 7400 123456",
  ],
  ...["+39 312 345 6789", "+34 612 34 56 78", "06 12345678", "0664 123456", "078 123 45 67", "070-123 45 67"],
  ...[
    "+48 512 345 678",
    "090-1234-5678",
    "+55 11 96123-4567",
    "(201) 555-0123",
    "201-555-0123",
    "+1 201 555 0123",
  ],
  ...["081234 56789", "0412 345 678", "0501 234 56 78", "+86 131 2345 6789", "+971 50 123 4567"],
])("the telephone number %s is seen", (number) => {
  expect(safetyFlags(`A sign that says ${number}, in neon`)).toEqual(["pii"]);
});

test.each([
  "Call me: 612 34 56 78",
  "tel. 312 345 6789",
  "teléfono 612345678",
  "WhatsApp 512 345 678",
  "Telefon: 901820 30",
])("the words before it make a telephone number of %s", (text) => expect(safetyFlags(text)).toEqual(["pii"]));

test.each([
  ...[
    "Anna, born on 12 May 1980",
    "date of birth: 1980-05-12",
    "DOB 05/12/1980",
    "geboren am 12.05.1980",
    "geb. 12.5.80",
  ],
  ...["née le 12 mai 1980", "nata il 12/05/1980", "nacido el 12 de mayo de 1980", "geboortedatum 12-05-1980"],
  ...[
    "född 1980-05-12",
    "urodzona 12.05.1980",
    "родился 12.05.1980",
    "生年月日 1980年5月12日",
    "생년월일: 1980년 5월 12일",
  ],
  ...[
    "Anna Schmidt, * 12.05.1980",
    "born May 12, 1980",
    "1980-05-12 (date of birth)",
    "Geburtsdatum: 12. Mai 1980",
  ],
])("the date of birth in %j is seen", (text) => expect(safetyFlags(text)).toEqual(["pii"]));

test.each([
  ...[
    "seed 4294967295",
    "seed: 9007199254740993, steps 50",
    "seed 1234567890",
    "seeds 12345678, 23456789 and 34567890",
  ],
  ...["1,299.00 € or $1.299.000,00", "price 12 345 678 yen", "1 000 000 000", "cost: 0.0025 0.0030 0.0035"],
  ...[
    "v1.2.3, 10.15.7 and 1.113.16",
    "192.168.100.200:8080",
    "in 1984, 2001 and 2049",
    "from 1914-1918 to 1939-1945",
  ],
  ...[
    "2026-01-02T03:04:05.678Z",
    "on 12.05.2024 18:30",
    "01.02.2024 - 03.04.2024",
    "1718000000000",
    "01-02-2024 10:30",
  ],
  ...[
    "1920x1080 1024 768 512",
    "0 0 0 1 1 1 0 0 0 1 0 1",
    "0.1 0.2 0.3 0.4 0.5",
    "00:01:02.345 --> 00:01:03.456",
    "#00ff0012",
  ],
  ...[
    "3.14159265358979",
    "the birth of Venus, 1485",
    "born to run in 1975",
    "ISBN 978-3-16-148410-0",
    "f/2.8 1/250 ISO 100",
  ],
  ...[
    "550e8400-e29b-41d4-a716-446655440000",
    "lat 52.520008 lon 13.404954",
    "DE89 is a room",
    "GB29 NWBK",
    "5 * 12.5",
  ],
])("%j says nothing about anybody", (text) => expect(safetyFlags(text)).toEqual([]));
