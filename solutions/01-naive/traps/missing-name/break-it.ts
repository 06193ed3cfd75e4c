// Trap: half a user is stored all the same. GET /users/:id shows exactly
// what the 201 said: a user without a name.
// Caught by: storeNothing › gets a 201 for a user who is not stored

/**
 * Half a JSON object: `JSON.parse` throws inside the "end" event, where neither
 * a try/catch nor Express is above it, and an uncaught exception ends Node.
 */
export async function crash(url: string): Promise<void> {
  await fetch(`${url}/users`, { method: "POST", body: '{"name":"Ada"' });
}

/** This route catches its errors, and sends the stack to whoever asked. */
export async function leakStack(url: string): Promise<void> {
  await fetch(`${url}/reports/signups?timeZone=Mars`);
}

/** Without a name there is no user. */
export async function storeNothing(url: string): Promise<void> {
  const user = { email: "ada@example.org", password: "open sesame" };
  await fetch(`${url}/users`, { method: "POST", body: JSON.stringify(user) });
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
