// Behaviours of rate limiting: how often one client gets in.

import { describeRefusal } from "../../../servers/http/describe-answer";
import { withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import type { Behaviour } from "../behaviour";

export const rateLimiting: readonly Behaviour[] = [
  {
    // So many that each of two workers is sure to be asked for its whole limit.
    name: "five times as many requests as the limit, from one client",
    outcomes: {
      1: "100 of 100 pass",
      6: "20 of 100 pass, the rest 429 problem too_many_requests with retry-after",
      8: "40 of 100 pass, the rest 429 problem too_many_requests with retry-after",
      9: "20 of 100 pass, the rest 429 problem too_many_requests with retry-after",
    },
    checkStart: checkFlood,
  },
];

// Each request claims to come from elsewhere: that must not help, nor write
// anything into the log but the line that every request has.
async function checkFlood(subject: Subject): Promise<string> {
  return withServer(subject, { RATE_LIMIT: "20" }, async (server) => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        server.send({
          path: "/users",
          headers: {
            "X-Forwarded-For": `10.0.0.${index}`,
            Forwarded: `for=10.0.0.${index}`,
          },
        }),
      ),
    );
    const others = answers.filter((answer) => answer?.status !== 200);
    const refusals = new Set(others.map(describeRefusal));
    const words = [
      `${answers.length - others.length} of ${answers.length} pass`,
      ...[...refusals].map((refusal) => `the rest ${refusal}`),
    ];
    if (!(await server.isUp())) words.push("health checks as well");
    if (!isOneFormat(server.output)) words.push("plain text in the log");
    return words.join(", ");
  });
}

/** Whether all lines of a log are JSON, or none is. */
function isOneFormat(log: string): boolean {
  const lines = log.split("\n").filter(Boolean);
  const json = lines.filter((line) => line.startsWith("{"));
  return json.length === 0 || json.length === lines.length;
}
