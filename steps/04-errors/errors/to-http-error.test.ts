// Proves that a client learns of its own faults, and nothing of ours.
import { describe, expect, test } from "@jest/globals";
import createHttpError from "http-errors";
import { HttpError } from "./http-error";
import { toHttpError } from "./to-http-error";

describe("an error that is meant for the client", () => {
  test("stays what it is", () => {
    const error = new HttpError(409, "email_taken", "This e-mail is taken.");

    expect(toHttpError(error)).toBe(error);
  });

  test.each([
    ["entity.parse.failed", 400, "malformed_json"],
    ["entity.too.large", 413, "body_too_large"],
    ["body.malformed", 400, "malformed_text"],
    ["encoding.unsupported", 415, "unsupported_encoding"],
    ["charset.unsupported", 415, "unsupported_charset"],
    ["request.aborted", 400, "request_aborted"],
    ["request.size.invalid", 400, "body_size_mismatch"],
  ])("has a code, if the body parser raised it: %s", (type, status, code) => {
    const raised = createHttpError(status, "said by the parser", { type });

    expect(toHttpError(raised)).toMatchObject({
      status,
      code,
      message: "said by the parser",
      cause: raised,
    });
  });

  test.each([
    [413, "body_too_large"],
    [415, "unsupported_media_type"],
    [400, "bad_request"],
    [416, "bad_request"],
  ])("has a code by its status, if another raised it: %i", (status, code) => {
    expect(toHttpError(createHttpError(status))).toMatchObject({
      status,
      code,
    });
  });

  test("keeps its headers", () => {
    const headers = { "Content-Range": "bytes */10" };

    expect(toHttpError(createHttpError(416, { headers })).headers).toEqual(
      headers,
    );
  });

  test("may be a URL that cannot be decoded", () => {
    const raised = Object.assign(new URIError("URI malformed"), {
      status: 400,
    });

    expect(toHttpError(raised)).toMatchObject({
      status: 400,
      code: "malformed_url",
      message: "The URL cannot be decoded.",
    });
  });
});

describe("everything else is ours, and hidden", () => {
  test.each([
    ["an error", new Error("secret")],
    ["an error of the language", new TypeError("secret")],
    ["a URIError from our own code", new URIError("secret")],
    ["a 5xx of a library", createHttpError(503, "secret")],
    ["an error with a status that nobody vouches for", withStatus(404)],
    ["an error whose status is no number", withStatus("404")],
    ["a text", "secret"],
    ["a number", 42],
    ["an object", { status: 404, message: "secret" }],
    ["null", null],
    ["nothing", undefined],
  ])("%s", (_name, thrown) => {
    const error = toHttpError(thrown);

    expect(error).toMatchObject({
      status: 500,
      code: "internal_error",
      message: "Something went wrong here.",
      headers: {},
      details: {},
    });
    expect(error.cause).toBe(thrown);
  });
});

function withStatus(status: unknown): Error {
  return Object.assign(new Error("secret"), { status });
}
