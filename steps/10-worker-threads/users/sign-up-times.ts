// Reads when every user signed up, as numbers: to parse 100 000 dates would block the event loop.
import type { Database } from "../../07-database/db/database";

const BYTES = Float64Array.BYTES_PER_ELEMENT;

/**
 * All times in milliseconds since 1970, unordered. The database returns one value
 * and not a row a user: this thread would parse the rows, which takes as long as
 * the counting.
 */
export async function signUpTimes({
  query,
}: Pick<Database, "query">): Promise<Float64Array<ArrayBuffer>> {
  const [row] = await query<{ times: Buffer | null }>(
    `SELECT string_agg(float8send((extract(epoch FROM created_at) * 1000)::float8), '') AS times
     FROM users`,
  );
  const bytes = row?.times ?? Buffer.alloc(0);
  const times = new Float64Array(bytes.length / BYTES);
  for (let index = 0; index < times.length; index++) {
    times[index] = bytes.readDoubleBE(index * BYTES);
  }
  return times;
}
