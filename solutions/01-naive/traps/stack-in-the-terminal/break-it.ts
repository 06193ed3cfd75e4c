// Trap: the stack that this request causes stands in the server's own
// terminal. The client gets a closed connection, and learns nothing.
// Caught by: leakStack › gets an answer that shows the server's stack

/**
 * Half a JSON object: `JSON.parse` throws inside the "end" event, where neither
 * a try/catch nor Express is above it, and an uncaught exception ends Node.
 */
export async function crash(url: string): Promise<void> {
  await fetch(`${url}/users`, { method: "POST", body: '{"name":"Ada"' });
}

/** No password: `scryptSync` throws, and prints where. */
export async function leakStack(url: string): Promise<void> {
  const body = JSON.stringify({ name: "Ada", email: "ada@example.org" });
  await fetch(`${url}/users`, { method: "POST", body });
}

/** A known e-mail is not stored again; the 201 stands after the `if`. */
export async function storeNothing(url: string): Promise<void> {
  await signUp(url, "ada@example.org");
  await signUp(url, "ada@example.org");
}

/** All at once: `scryptSync` hashes one after the other, and no other request gets between. */
export async function freeze(url: string): Promise<void> {
  const guests = Array.from({ length: 20 }, (_, n) => `guest${n}@example.org`);
  await Promise.all(guests.map((email) => signUp(url, email)));
}

/**
 * A slow client: the route reads the file when the headers are there, and
 * writes it when the body is. Who signs up in between is overwritten.
 */
export async function loseUser(url: string): Promise<void> {
  async function* slowBody() {
    yield Buffer.from('{"name":"A slow visitor","email":"ada@example.org"');
    await signUp(url, "grace@example.org");
    yield Buffer.from(',"password":"open sesame"}');
  }
  const body = ReadableStream.from(slowBody());
  await fetch(`${url}/users`, { method: "POST", body, duplex: "half" });
}

/** A sign-up as an honest client sends it. */
function signUp(url: string, email: string): Promise<Response> {
  const user = { name: "A visitor", email, password: "open sesame" };
  return fetch(`${url}/users`, { method: "POST", body: JSON.stringify(user) });
}
