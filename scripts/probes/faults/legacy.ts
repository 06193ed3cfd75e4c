// The faults that are not in the catalogue yet, as probes of it.

import type { Probe } from "../probe";
import { anyFall, survives } from "../probe";
import type { Target } from "../targets/target";
import type { Verdict } from "../verdict";
import { compressedBomb } from "./input/compressed-bomb";
import { endlessPage } from "./input/endless-page";
import { invalidFields } from "./input/invalid-fields";
import { leakyRefusals } from "./input/leaky-refusals";
import { logInjection } from "./input/log-injection";
import { malformedJson } from "./input/malformed-json";
import { malformedUrl } from "./input/malformed-url";
import { massAssignment } from "./input/mass-assignment";
import { missingBody } from "./input/missing-body";
import { nestedJson } from "./input/nested-json";
import { oversizedBody } from "./input/oversized-body";
import { pathTraversal } from "./input/path-traversal";
import { prototypePollution } from "./input/prototype-pollution";
import { reflectedScript } from "./input/reflected-script";
import { sqlInjection } from "./input/sql-injection";
import { truncatedBody } from "./input/truncated-body";
import { unknownRoute } from "./input/unknown-route";
import { unknownTimeZone } from "./input/unknown-time-zone";
import { untraceable } from "./input/untraceable";
import { wrongContentType } from "./input/wrong-content-type";
import { wrongEncoding } from "./input/wrong-encoding";
import { wrongQuery } from "./input/wrong-query";
import { wrongTypes } from "./input/wrong-types";
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
  // input
  massAssignment,
  pathTraversal,
  prototypePollution,
  reflectedScript,
  truncatedBody,
  compressedBomb,
  logInjection,
  oversizedBody,
  untraceable,
  wrongContentType,
  wrongEncoding,
  leakyRefusals,
  malformedJson,
  malformedUrl,
  unknownRoute,
  endlessPage,
  invalidFields,
  missingBody,
  nestedJson,
  unknownTimeZone,
  wrongQuery,
  wrongTypes,
  sqlInjection,
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
