// Reads an OpenAPI document: which routes a server says that it has, and bodies that they accept.
import { z } from "zod";
import type { OwnRoute } from "./own-server";
import type { Body } from "./unique-body";

/** Where frameworks serve it: FastAPI, @fastify/swagger, swagger-ui-express, Spring, .NET. */
export const openApiPaths = [
  ...["/openapi.json", "/swagger.json", "/api-docs.json", "/api-docs"],
  ...["/documentation/json", "/docs/json", "/docs-json", "/api-json"],
  ...["/v3/api-docs", "/swagger/v1/swagger.json", "/api/openapi.json"],
];

interface Schema {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly minimum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly items?: Schema | undefined;
  readonly allOf?: readonly Schema[] | undefined;
}

const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    example: z.unknown().optional(),
    default: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    minimum: z.number().optional(),
    minLength: z.number().optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), Schema).optional(),
    items: Schema.optional(),
    allOf: z.array(Schema).optional(),
  }),
);

const Parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  example: z.unknown().optional(),
  schema: Schema.optional(),
});

const Operation = z.looseObject({
  parameters: z.array(Parameter).optional().catch(undefined),
  requestBody: z
    .looseObject({
      content: z.record(
        z.string(),
        z.looseObject({
          schema: Schema.optional(),
          example: z.unknown().optional(),
        }),
      ),
    })
    .optional()
    .catch(undefined),
});

const Document = z.looseObject({
  openapi: z.string().optional(),
  swagger: z.string().optional(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z
    .looseObject({ schemas: z.record(z.string(), Schema).optional() })
    .optional(),
});
type Document = z.infer<typeof Document>;

/** GET and POST routes; undefined where the text is no such document. */
export function routesIn(text: string): OwnRoute[] | undefined {
  const document = parse(text);
  if (!document) return undefined;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    (["GET", "POST"] as const).flatMap((method) => {
      const operation = Operation.safeParse(methods[method.toLowerCase()]).data;
      return operation ? [routeOf(document, method, path, operation)] : [];
    }),
  );
}

function parse(text: string): Document | undefined {
  try {
    const { data } = Document.safeParse(JSON.parse(text));
    return data?.openapi || data?.swagger ? data : undefined;
  } catch {
    return undefined;
  }
}

function routeOf(
  document: Document,
  method: OwnRoute["method"],
  template: string,
  { parameters = [], requestBody }: z.infer<typeof Operation>,
): OwnRoute {
  const value = (name: string) => {
    const found = parameters.find((each) => each.name === name);
    const given = found?.example ?? found?.schema?.example;
    return encodeURIComponent(String(given ?? 1));
  };
  const path = template.replace(/\{(.+?)\}/g, (_, name) => value(name));
  const json = requestBody?.content["application/json"];
  const body = json?.example ?? (json?.schema && sample(document, json.schema));
  return {
    ...{ method, path, public: false },
    ...(isBody(body) && { body: JSON.parse(JSON.stringify(body)) }),
  };
}

const DEEPEST = 8;

/** A value of that schema: what it requires, and no more. */
function sample(document: Document, schema: Schema, depth = 0): unknown {
  if (depth > DEEPEST) return null;
  const inner = (each: Schema) => sample(document, each, depth + 1);
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const found = document.components?.schemas?.[name];
    return found ? inner(found) : {};
  }
  const given = schema.example ?? schema.default ?? schema.enum?.[0];
  if (given !== undefined) return given;
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(inner));
  const type = [schema.type].flat()[0];
  if (type === "object" || schema.properties) {
    const { properties = {}, required = Object.keys(properties) } = schema;
    const members = required.map((name) => [
      name,
      inner(properties[name] ?? {}),
    ]);
    return Object.fromEntries(members);
  }
  if (type === "array") return schema.items ? [inner(schema.items)] : [];
  if (type === "boolean") return false;
  if (type === "number" || type === "integer") return schema.minimum ?? 1;
  return textOf(schema);
}

function textOf({ format, minLength = 0 }: Schema): string {
  const byFormat: Readonly<Record<string, string>> = {
    email: "fault-{{unique}}@example.com",
    uuid: "00000000-0000-4000-8000-000000000000",
    date: "2026-01-01",
    "date-time": "2026-01-01T00:00:00Z",
    uri: "http://example.com/{{unique}}",
  };
  return (
    byFormat[format ?? ""] ?? "fault {{unique}}".padEnd(minLength + 4, "x")
  );
}

function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
