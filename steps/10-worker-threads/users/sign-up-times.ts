// Reads when every user signed up, as numbers: a hundred thousand dates would block the event loop.
import type { Database } from "../../07-database/db/database";

const BYTES = Float64Array.BYTES_PER_ELEMENT;

/**
 * All times in milliseconds since 1970, in no order. One value comes back in
 * place of a row for each user: the time that a row takes to parse is spent in
 * this thread, and it is as much as the counting takes.
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
