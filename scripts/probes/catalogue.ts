// The catalogue: everything that is done to a server, by category.

import { nearest } from "../servers/host/nearest";
import { UserError } from "../servers/host/user-error";
import { apiUsers } from "./catalogue/api-users";
import { capacity } from "./catalogue/capacity";
import { capacityReports } from "./catalogue/capacity-reports";
import { clocks } from "./catalogue/clocks";
import { concurrency } from "./catalogue/concurrency";
import { concurrencyLists } from "./catalogue/concurrency-lists";
import { dependenciesCollector } from "./catalogue/dependencies-collector";
import { dependenciesDatabase } from "./catalogue/dependencies-database";
import { dependenciesPostgres } from "./catalogue/dependencies-postgres";
import { dependenciesServices } from "./catalogue/dependencies-services";
import { dependenciesStore } from "./catalogue/dependencies-store";
import { identityAccounts } from "./catalogue/identity-accounts";
import { identityChallenges } from "./catalogue/identity-challenges";
import { identityCredentials } from "./catalogue/identity-credentials";
import { identityLimits } from "./catalogue/identity-limits";
import { identityProxies } from "./catalogue/identity-proxies";
import { inputBodies } from "./catalogue/input-bodies";
import { inputDatabase } from "./catalogue/input-database";
import { inputFields } from "./catalogue/input-fields";
import { inputInjection } from "./catalogue/input-injection";
import { inputText } from "./catalogue/input-text";
import { inputUrls } from "./catalogue/input-urls";
import { logging } from "./catalogue/logging";
import { processNodes } from "./catalogue/process-nodes";
import { processRestart } from "./catalogue/process-restart";
import { processShutdown } from "./catalogue/process-shutdown";
import { processStart } from "./catalogue/process-start";
import { processWorkers } from "./catalogue/process-workers";
import { protocolConnections } from "./catalogue/protocol-connections";
import { protocolFraming } from "./catalogue/protocol-framing";
import { protocolMethods } from "./catalogue/protocol-methods";
import { protocolSlowClients } from "./catalogue/protocol-slow-clients";
import { responseHeaders } from "./catalogue/response-headers";
import {
  categories,
  type Fault,
  type Probe,
  type Setup,
  survivedSince,
} from "./probe";
import { remedies } from "./remedies/remedies";

const probes: readonly Probe[] = [
  ...processShutdown,
  ...processRestart,
  ...processStart,
  ...processWorkers,
  ...processNodes,
  ...dependenciesServices,
  ...dependenciesDatabase,
  ...dependenciesPostgres,
  ...dependenciesStore,
  ...dependenciesCollector,
  ...inputDatabase,
  ...inputBodies,
  ...inputFields,
  ...inputInjection,
  ...inputText,
  ...inputUrls,
  ...responseHeaders,
  ...protocolConnections,
  ...protocolFraming,
  ...protocolMethods,
  ...protocolSlowClients,
  ...apiUsers,
  ...logging,
  ...identityCredentials,
  ...identityChallenges,
  ...identityAccounts,
  ...identityLimits,
  ...identityProxies,
  ...clocks,
  ...concurrency,
  ...concurrencyLists,
  ...capacityReports,
  ...capacity,
];

/** The probes that the tests ask of a set-up. */
export function probesFor(setup: Setup): readonly Probe[] {
  return probes.filter(({ setups = ["plain"] }) => setups.includes(setup));
}

/** By category, in each by what is survived first, and then by name. */
export const faults: readonly Fault[] = probes
  .flatMap((probe) => (isFault(probe) ? [withRemedy(probe)] : []))
  .sort(
    (a, b) =>
      categories.indexOf(a.category) - categories.indexOf(b.category) ||
      a.survivedSince - b.survivedSince ||
      a.name.localeCompare(b.name),
  );

function withRemedy(probe: Omit<Fault, "survivedSince">): Fault {
  const remedy = remedies[probe.name];
  return { ...probe, survivedSince: survivedSince(probe), remedy };
}

function isFault(probe: Probe): probe is Omit<Fault, "survivedSince"> {
  return probe.surviving !== undefined;
}

/**
 * The faults of that name or category; all where neither is given.
 *
 * @throws UserError that names the nearest one, or says that both fit none.
 */
export function chooseFaults(chosen: {
  readonly fault?: string | undefined;
  readonly category?: string | undefined;
}): readonly Fault[] {
  const { fault, category } = chosen;
  if (category !== undefined) assertKnown("category", category, categories);
  const names = faults.map(({ name }) => name);
  if (fault !== undefined) assertKnown("fault", fault, names);
  const found = faults.filter(
    (each) =>
      (fault === undefined || each.name === fault) &&
      (category === undefined || each.category === category),
  );
  if (found.length > 0) return found;
  throw new UserError(
    `Fault "${fault}" is not in category "${category}". Pass only one of them.`,
  );
}

function assertKnown(
  what: "fault" | "category",
  typed: string,
  known: readonly string[],
): void {
  if (known.includes(typed)) return;
  const near = nearest(typed, known);
  throw new UserError(
    `There is no ${what} "${typed}". ${near ? `If you meant ${near}, type: --${what} ${near}` : "Type: npm run faults -- --list"}`,
  );
}
