// The faults that are not in the catalogue yet, as probes of it.

import type { Probe } from "../probe";
import { anyFall, survives } from "../probe";
import type { Target } from "../targets/target";
import type { Verdict } from "../verdict";
import { abortMidAnswer } from "./protocol/abort-mid-answer";
import { duplicateHeaders } from "./protocol/duplicate-headers";
import { expectations } from "./protocol/expectations";
import { garbage } from "./protocol/garbage";
import { halfOpen } from "./protocol/half-open";
import { headerOverflow } from "./protocol/header-overflow";
import { idleConnections } from "./protocol/idle-connections";
import { longConnection } from "./protocol/long-connection";
import { pipelining } from "./protocol/pipelining";
import { requestSmuggling } from "./protocol/request-smuggling";
import { slowBody } from "./protocol/slow-body";
import { slowHeaders } from "./protocol/slow-headers";
import { upgrade } from "./protocol/upgrade";
import { wrongFraming } from "./protocol/wrong-framing";

const faults: readonly LegacyFault[] = [
  // protocol
  abortMidAnswer,
  duplicateHeaders,
  expectations,
  garbage,
  halfOpen,
  headerOverflow,
  idleConnections,
  longConnection,
  pipelining,
  requestSmuggling,
  upgrade,
  wrongFraming,
  slowBody,
  slowHeaders,
];

/** As faults were written before there was one catalogue. */
export type LegacyFault = Omit<Probe, "outcomes" | "surviving" | "attack"> & {
  readonly surviving: string;
  readonly survivedSince: number;
  readonly attack: (target: Target) => Promise<Verdict>;
};

export const legacyFaults: readonly Probe[] = faults.map(
  ({ survivedSince, ...fault }) => ({
    ...fault,
    outcomes:
      survivedSince === 1
        ? { 1: survives() }
        : { 1: anyFall(), [survivedSince]: survives() },
  }),
);
