// Proves that responses are put into words, and told from right refusals.
import { describe, expect, test } from "@jest/globals";
import type { Answer } from "../servers/http/request";
import { fallOf, inWords } from "./judge";
import { fell } from "./verdict";

function answered(status: number, type: string, body: object): Answer {
  return {
    status,
    headers: { "content-type": type },
    text: JSON.stringify(body),
  };
}

const stranger = answered(400, "application/problem+json", { title: "No" });
const fields = answered(400, "application/json", {
  errors: [{ field: "name" }, { field: "" }, { field: "name" }],
});

describe("a response in words", () => {
  test("has the fields that are wrong, each once", () => {
    expect(inWords(fields)).toBe("400 json (name, the body)");
  });

  test("is a problem where its details are not as a step writes them", () => {
    expect(inWords(stranger)).toBe("400 problem");
  });

  test("without a body is its status", () => {
    expect(inWords({ status: 404, headers: {}, text: "" })).toBe("404");
  });
});

describe("a response is", () => {
  test("a right refusal with any status of the client's fault", () => {
    expect(fallOf(stranger, "it")).toBe(undefined);
  });

  test("a wrong one with a status that was not wanted", () => {
    expect(fallOf(stranger, "it", { by: [415] })).toEqual(
      fell("wrong answer", "400 problem for it"),
    );
  });

  test("a wrong one that is no JSON where all else is", () => {
    const page = answered(400, "text/html", {});

    expect(fallOf(page, "it", { json: true })).toEqual(
      fell("wrong answer", "400 html for it"),
    );
  });

  test("a leak where it should be discreet, and has a stack trace", () => {
    const reply = answered(400, "text/html", {
      stack: "at listen (/srv/app.js:1:2)",
    });

    expect(fallOf(reply, "it", { discreet: true })).toEqual(
      fell("leaked", "400 html with a stack trace for it"),
    );
    expect(fallOf(reply, "it")).toBe(undefined);
  });
});
