// Behaviours of errors: routes and URLs that are wrong, failures inside.

import { describeAnswer } from "../../../servers/http/describe-answer";
import type { StepServer } from "../../targets/step-server";
import type { Behaviour } from "../behaviour";

export const errors: readonly Behaviour[] = [
  {
    name: "a health check",
    outcomes: { 1: '200 json: {"status":"ok"}' },
    check: async (server) => {
      const answer = await server.sendAsStranger({ path: "/healthz" });
      return `${describeAnswer(answer)}: ${answer?.text}`;
    },
  },
  {
    name: "an unknown route",
    outcomes: { 1: "404 html", 4: "404 problem route_not_found" },
    check: (server) => describePath(server, "/nowhere"),
  },
  {
    name: "an unknown method",
    outcomes: { 1: "404 html", 4: "404 problem route_not_found" },
    check: async (server) =>
      describeAnswer(await server.send({ method: "DELETE", path: "/users/1" })),
  },
  {
    name: "a URL that cannot be decoded",
    outcomes: {
      1: "400 html with a stack trace",
      4: "400 problem malformed_url",
    },
    check: (server) => describePath(server, "/users/%E0%A4%A"),
  },
  {
    name: "a report",
    outcomes: { 1: "counts the sign-ups of each day" },
    check: checkReport,
  },
  {
    name: "a report in another time zone",
    outcomes: { 1: "counts by that zone's days" },
    check: checkTimeZone,
  },
  {
    name: "an unknown time zone",
    outcomes: {
      1: "500 html with a stack trace",
      4: "500 problem internal_error",
      6: "400 problem invalid_request",
    },
    check: (server) =>
      describePath(server, "/reports/signups?timeZone=Mars/Olympus"),
  },
];

async function describePath(server: StepServer, path: string): Promise<string> {
  return describeAnswer(await server.send({ path }));
}

// The seed users sign up one every 137 minutes, from the first of January.
async function checkReport(server: StepServer): Promise<string> {
  const days = await firstDays(server, "");
  const expected = [
    { day: "2025-01-01", count: 11 },
    { day: "2025-01-02", count: 11 },
  ];
  return days === JSON.stringify(expected)
    ? "counts the sign-ups of each day"
    : days;
}

// New Year comes to Kiribati fourteen hours early: ten hours of the day are left.
async function checkTimeZone(server: StepServer): Promise<string> {
  const days = await firstDays(server, "?timeZone=Pacific/Kiritimati");
  const expected = [
    { day: "2025-01-01", count: 5 },
    { day: "2025-01-02", count: 10 },
  ];
  return days === JSON.stringify(expected)
    ? "counts by that zone's days"
    : days;
}

async function firstDays(server: StepServer, query: string): Promise<string> {
  const answer = await server.send({ path: `/reports/signups${query}` });
  if (answer?.status !== 200) return describeAnswer(answer);
  return JSON.stringify(JSON.parse(answer.text).slice(0, 2));
}
