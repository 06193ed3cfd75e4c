// A server of a step as a target: everything about it is known.
import { existsSync } from "node:fs";
import { hasFeature, type Service } from "../../../steps/steps";
import { findOnPath } from "../../servers/host/find-on-path";
import { storeKind } from "../../servers/services/needs";
import type { Dependencies } from "./dependencies";
import type { Need } from "./need";
import type { StepServer } from "./step-server";
import { type Subject, usersService } from "./subject";
import { type Routes, Target } from "./target";

const routes: Routes = { health: "/healthz", read: "/users", post: "/users" };

export function stepTarget(
  server: StepServer,
  dependencies?: Dependencies,
): Target {
  const { step } = server.subject;
  const key = step.env?.API_KEY;
  return new Target(server, {
    routes,
    credentials: key === undefined ? {} : { "X-Api-Key": key },
    has: capabilities(server.subject),
    tokenSecret: step.env?.JWT_SECRET,
    dependencies,
  });
}

export function capabilities({ step, entry }: Subject): Set<Need> {
  const has = (service: Service) => step.services.includes(service);
  const given: Record<Need, boolean> = {
    process: true,
    read: true,
    post: true,
    json: true,
    sample: true,
    pages: true,
    "long list": true,
    users: true,
    report: true,
    credentials: true,
    "token secret": true,
    sessions: hasFeature(step, "sessions"),
    limit: hasFeature(step, "limit"),
    secrets: hasFeature(step, "sessions"),
    log: hasFeature(step, "log"),
    workers: hasFeature(step, "workers"),
    readiness: hasFeature(step, "readiness"),
    drain: hasFeature(step, "drain"),
    traces: hasFeature(step, "traces"),
    files: !has("postgres"),
    "file limit": findOnPath("prlimit") !== undefined,
    "users service": existsSync(usersService(step)) && entry !== "",
    postgres: has("postgres"),
    store: has("store") && storeKind() === "redis",
  };
  const names = Object.keys(given) as Need[];
  return new Set(names.filter((name) => given[name]));
}
