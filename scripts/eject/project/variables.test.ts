// Proves which environment variables are found in code, with which defaults.
import { expect, test } from "@jest/globals";
import { variablesIn } from "./variables";

test.each([
  ["process.env.PORT", [{ name: "PORT" }]],
  ["Number(process.env.PORT ?? 3000)", [{ name: "PORT", byDefault: "3000" }]],
  ['process.env.HOST ?? "::1"', [{ name: "HOST", byDefault: "::1" }]],
  ["listen(env.API_KEY)", [{ name: "API_KEY" }]],
  [
    "z.object({ A: z.coerce.number().min(0).default(1_000), B: z.string() })",
    [{ name: "A", byDefault: "1000" }, { name: "B" }],
  ],
  [
    'const S = { A: z.enum(["b", "c"]).default("c") }; env.A; env.A;',
    [{ name: "A", byDefault: "c" }],
  ],
  ["environment.PORT; this.OTHER; z.object({ name: z.string() })", []],
  ["// process.env.PORT", []],
])("in %s", (text, variables) => {
  expect(variablesIn(text)).toEqual(variables);
});
