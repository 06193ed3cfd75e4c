// Holds every step's real server to the contract, the naive ones to their faults as well.
import { afterAll, describe, expect, test } from "@jest/globals";
import { type Behaviour, expectationAt } from "./behaviour";
import { behavioursOf } from "./contract";
import { ServerPool } from "./subjects/server-pool";
import { type Subject, subjects } from "./subjects/subject";

describe.each(subjects().map((subject) => [subject.name, subject] as const))(
  "%s",
  (_, subject) => {
    const pool = new ServerPool(subject, 2);
    afterAll(() => pool.close());

    test.concurrent.each(statedFor(subject))(
      "%s › %s (%s)",
      async (_name, outcome, _range, behaviour) => {
        expect(await outcomeOf(behaviour, subject, pool)).toBe(outcome);
      },
      30_000,
    );
  },
);

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
