// Proves that faults share servers where they can, and none that another has ended.
import { describe, expect, test } from "@jest/globals";
import { faults } from "../catalogue";
import { chainsOf } from "./chains";

const chains = chainsOf(faults, 2);

describe("the chains", () => {
  test("have every fault once", () => {
    const names = chains.flatMap((chain) => chain.probes.map((it) => it.name));

    expect(names.toSorted()).toEqual(faults.map((it) => it.name).toSorted());
  });

  test("are each of faults that want the same server", () => {
    for (const { probes: linked } of chains) {
      const wishes = linked.map(({ env, proxied }) => [env ?? {}, proxied]);
      expect(new Set(wishes.map((it) => JSON.stringify(it))).size).toBe(1);
    }
  });

  test("have those that end the server at their end", () => {
    for (const { probes: linked } of chains) {
      const ends = linked.map((it) => (it.destructive === true ? 1 : 0));
      expect(ends).toEqual(ends.toSorted());
    }
  });

  test("are all at once where they wait, and then come first", () => {
    const atOnce = chains.filter((chain) => chain.atOnce);

    expect(chains.slice(0, atOnce.length)).toEqual(atOnce);
    expect(
      atOnce.flatMap((chain) => chain.probes.map((it) => it.name)),
    ).toEqual(faults.filter(({ slow }) => slow).map(({ name }) => name));
  });

  test("without any wish are as many as are worked on at once", () => {
    const plain = faults.filter(
      ({ env, proxied, slow }) => !env && !proxied && !slow,
    );

    expect(chainsOf(plain, 3).map((chain) => chain.probes.length)).toEqual(
      expect.arrayContaining([Math.ceil(plain.length / 3)]),
    );
    expect(chainsOf(plain, 3)).toHaveLength(3);
    expect(chainsOf(plain.slice(0, 1), 3)).toHaveLength(1);
  });
});
