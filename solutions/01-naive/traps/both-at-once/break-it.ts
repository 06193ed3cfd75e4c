// Trap: two short requests at once are no race. Each arrives whole, and
// from reading the file to writing it nothing lets the other one in.
// Caught by: loseUser › makes an e-mail vanish that was answered 201

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

/** Both read the file before either has written it. */
export async function loseUser(url: string): Promise<void> {
  await Promise.all([
    signUp(url, "ada@example.org"),
    signUp(url, "grace@example.org"),
  ]);
}

/** A sign-up as an honest client sends it. */
function signUp(url: string, email: string): Promise<Response> {
  const user = { name: "A visitor", email, password: "open sesame" };
  return fetch(`${url}/users`, { method: "POST", body: JSON.stringify(user) });
}
