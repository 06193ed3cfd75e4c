// Holds every step's real server to the contract, the naive ones to their faults as well.
import { afterAll, describe, expect, test } from "@jest/globals";
import {
  describeWithNginx,
  describeWithRedis,
} from "../../servers/services/fixtures/if-available";
import { ServerPool } from "../subjects/server-pool";
import { behindNginx, type Subject, subjects } from "../subjects/subject";
import { type Behaviour, expectationAt } from "./behaviour";
import { behavioursOf } from "./contract";

for (const subject of subjects()) {
  const describeIt = subject.store === "redis" ? describeWithRedis : describe;
  describeIt(subject.name, () => {
    hold(subject);
    if (!subject.step.services.includes("nginx")) return;
    const nodes = behindNginx(subject);
    describeWithNginx(nodes.name, () => hold(nodes));
  });
}

function hold(subject: Subject): void {
  const pool = new ServerPool(subject, subject.nodes ? 1 : 2);
  afterAll(() => pool.close());

  // Nodes are many processes: one fleet at a time, and nobody's time runs
  // while another has it.
  const run = subject.nodes ? test : test.concurrent;
  for (const [name, outcome, range, behaviour] of statedFor(subject)) {
    run(`${name} › ${outcome} (${range})`, async () => {
      expect(await outcomeOf(behaviour, subject, pool)).toBe(outcome);
    });
  }
}

type Case = [name: string, outcome: string, range: string, Behaviour];

function statedFor(subject: Subject): Case[] {
  return behavioursOf(subject).flatMap((behaviour): Case[] => {
    const { name, appliesTo = () => true } = behaviour;
    const expected = expectationAt(behaviour, subject.step.number);
    if (!expected || !appliesTo(subject)) return [];
    return [[name, expected.outcome, expected.range, behaviour]];
  });
}

function outcomeOf(
  behaviour: Behaviour,
  subject: Subject,
  pool: ServerPool,
): Promise<string> {
  return "check" in behaviour
    ? pool.use(behaviour.check)
    : behaviour.checkStart(subject);
}
