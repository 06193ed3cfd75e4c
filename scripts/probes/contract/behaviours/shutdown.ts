// Behaviours of a server that is to end, or to be exchanged: who is told, and who is waited for.

import { once } from "node:events";
import { connect } from "node:net";
import { hasFeature } from "../../../../steps/steps";
import { describeAnswer } from "../../../servers/http/describe-answer";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import type { Behaviour } from "../behaviour";

export const shutdowns: readonly Behaviour[] = [
  {
    name: "a readiness check",
    outcomes: { 11: "200 json" },
    async check(server) {
      const answer = await server.sendAsStranger({ path: "/readyz" });
      return describeAnswer(answer);
    },
  },
  {
    name: "SIGTERM in the middle of a request",
    outcomes: {
      1: "the request is lost, ends by SIGTERM",
      11: "the request is answered, ends with exit code 0",
    },
    checkStart: (subject) => withServer(subject, {}, checkTerm),
  },
  {
    name: "SIGTERM, and a readiness check",
    outcomes: { 11: "503 json, and the answer asks to close" },
    checkStart: (subject) =>
      withServer(subject, { SHUTDOWN_GRACE_MS: "20000" }, checkDraining),
  },
  {
    name: "SIGTERM twice, in the middle of a request",
    outcomes: { 11: "the request is lost, ends with exit code 1" },
    checkStart: (subject) =>
      withServer(subject, { SHUTDOWN_GRACE_MS: "20000" }, checkTwice),
  },
  {
    name: "SIGTERM, and a client that never finishes",
    outcomes: { 11: "the request is lost, ends with exit code 0" },
    checkStart: checkNeverFinishes,
  },
  {
    name: "SIGUSR2, for a rolling restart",
    outcomes: { 11: "every worker is exchanged, and the users are the same" },
    checkStart: (subject) => withServer(subject, {}, checkRolling),
  },
];

/** A sign-up whose body is still missing: the server has begun to handle it. */
async function openSignUp({ port }: StepServer) {
  const body = JSON.stringify({
    name: "Ada",
    email: "ada@term.example",
    password: "a password of Ada's",
  });
  const socket = connect(port, "127.0.0.1");
  let received = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    received += text;
  });
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  socket.write(
    `POST /users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  );
  // From here on it is in the middle of the request.
  await Promise.race([once(socket, "data"), closed]);
  return {
    finish: () => socket.write(body),
    async outcome(): Promise<string> {
      while (!/HTTP\/1.1 201/.test(received)) {
        const more = once(socket, "data").catch(() => {});
        const isOver = await Promise.race([
          closed.then(() => true),
          more.then(() => false),
        ]);
        if (isOver) break;
      }
      const isAnswered = /HTTP\/1.1 201/.test(received);
      socket.destroy();
      return isAnswered ? "the request is answered" : "the request is lost";
    },
  };
}

async function end(server: StepServer): Promise<string> {
  const { code, signal } = await server.process.exited;
  return signal ? `ends by ${signal}` : `ends with exit code ${code}`;
}

async function checkTerm(server: StepServer): Promise<string> {
  const signUp = await openSignUp(server);
  server.process.kill("SIGTERM");
  if (!hasFeature(server.subject.step, "drain")) await server.process.exited;
  else await server.printed(saysStopping);
  signUp.finish();
  const outcome = await signUp.outcome();
  return `${outcome}, ${await end(server)}`;
}

async function checkDraining(server: StepServer): Promise<string> {
  server.process.kill("SIGTERM");
  await server.printed(saysStopping);
  for (;;) {
    const answer = await server.sendAsStranger({ path: "/readyz" });
    // The workers hear of it a moment later than we do.
    if (answer?.status === 200) continue;
    const asks = answer?.headers.connection === "close";
    const words = asks ? "asks to close" : "does not ask to close";
    server.process.kill("SIGKILL");
    return `${describeAnswer(answer)}, and the answer ${words}`;
  }
}

async function checkTwice(server: StepServer): Promise<string> {
  const signUp = await openSignUp(server);
  server.process.kill("SIGTERM");
  await server.printed(saysStopping);
  server.process.kill("SIGTERM");
  return `${await signUp.outcome()}, ${await end(server)}`;
}

async function checkNeverFinishes(subject: Subject): Promise<string> {
  const env = { SHUTDOWN_GRACE_MS: "1", SHUTDOWN_DEADLINE_MS: "1" };
  return withServer(subject, env, async (server) => {
    const signUp = await openSignUp(server);
    server.process.kill("SIGTERM");
    return `${await signUp.outcome()}, ${await end(server)}`;
  });
}

async function checkRolling(server: StepServer): Promise<string> {
  const before = await server.send({ path: "/users?limit=5" });
  server.process.kill("SIGUSR2");
  await server.printed(
    (output) => /"message":"rolling restart done"/.test(output) || undefined,
  );
  const after = await server.send({ path: "/users?limit=5" });
  const ended = server.output.match(/"message":"worker ended"/g) ?? [];
  const workers = ended.length === 2 ? "every worker is" : `${ended.length}`;
  const users = before?.text === after?.text ? "the same" : "others";
  return `${workers} exchanged, and the users are ${users}`;
}

function saysStopping(output: string): true | undefined {
  return /"message":"stopping"/.test(output) || undefined;
}
