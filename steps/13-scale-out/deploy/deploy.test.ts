// Proves of the files for other machines what can be proven without these machines.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Deployment } from "kubernetes-models/apps/v1";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { Service } from "kubernetes-models/v1";
import { parse } from "yaml";
import { z } from "zod";
import { ScaleEnvironment } from "../config/scale-environment";
import { unknownFields, type Validated } from "./fixtures/unknown-fields";

function read(...names: string[]): string {
  return readFileSync(join(__dirname, ...names), "utf8");
}

describe("Kubernetes", () => {
  const models = {
    Deployment,
    HorizontalPodAutoscaler,
    PodDisruptionBudget,
    Service,
  };
  const files = readdirSync(join(__dirname, "kubernetes"));

  /** An object of the class that the manifest names. */
  function modelOf(manifest: { kind: keyof typeof models }): Validated {
    const { [manifest.kind]: Model } = models;
    return new Model(manifest as never);
  }

  test.each(files)("%s is as the API describes it", (file) => {
    const manifest = parse(read("kubernetes", file));

    expect(Object.keys(models)).toContain(manifest.kind);
    expect(unknownFields(modelOf(manifest))).toEqual([]);
  });

  test("a misspelt field and a wrong type would be found", () => {
    const manifest = parse(read("kubernetes", "deployment.yaml"));
    manifest.spec.template.spec.containers[0].livenessProb = {};

    expect(unknownFields(modelOf(manifest))).toEqual([
      "spec.template.spec.containers.0.livenessProb",
    ]);
    manifest.spec.minReadySeconds = "five";
    expect(() => modelOf(manifest).validate()).toThrow(
      /minReadySeconds must be integer/,
    );
  });

  test("the pods that the others mean are the deployment's", () => {
    const { spec } = parse(read("kubernetes", "deployment.yaml"));
    const { labels } = spec.template.metadata;
    const service = parse(read("kubernetes", "service.yaml"));
    const budget = parse(read("kubernetes", "disruption-budget.yaml"));

    expect(spec.selector.matchLabels).toEqual(labels);
    expect(service.spec.selector).toEqual(labels);
    expect(budget.spec.selector.matchLabels).toEqual(labels);
  });

  test("a pod has more time to end than it is asked to wait", () => {
    const { spec } = parse(read("kubernetes", "deployment.yaml"));
    const [container] = spec.template.spec.containers;
    const { seconds } = container.lifecycle.preStop.sleep;

    expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(
      seconds + 30,
    );
  });

  test("the pod's variables are ones that the server reads", () => {
    const { spec } = parse(read("kubernetes", "deployment.yaml"));
    const [container] = spec.template.spec.containers;
    const names = container.env.map(({ name }: { name: string }) => name);

    expect(Object.keys(ScaleEnvironment.shape)).toEqual(
      expect.arrayContaining(names),
    );
  });
});

