// Behaviours of rate limiting: how often one client gets in.
import type { Behaviour } from "../behaviour";
import { describeRefusal } from "../http/describe-answer";
import { withServer } from "../subjects/step-server";
import type { Subject } from "../subjects/subject";

export const rateLimiting: readonly Behaviour[] = [
  {
    name: "twice as many requests as the limit, from one client",
    outcomes: {
      1: "40 of 40 pass",
      6: "20 of 40 pass, the rest 429 problem too_many_requests with retry-after",
    },
    checkStart: checkFlood,
  },
];

// Each request claims to come from elsewhere: that must not help, nor write
// anything into the log but the line that every request has.
async function checkFlood(subject: Subject): Promise<string> {
  return withServer(subject, { RATE_LIMIT: "20" }, async (server) => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
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
