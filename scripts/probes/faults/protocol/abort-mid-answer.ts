// The fault of clients that go away in the middle of an answer.
import { hangUpOnAnswers } from "../../../servers/http/raw";
import type { Target } from "../../targets/target";
import { survived } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const abortMidAnswer: Fault = {
  name: "abort-mid-answer",
  category: "protocol",
  does: "Asks 300 times in one piece, and hangs up at the first byte of an answer.",
  surviving: "The server stays up, and answers others.",
  survivedSince: 1,
  needs: ["read"],
  setups: ["plain", "store on PostgreSQL", "split"],
  attack,
};

// That it is up, and answers, is asked after every fault.
async function attack(target: Target) {
  const message = target.withCredentials({ path: target.routes.read });
  await hangUpOnAnswers(target.at, Array(300).fill(message));
  return survived("answers others");
}
