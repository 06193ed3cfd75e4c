// Proves that the starters of exercises 9 to 14 fail, their solutions pass and their traps are caught.
import { proveExercises } from "./fixtures/prove-exercises";

proveExercises(9, 14);
