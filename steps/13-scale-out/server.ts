// Starts the primary of one node of several.
import { parseEnvironment } from "../03-middleware/config/environment";
import { startObservedPrimary } from "../12-observability/cluster/start-observed-primary";
import { ScaleEnvironment } from "./config/scale-environment";

startObservedPrimary({
  worker: require.resolve("./worker"),
  env: parseEnvironment(ScaleEnvironment),
});
