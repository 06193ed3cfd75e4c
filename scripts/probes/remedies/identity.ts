// Remedies for credentials, accounts and limits.
import { orUncaught } from "./remedy";

const open =
  "The route answers without looking at credentials: no middleware stands in front of it, or it stands behind it. Express runs them in the order of their app.use.";
const guard =
  "app.use('/users', authenticate) in front of the route; better: authenticate everything, and name what is public.";
const token = {
  why: {
    leaked:
      "The token was decoded, and its signature not verified; or the algorithm was taken from the token itself.",
    else: "The library threw on this token, and nothing turned that into a 401.",
  },
  change:
    "jose: jwtVerify(token, key, { algorithms: ['HS256'], issuer, audience }), and answer 401 to whatever it throws.",
} as const;

export const identity = orUncaught({
  "published-password": {
    why: "The server creates accounts for a demonstration when its database is empty, in production as well.",
    change:
      "No accounts by default: let the seeding be asked for by a variable that no deployment sets.",
  },
  "clock-set-back": {
    why: "The end of the limiter's window is a time of day (Date.now()), which is set back: NTP, a virtual machine that is resumed.",
    change:
      "Keep durations by performance.now(), or process.hrtime(), which nothing sets.",
  },
  "leaked-secrets": {
    lesson: 5,
    why: "The handler sent the stored record as it is (res.json(user)), with its password or hash.",
    change: "Send named members: res.json({ id, name, email }).",
  },
  "account-probing": {
    why: "The two refusals differ in status or in words, so a stranger learns who has an account.",
    change:
      "One answer for both, and compare with a hash in both cases, so that both take as long.",
  },
  "alg-none-token": token,
  "broken-credentials": token,
  "expired-token": {
    why: "A right signature says who signed it and no more: exp, iss and aud have to be asked for.",
    change:
      "jose: jwtVerify(token, key, { issuer, audience, requiredClaims: ['exp'] }).",
  },
  "forged-token": token,
  "guessed-key": {
    why: {
      leaked: open,
      else: "The key was compared by something that throws (timingSafeEqual, for two lengths), and nothing turned that into a 401.",
    },
    change: "Compare SHA-256 hashes of both keys with crypto.timingSafeEqual.",
  },
  "refusals-without-a-challenge": {
    why: "RFC 9110 wants a WWW-Authenticate with each 401, and RFC 6750 a parameter in it; Express adds neither. Some clients take a 401 without one for a broken response.",
    change:
      "res.set('WWW-Authenticate', 'Bearer realm=\"api\"') with each 401, that of the sign-in as well.",
  },
  "odd-bearers": {
    why: "split(' ') takes the second of two spaces for an empty token, and does not see what follows the token.",
    change:
      "/^bearer +([\\w.~+/-]+=*)$/i.exec(req.get('authorization')), as RFC 9110 writes it.",
  },
  "twin-passwords": {
    why: "The hash does not see all of a password: bcrypt stops after 72 bytes, and some at a NUL; trim() drops spaces; UTF-8 has no half characters.",
    change:
      "scrypt or argon2 for the whole password; refuse what is too long or ill-formed, and change nothing else.",
  },
  "normal-forms": {
    why: "A letter with an accent is one character on one keyboard and two on another; their bytes differ, and so do their hashes.",
    change:
      "password.normalize('NFC') before it is hashed and before it is compared (RFC 8265).",
  },
  "shared-caches": {
    why: "Without Cache-Control a cache that many clients share may keep an answer, unless the request had Authorization; an API key or a cookie does not tell it.",
    change:
      "res.set('Cache-Control', 'private, no-cache') for all that needs credentials, and no-store for tokens.",
  },
  "no-credentials": { why: open, change: guard },
  "odd-spellings": {
    why: "The guard compares req.path as text (startsWith('/users')), while Express's router ignores case and trailing slashes, and decodes parameters.",
    change:
      "Mount the guard as the route is mounted: app.use('/users', authenticate); never compare req.url.",
  },
  flood: {
    why: "Nothing counts the requests of a client: one of them can take all that the server has.",
    change:
      "express-rate-limit in front of the routes, behind the health check.",
  },
  "password-guessing": {
    why: "Nothing counts failed sign-ins, and each costs a hash.",
    change:
      "A limit of its own on the sign-in route, by account and address, in front of the comparison.",
  },
  "spoofed-origin": {
    why: "With trust proxy set to true Express takes the client's own X-Forwarded-For for req.ip, and the limit counts an address that the client made up.",
    change:
      "app.set('trust proxy', 1) behind one proxy, and leave it unset where there is none.",
  },
  "leaking-limit": {
    why: "Each worker counts in its own memory: a client gets the limit once for each of them.",
    change: "Count in a store that all workers share (Redis: INCR and EXPIRE).",
  },
});
