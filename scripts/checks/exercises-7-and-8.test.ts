// Proves that the starters of exercises 7 and 8 fail, their solutions pass and their traps are caught.
import { proveExercises } from "./fixtures/prove-exercises";

proveExercises(7, 8);
