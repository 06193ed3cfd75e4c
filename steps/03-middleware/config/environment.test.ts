// Proves that the environment is parsed in full, or refused in one line.
import {
  afterEach,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from "@jest/globals";
import { z } from "zod";
import { parseEnvironment, ServerEnvironment } from "./environment";

let said: unknown[];
beforeEach(() => {
  said = [];
  jest.spyOn(console, "error").mockImplementation((...words) => {
    said.push(...words);
  });
  jest.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

function parse<T extends z.ZodObject>(schema: T, env: Record<string, string>) {
  jest.replaceProperty(process, "env", env);
  return parseEnvironment(schema);
}

describe("the environment", () => {
  test("has a default for everything that a server needs, and no users", () => {
    expect(parse(ServerEnvironment, {})).toEqual({
      PORT: 3000,
      HOST: "127.0.0.1",
      DATA_DIR: "data",
      SEED_USERS: 0,
      LOG_LEVEL: "info",
    });
  });

  test("comes as values of the right type", () => {
    const env = { PORT: "0", SEED_USERS: "7", LOG_LEVEL: "error", HOME: "/" };

    expect(parse(ServerEnvironment, env)).toEqual({
      PORT: 0,
      HOST: "127.0.0.1",
      DATA_DIR: "data",
      SEED_USERS: 7,
      LOG_LEVEL: "error",
    });
  });

  test.each(["", " ", "\t\n"])("takes %j for not set", (nothing) => {
    const names = ["PORT", "HOST", "DATA_DIR", "SEED_USERS", "LOG_LEVEL"];
    const env = Object.fromEntries(names.map((name) => [name, nothing]));

    expect(parse(ServerEnvironment, env)).toEqual(parse(ServerEnvironment, {}));
  });

  test("misses what is empty and has no default", () => {
    const schema = z.object({ API_KEY: z.string() });

    expect(() => parse(schema, { API_KEY: " " })).toThrow("exit 1");

    expect(said).toEqual([
      expect.stringMatching(/^Wrong environment: API_KEY: .* undefined$/),
    ]);
  });

  test("has no spaces around a value", () => {
    const env = { HOST: " ::1\n", PORT: "80 " };

    expect(parse(ServerEnvironment, env)).toMatchObject({
      HOST: "::1",
      PORT: 80,
    });
  });

  test("can be extended by a later step", () => {
    const schema = ServerEnvironment.extend({ API_KEY: z.string() });

    expect(parse(schema, { API_KEY: "k" }).API_KEY).toBe("k");
  });

  test.each([
    ["PORT", "abc"],
    ["PORT", "65536"],
    ["PORT", "1.5"],
    ["SEED_USERS", "-1"],
    ["SEED_USERS", "0x1e"],
    ["SEED_USERS", "1e3"],
    ["PORT", "+80"],
    ["PORT", "３０００"],
    ["LOG_LEVEL", "loud"],
  ])("ends the process with exit code 1 where %s is %j", (name, value) => {
    expect(() => parse(ServerEnvironment, { [name]: value })).toThrow("exit 1");

    expect(said).toEqual([
      expect.stringMatching(`^Wrong environment: ${name}: .+$`),
    ]);
  });

  test("says what was typed where a number was to be", () => {
    expect(() => parse(ServerEnvironment, { PORT: "zero" })).toThrow("exit 1");

    expect(said).toEqual([expect.stringMatching(/^.*PORT.* received "zero"$/)]);
  });

  test("names every variable that is wrong, in one line", () => {
    const env = { PORT: "abc", SEED_USERS: "-1", HOST: "0.0.0.0" };

    expect(() => parse(ServerEnvironment, env)).toThrow("exit 1");

    expect(said).toEqual([
      expect.stringMatching(/^Wrong environment: PORT: .+; SEED_USERS: .+$/),
    ]);
  });
});
