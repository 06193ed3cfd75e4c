// The compose.yaml of an ejected project: the services that it needs, for development.
import type { Service } from "../../../steps/steps";

interface Known {
  readonly variable: string;
  /** Where the server finds it once compose has started it. */
  readonly url: string;
  readonly compose: string;
}

// On the loopback interface alone: a published port is open to the network
// otherwise, past many a firewall.
const known: Readonly<Partial<Record<Service, Known>>> = {
  postgres: {
    variable: "DATABASE_URL",
    url: "postgres://app:app@localhost:5432/app",
    compose: `  postgres:
    image: postgres:18
    environment:
      POSTGRES_USER: app
      POSTGRES_PASSWORD: app
      POSTGRES_DB: app
    ports: ["127.0.0.1:5432:5432"]
    volumes: ["postgres:/var/lib/postgresql"]
    healthcheck:
      test: ["CMD", "pg_isready", "--username=app"]
      interval: 1s
      retries: 30
`,
  },
  store: {
    variable: "REDIS_URL",
    url: "redis://localhost:6379",
    compose: `  redis:
    image: redis:8
    command: ["redis-server", "--save", "", "--appendonly", "no"]
    ports: ["127.0.0.1:6379:6379"]
    healthcheck:
      test: ["CMD", "redis-cli", "ping"]
      interval: 1s
      retries: 30
`,
  },
};

/** The URLs of the services, by the variables that the server reads. */
export function serviceUrls(
  services: readonly Service[],
): Record<string, string> {
  return Object.fromEntries(
    knownOf(services).map(({ variable, url }) => [variable, url]),
  );
}

/** Undefined for a server that needs none. */
export function composeFile(services: readonly Service[]): string | undefined {
  const parts = knownOf(services);
  if (parts.length === 0) return undefined;
  const volumes = services.includes("postgres")
    ? "volumes:\n  postgres:\n"
    : "";
  return `# What the server needs beside itself, for development:
#   docker compose up --wait
services:
${parts.map(({ compose }) => compose).join("")}${volumes}`;
}

function knownOf(services: readonly Service[]): Known[] {
  return services.flatMap((service) => known[service] ?? []);
}
