// Concurrent sign-ups: some share one e-mail address, the others each have their own.

import { OutcomeLedger } from "../generator/ledger";
import { RequestKind } from "../generator/plan";
import { requestOnce, type WholeResponse } from "../generator/request-once";
import type { EventOutcome, EventSubject, EventWorkload } from "./workload";

const SAME = 20;
const DIFFERENT = 20;

export const signUpsAtOnce: EventWorkload = {
  type: "event",
  name: "sign-ups-at-once",
  what: `${SAME} sign-ups with one e-mail, and ${DIFFERENT} others, at once`,
  runs: 3,
  run,
};

async function run({ start, headers }: EventSubject): Promise<EventOutcome> {
  const { url } = await start();
  const ledger = new OutcomeLedger();
  const ask = async (kind: RequestKind): Promise<WholeResponse | undefined> => {
    ledger.send();
    // Forty hashes at once take their time, on a busy machine above all.
    const request = { ...kind, kind, headers, body: kind.body };
    const answer = await requestOnce(url, request, 60_000);
    if (typeof answer === "string") {
      ledger.lose(answer);
      return undefined;
    }
    ledger.answer(answer.status, expected.has(answer.status));
    return answer;
  };
  const emails = [
    ...Array<string>(SAME).fill("same@bench.example"),
    ...Array.from({ length: DIFFERENT }, (_, n) => `other.${n}@bench.example`),
  ];
  const answers = await Promise.all(
    emails.map((email) => ask(signUpOf(email))),
  );
  const list = await ask(
    RequestKind.parse({ name: "list", path: "/users?limit=100" }),
  );
  const created = emails.filter((_, n) => answers[n]?.status === 201);
  return { ledger: ledger.counts(), counts: countsOf(created, list) };
}

const expected = new Set([200, 201, 409]);

function signUpOf(email: string): RequestKind {
  return RequestKind.parse({
    name: "sign-up",
    method: "POST",
    path: "/users",
    body: JSON.stringify({ name: "Ada", email, password: "long enough" }),
  });
}

/** `lost`: answered 201, and not in the list. `same`: stored with one e-mail. */
function countsOf(
  created: readonly string[],
  list: WholeResponse | undefined,
): Record<string, number> {
  const stored = (email: string): number =>
    (list?.text.split(`"email":"${email}"`).length ?? 1) - 1;
  const missing = new Set(created.filter((email) => stored(email) === 0));
  return {
    created: created.length,
    same: stored("same@bench.example"),
    lost: missing.size,
  };
}
