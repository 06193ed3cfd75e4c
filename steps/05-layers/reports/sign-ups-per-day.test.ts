// Proves the counting of sign-ups per day, which is a pure function.
import { describe, expect, test } from "@jest/globals";
import { signUpsPerDay } from "./sign-ups-per-day";

describe("sign-ups per day", () => {
  test("are counted by calendar day, in order, whatever order they come in", () => {
    const times = [
      "2026-03-02T08:00:00.000Z",
      "2025-12-31T23:59:59.999Z",
      "2026-03-02T23:00:00.000Z",
      "2026-01-01T00:00:00.000Z",
    ];

    expect(signUpsPerDay(times, "UTC")).toEqual([
      { day: "2025-12-31", count: 1 },
      { day: "2026-01-01", count: 1 },
      { day: "2026-03-02", count: 2 },
    ]);
  });

  test("are counted by milliseconds as well, of any list of numbers", () => {
    const times = Float64Array.of(Date.UTC(2026, 0, 1), Date.UTC(2025, 11, 31));

    expect(signUpsPerDay(times, "UTC")).toEqual([
      { day: "2025-12-31", count: 1 },
      { day: "2026-01-01", count: 1 },
    ]);
  });

  test.each([
    ["UTC", "2026-01-01"],
    ["Pacific/Kiritimati", "2026-01-02"],
    ["America/New_York", "2026-01-01"],
    ["Pacific/Honolulu", "2026-01-01"],
  ])("belong to the day that it is in the zone: %s", (zone, day) => {
    expect(signUpsPerDay(["2026-01-01T10:30:00.000Z"], zone)).toEqual([
      { day, count: 1 },
    ]);
  });

  test("belong to one day where a clock change makes it 23 hours long", () => {
    const times = ["2026-03-28T23:30:00.000Z", "2026-03-29T21:30:00.000Z"];

    expect(signUpsPerDay(times, "Europe/Berlin")).toEqual([
      { day: "2026-03-29", count: 2 },
    ]);
  });

  test("are none where nobody signed up", () => {
    expect(signUpsPerDay([], "UTC")).toEqual([]);
  });

  test("throw a RangeError where there is no such zone", () => {
    expect(() => signUpsPerDay([], "Mars/Olympus")).toThrow(RangeError);
  });
});
