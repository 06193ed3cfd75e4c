// Starts the primary, which also gathers the metrics of its workers.
import { parseEnvironment } from "../03-middleware/config/environment";
import { startObservedPrimary } from "./cluster/start-observed-primary";
import { ObservedEnvironment } from "./config/observed-environment";

startObservedPrimary({
  worker: require.resolve("./worker"),
  env: parseEnvironment(ObservedEnvironment),
});
