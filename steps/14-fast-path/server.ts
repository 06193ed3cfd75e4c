// Starts the primary of one node of several, as in step 13.
import { parseEnvironment } from "../03-middleware/config/environment";
import { startObservedPrimary } from "../12-observability/cluster/start-observed-primary";
import { ScaleEnvironment } from "../13-scale-out/config/scale-environment";

startObservedPrimary({
  worker: require.resolve("./worker"),
  env: parseEnvironment(ScaleEnvironment),
});
