// Holds steps from 11 to what they claim to survive; in files of their own, so that they are held side by side.
import { holdSteps } from "./fixtures/hold-steps";

holdSteps(11);
