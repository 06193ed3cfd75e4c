// Five ways to hurt the naive server: each gets its URL and sends it requests.

/** TODO: end the server's process. */
export async function crash(url: string): Promise<void> {
  await signUp(url, "ada@example.org");
}

/** TODO: get a response that shows the server's stack. */
export async function leakStack(url: string): Promise<void> {
  await fetch(`${url}/users/1`);
}

/** TODO: get a 201 for a user that the server does not store. */
export async function storeNothing(url: string): Promise<void> {
  await signUp(url, "ada@example.org");
}

/** TODO: make every other request wait for as long as eight password hashes take. */
export async function freeze(url: string): Promise<void> {
  await signUp(url, "ada@example.org");
}

/** TODO: sign two users up, both with a 201, so that one of them is not kept. */
export async function loseUser(url: string): Promise<void> {
  await signUp(url, "ada@example.org");
  await signUp(url, "grace@example.org");
}

/** A sign-up as an honest client sends it. */
function signUp(url: string, email: string): Promise<Response> {
  const user = { name: "A visitor", email, password: "open sesame" };
  return fetch(`${url}/users`, { method: "POST", body: JSON.stringify(user) });
}
