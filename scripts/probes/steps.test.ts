// Holds every step's real server to what the catalogue expects of it: the naive ones to their falls as well.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  describeWithNginx,
  describeWithRedis,
  testIfAvailable,
} from "../servers/services/fixtures/if-available";
import { hasRedisServer } from "../servers/services/needs";
import { probesFor } from "./catalogue";
import { type Expected, expectationAt, type Probe, setupOf } from "./probe";
import { runOnSubject, type Seen } from "./run/run-probes";
import { capabilities } from "./targets/step-target";
import { behindNginx, type Subject, subjects } from "./targets/subject";

/** The step of this run: jest.config.js has a project for each. */
declare const PROBED_STEP: number;

for (const subject of subjects()) {
  const { number, services } = subject.step;
  if (number !== PROBED_STEP) continue;
  const describeIt = subject.store === "redis" ? describeWithRedis : describe;
  describeIt(subject.name, () => hold(subject));
  if (!services.includes("nginx") || subject.split) continue;
  const nodes = behindNginx(subject);
  const describeNodes = () => describeWithNginx(nodes.name, () => hold(nodes));
  if (subject.store === "redis") describeWithRedis(nodes.name, describeNodes);
  else describeNodes();
}

function hold(subject: Subject): void {
  const has = capabilities(subject);
  const cases = probesOf(subject).flatMap((probe) => {
    const { expected, range } = expectationAt(probe, subject.step.number) ?? {};
    const lacks = probe.needs?.filter((need) => !has.has(need)) ?? [];
    if (lacks.includes("file limit")) testWithPrlimit(probe.name);
    if (expected === undefined || lacks.length > 0) return [];
    return [{ probe, expected, range: range ?? "" }];
  });
  const outcomes = new Map(
    cases.map(({ probe }) => [probe, Promise.withResolvers<Seen>()]),
  );
  const controller = new AbortController();
  let running: Promise<void>;

  beforeAll(() => {
    running = runOnSubject(
      subject,
      cases.map(({ probe }) => probe),
      {
        signal: controller.signal,
        onOutcome: ({ probe, outcome }) =>
          outcomes.get(probe)?.resolve(outcome),
      },
    );
    running.catch((error: unknown) => {
      for (const { reject, promise } of outcomes.values()) {
        promise.catch(() => {}); // Those that are awaited have a test.
        reject(error);
      }
    });
  });
  afterAll(async () => {
    controller.abort(new Error("the tests are over"));
    await running.catch(() => {});
  });

  test.each(
    cases.map(({ probe, expected, range }) => ({
      title: `${probe.name} › ${inWords(expected)} (${range})`,
      probe,
      expected,
    })),
  )("$title", async ({ probe, expected }) => {
    const seen = await outcomes.get(probe)?.promise;
    if (typeof expected === "string") {
      expect(seen).toBe(expected);
    } else {
      expect(seen).toEqual(matching(expected));
    }
  });
}

/** Says so where a probe is left out because the machine lacks a program. */
function testWithPrlimit(name: string): void {
  testIfAvailable(
    { isThere: () => false, missing: "no prlimit on the PATH" },
    name,
    async () => {},
  );
}

/** The store on PostgreSQL is asked for all where there is no Redis. */
function probesOf(subject: Subject): readonly Probe[] {
  const setup = setupOf(subject);
  const isSecond = setup === "store on PostgreSQL" && hasRedisServer();
  return probesFor(
    isSecond || setup !== "store on PostgreSQL" ? setup : "plain",
  ).filter(({ appliesTo = () => true }) => appliesTo(subject));
}

function matching({ verdict, how, observed }: Exclude<Expected, string>) {
  return expect.objectContaining({
    verdict,
    ...(how !== undefined && {
      how: expect.stringMatching(new RegExp(`^(${[how].flat().join("|")})$`)),
    }),
    ...(observed !== undefined && {
      observed:
        typeof observed === "string"
          ? observed
          : expect.stringMatching(observed),
    }),
  });
}

function inWords(expected: Expected): string {
  if (typeof expected === "string") return expected;
  const { verdict, how, observed } = expected;
  const words = how === undefined ? verdict : [how].flat().join(" or ");
  return observed === undefined ? words : `${words}: ${observed}`;
}
