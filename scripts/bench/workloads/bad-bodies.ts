// Sign-ups that are valid JSON and make no user: how far into the server do they get?
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { askOnce } from "../events/ask-once";
import { OutcomeLedger } from "../generator/ledger";
import { RequestKind } from "../generator/plan";
import type { EventOutcome, EventSubject, EventWorkload } from "./workload";

const ada = { name: "Ada", password: "long enough" };
const email = (number: number): string => `ada.${number}@bad.example`;

const bodies: readonly object[] = [
  { ...ada, email: email(1), name: 42 },
  { ...ada, email: email(2), name: "" },
  { ...ada, email: email(3), name: undefined },
  { ...ada, email: email(4), name: "A".repeat(10_000) },
  { ...ada, email: email(5), password: "short" },
  { ...ada, email: email(6), password: 12_345_678 },
  { ...ada, email: email(7), password: undefined },
  { ...ada, email: "nobody" },
  { ...ada, email: { address: email(8) } },
  { ...ada, email: [email(9)] },
  { ...ada },
  {},
  [],
];

export const badBodies: EventWorkload = {
  type: "event",
  name: "bad-bodies",
  what: `${bodies.length} sign-ups that are valid JSON and make no user`,
  runs: 1,
  run,
};

/**
 * Whatever is not refused as the client's fault has reached the service: it
 * was stored, or it broke something inside.
 */
async function run({ start, headers }: EventSubject): Promise<EventOutcome> {
  const server = await start();
  const ledger = new OutcomeLedger();
  const counts = { refused: 0, reached: 0, stored: 0 };
  const before = usersIn(server.dataFolder);
  for (const body of bodies) {
    const kind = RequestKind.parse({
      name: "bad body",
      method: "POST",
      path: "/users",
    });
    const request = { ...kind, kind, headers, body: JSON.stringify(body) };
    ledger.send();
    const answer = await askOnce(server.url, request);
    const refused =
      typeof answer !== "string" && answer.status >= 400 && answer.status < 500;
    counts[refused ? "refused" : "reached"]++;
    if (typeof answer === "string") ledger.lose(answer);
    else ledger.answer(answer.status, refused);
  }
  counts.stored = usersIn(server.dataFolder) - before;
  return { ledger: ledger.counts(), counts };
}

/** The lines of the file that steps keep their users in. */
function usersIn(folder: string | undefined): number {
  if (folder === undefined) return 0;
  const text = readFileSync(join(folder, "users.ndjson"), "utf8");
  return text.split("\n").filter(Boolean).length;
}
