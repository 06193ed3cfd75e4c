// Proves that the agendas add up, and that one that does not is named.
import { describe, expect, test } from "@jest/globals";
import { agendaProblems, parseAgendas, readAgendas } from "./agendas";

describe("the agendas", () => {
  test("add up, to the minutes of steps.ts", () => {
    expect(readAgendas().flatMap(agendaProblems)).toEqual([]);
  });

  test("are three: two hours, half a day, a day", () => {
    expect(readAgendas().map(({ title }) => title)).toEqual([
      "Two hours",
      "Half a day",
      "One day",
    ]);
  });

  test("and one that does not is named", () => {
    const agendas = parseAgendas(`## Wrong (60 minutes)

| at | minutes | what |
|---|---|---|
| 0:00 | 10 | Step 1: The naive server |
| 0:15 | 20 | Step 2: Something else |
| 0:30 | 20 | Exercise 99 |
`);

    expect(agendas.flatMap(agendaProblems)).toEqual([
      "Wrong: “Step 1: The naive server” has 10 minutes; steps.ts has 15",
      "Wrong: “Step 2: Something else” begins at 15, and it is 10 by then",
      "Wrong: “Step 2: Something else” is called “The event loop”",
      "Wrong: “Exercise 99” is of no step",
      "Wrong takes 50 minutes, and not 60",
    ]);
  });
});
