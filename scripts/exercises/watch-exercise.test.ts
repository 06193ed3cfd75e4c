// Proves that a watched exercise is checked again at each change, and only then.
import { EventEmitter, once } from "node:events";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { Check } from "./check-exercise";
import { copyOfWorkshop } from "./fixtures/copy";
import { fixtureExercise } from "./fixtures/workshop";
import { watchExercise } from "./watch-exercise";

test("an exercise is checked at once, and again after a change", async () => {
  const workshop = copyOfWorkshop();
  const exercise = fixtureExercise(1, workshop);
  const events = new EventEmitter();
  const stop = new AbortController();
  const changes: (string | undefined)[] = [];
  const nextCheck = async (): Promise<Check> =>
    (await once(events, "check"))[0];

  const first = nextCheck();
  const watching = watchExercise(
    exercise,
    { kind: "yours" },
    {
      onStart: (changed) => changes.push(changed),
      onCheck: (check) => events.emit("check", check),
      onProblem: (error) => events.emit("error", error),
    },
    { workshop, signal: stop.signal },
  );
  expect((await first).passed).toBe(false);

  const second = nextCheck();
  cpSync(
    join(exercise.solution, "greeting.ts"),
    join(exercise.folder, "greeting.ts"),
  );
  expect((await second).passed).toBe(true);
  expect(changes).toEqual([undefined, "greeting.ts"]);

  stop.abort();
  await watching;
});
