// The fault of two who want the same at the same time.
import { holdSignUps } from "../../targets/hold-sign-ups";
import type { Target } from "../../targets/target";
import { kept, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

const TIMES = 4;

export const doubleCreate: Fault = {
  name: "double-create",
  category: "concurrency",
  does: `Signs up ${TIMES} times at once with one e-mail, so that all look before any of them writes.`,
  surviving: "One is answered 201, the others 409, and one is stored.",
  survivedSince: 7,
  needs: ["users"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  const uploads = await holdSignUps(target, Array(TIMES).fill(details));
  const answers = await Promise.all(uploads.map((upload) => upload.finish()));
  const statuses = answers.map((answer) => answer?.status ?? 0).sort();
  const stored = await kept(target, details);
  const words = `answered ${statuses.join(", ")}; ${stored} stored`;
  const [first, ...rest] = statuses;
  const isRight = first === 201 && rest.every((status) => status === 409);
  return isRight && stored === 1
    ? survived(words)
    : fell("wrong answer", words);
}