describe("compose", () => {
  const Compose = z.strictObject({
    name: z.string(),
    "x-node": z.unknown(),
    services: z.record(
      z.string(),
      z.strictObject({
        image: z.string().optional(),
        build: z
          .object({ context: z.string(), dockerfile: z.string() })
          .optional(),
        environment: z.record(z.string(), z.string()).optional(),
        command: z.array(z.string()).optional(),
        ports: z.array(z.string().startsWith("127.0.0.1:")).optional(),
        volumes: z.array(z.string()).optional(),
        depends_on: z
          .record(
            z.string(),
            z.strictObject({ condition: z.literal("service_healthy") }),
          )
          .optional(),
        healthcheck: z.object({ test: z.array(z.string()) }).optional(),
        stop_grace_period: z.string().optional(),
        restart: z.literal("unless-stopped"),
        read_only: z.boolean().optional(),
        tmpfs: z.array(z.string()).optional(),
        cap_drop: z.array(z.string()).optional(),
        security_opt: z.array(z.string()).optional(),
      }),
    ),
    volumes: z.record(z.string(), z.null()),
  });
  const compose = Compose.parse(parse(read("compose.yaml"), { merge: true }));

  test("every service that one waits for says when it is healthy", () => {
    const dockerfile = read("Dockerfile");
    for (const { depends_on = {} } of Object.values(compose.services)) {
      for (const name of Object.keys(depends_on)) {
        const service = compose.services[name];
        const healthy = service?.build
          ? dockerfile.includes("HEALTHCHECK")
          : service?.healthcheck !== undefined;
        expect([name, healthy]).toEqual([name, true]);
      }
    }
  });

  test("nginx is told of the nodes that there are, in the workshop's template", () => {
    const { nginx, ...others } = compose.services;
    const nodes = Object.keys(others).filter((name) => others[name]?.build);
    const [mount = ""] = nginx?.volumes ?? [];
    const [template = ""] = mount.split(":");

    expect(nginx?.environment?.NODES?.match(/node\d/g)).toEqual(nodes);
    expect(read(template)).toMatch(/^ *\$\{NODES\}$/m);
  });

  // Up to 1.29.6, nginx sends HTTP/1.0 and "Connection: close" by default; from
  // 1.29.7 on, HTTP/1.1, and keeps connections. The two agree on what is written.
  test("nginx leaves none of its connections to a default that has changed", () => {
    const template = read("../nginx/express.conf.template");

    expect(template).toMatch(/^ *proxy_http_version 1\.1;$/m);
    expect(template).toMatch(/^ *proxy_set_header Connection "";$/m);
    expect(template).toMatch(/^ *keepalive \d+;\n *keepalive_timeout 60s;$/m);
  });

  test("no image is of a branch that has ended", () => {
    const oldest = { "node:": 24, "postgres:": 18, "redis:": 8 };
    const images = Object.values(compose.services).map(({ image }) => image);
    const named = [...images, ...(read("Dockerfile").match(/node:\d+/g) ?? [])];

    for (const [name, version] of Object.entries(oldest)) {
      const image = named.find((it) => it?.startsWith(name)) ?? "";
      expect(
        Number.parseInt(image.slice(name.length), 10),
      ).toBeGreaterThanOrEqual(version);
    }
    // Even minors are stable branches of nginx; an odd one ends when the next begins.
    const [, minor] = /nginx-unprivileged:1\.(\d+)-/.exec(named.join()) ?? [];
    expect(Number(minor) % 2).toBe(0);
  });

  test("the nodes' environment is one that the server takes", () => {
    const { environment = {} } = compose.services.node1 ?? {};
    const secrets = { API_KEY: "k".repeat(8), JWT_SECRET: "s".repeat(32) };

    const parsed = ScaleEnvironment.parse({ ...environment, ...secrets });

    expect(parsed).toMatchObject({ WORKERS: 1, TRUST_PROXY: ["uniquelocal"] });
  });
});

describe("the image", () => {
  const lines = read("Dockerfile").split("\n");
  const last = lines.slice(lines.findLastIndex((it) => it.startsWith("FROM")));

  test("runs on Node 24, not as root, with node as process 1", () => {
    expect(last[0]).toBe("FROM node:24-slim");
    expect(last).toContain("USER node");
    expect(last).toContain('CMD ["node", "dist/server.js"]');
    expect(last).toContain("STOPSIGNAL SIGTERM");
  });

  test("asks itself for its health in words that Node understands", () => {
    const line = last.find((it) => it.trim().startsWith('CMD ["node", "-e"'));
    const [, , script = ""] = JSON.parse(line?.trim().slice(4) ?? "[]");

    // Nobody listens at that port: what counts is that it says so.
    const { status, stderr } = spawnSync(process.execPath, ["-e", script], {
      env: { PORT: "1" },
      encoding: "utf8",
    });

    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  });
});

describe("no file for other machines asks for seed users", () => {
  const files = [
    "Dockerfile",
    "compose.yaml",
    "kubernetes/deployment.yaml",
    "systemd/express@.service",
  ];

  test.each(files)("%s says so", (file) => {
    const counts = read(file).match(/SEED_USERS\W+(value\W+)?\w*/g) ?? [];

    expect(counts).not.toEqual([]);
    for (const count of counts) expect(count).toMatch(/\b0$/);
  });
});

describe("systemd", () => {
  const files = readdirSync(join(__dirname, "systemd"));

  test.each(files)("%s has sections, and settings in them", (file) => {
    const lines = read("systemd", file)
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));

    expect(lines[0]).toBe("[Unit]");
    for (const line of lines) expect(line).toMatch(/^(\[\w+\]|[A-Z]\w+=.+)$/);
  });

  test("the nodes' environment is one that the server takes", () => {
    const text = read("systemd", "express@.service").replaceAll("%i", "3001");
    const settings = [...text.matchAll(/^Environment=(.*)$/gm)]
      .flatMap(([, line = ""]) => line.split(" "))
      .map((pair) => pair.split("="));
    const secrets = { API_KEY: "k".repeat(8), JWT_SECRET: "s".repeat(32) };
    const database = { DATABASE_URL: "postgres://localhost/app" };

    const parsed = ScaleEnvironment.parse({
      ...Object.fromEntries(settings),
      ...secrets,
      ...database,
    });

    expect(parsed).toMatchObject({ PORT: 3001, TRUST_PROXY: ["loopback"] });
  });
});
