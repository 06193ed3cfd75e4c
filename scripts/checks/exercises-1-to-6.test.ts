// Proves that the starters of exercises 1 to 6 fail, their solutions pass and their traps are caught.
import { proveExercises } from "./fixtures/prove-exercises";

proveExercises(1, 6);
