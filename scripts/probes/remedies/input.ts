// Remedies for wrong, large and hostile input.
import { orUncaught, stackShown, uncaught } from "./remedy";

const unchecked =
  "Express checks nothing: req.body and req.query hold whatever the client sent, of any type, and the handler used it as it was.";
const schema =
  "Parse the body with a schema (zod: Schema.safeParse(req.body)) before anything else, and answer 400 where it fails.";

export const input = orUncaught({
  "mass-assignment": {
    lesson: 6,
    why: "The handler copied req.body as a whole ({ ...req.body }, Object.assign), so the client chose members that only the server may set.",
    change:
      "Name each member that a client may set: a zod object drops all others, and z.strictObject refuses them.",
  },
  "path-traversal": {
    lesson: 6,
    why: "Express decodes %2e%2e and %2f in req.params, and path.join or path.resolve then climbs out of the folder.",
    change:
      "Serve files with express.static, or res.sendFile(name, { root }), which refuse to leave their folder.",
  },
  "prototype-pollution": {
    lesson: 6,
    why: "JSON.parse makes __proto__ an ordinary member; a merge that copies members one by one then writes to Object.prototype, for every object of the process.",
    change:
      "Merge nothing that a client sent: pick the known members with a schema, or copy into Object.create(null).",
  },
  "reflected-script": {
    lesson: 3,
    why: "A page of HTML repeats a part of the request as it stands; res.send(text) is text/html unless you set a type.",
    change:
      "Answer errors with res.json, and escape whatever a page repeats. helmet's Content-Security-Policy is the second line.",
  },
  "truncated-body": {
    lesson: 3,
    why: {
      else: "The handler stored what had arrived, and did not ask whether the request was complete (req.complete).",
    },
    change:
      "Read bodies with express.json, which refuses a request that ends early (request.aborted), and store only after it.",
  },
  "byte-order-mark": {
    lesson: 3,
    why: "JSON.parse throws a SyntaxError at U+FEFF, which programs on Windows put before the text.",
    change:
      "Read bodies with express.json, which takes the mark off; or text.replace(/^\\uFEFF/, '') before JSON.parse.",
  },
  "compressed-bomb": {
    why: {
      leaked: stackShown,
      else: "A limit on the length that arrives says nothing about the length after gunzip, or the server takes gzip for JSON and lets the error through as its own.",
    },
    change:
      "express.json({ limit: '100kb' }) inflates, and counts the bytes after it; answer its error by err.status.",
  },
  "oversized-body": {
    why: "The server collects the whole body in memory, of any length: a few such requests at once exhaust the heap.",
    change:
      "express.json({ limit: '100kb' }); or count the bytes in 'data', and answer 413 as soon as they are too many.",
  },
  untraceable: {
    why: "Neither Node nor Express gives a request an id, so nobody can find the log line of an answer that a client complains about.",
    change:
      "One middleware in front of all: res.set('X-Request-Id', randomUUID()), and the same id in every log line.",
  },
  "wrong-content-type": {
    why: "Either something parses the body as JSON whatever Content-Type says: a browser sends text/plain across origins without asking first (CORS), so any page can post with a visitor's cookies. Or nothing parsed it, and the handler used req.body all the same: a 500.",
    change:
      "Refuse a body that is not application/json with 415 before it is read: if (!req.is('json')) res.sendStatus(415).",
  },
  "wrong-encoding": {
    why: {
      leaked: stackShown,
      else: "The server reads the body as UTF-8 JSON, and never looks at Content-Encoding or the charset: what it stored may not be what the client sent.",
    },
    change:
      "express.json refuses both with 415. Without it: answer 415 to a Content-Encoding or charset that you do not read.",
  },
  "leaky-refusals": {
    why: "An error reached Express's built-in error handler, which sends err.stack unless NODE_ENV is production; and Express names itself in X-Powered-By.",
    change:
      "app.disable('x-powered-by'), and one error handler of four arguments, behind all routes, that sends a fixed sentence.",
  },
  "malformed-json": {
    why: {
      crashed: `JSON.parse throws. ${uncaught}`,
      leaked: `express.json passes a SyntaxError on. ${stackShown}`,
      hung: "The error was caught by nobody who ends the response, so the client waits for an answer that never comes.",
      else: "express.json's error carries a status of 400; an error handler that answers 500 to everything calls the client's mistake the server's own. Without express.json, null is a body as well.",
    },
    changeWhenCrashed:
      "try { JSON.parse(text) } catch, and answer 400; or express.json with an error handler behind the routes.",
    change:
      "An error handler that answers err.status where it is 4xx; and a schema, since null and numbers are JSON too.",
  },
  "malformed-url": {
    why: {
      crashed: `decodeURIComponent throws a URIError. ${uncaught}`,
      leaked: `Express decodes a route's parameters, and passes a URIError with the status 400 on. ${stackShown}`,
      else: "decodeURIComponent throws a URIError for %E0%A4%A; the server answers it as an error of its own, or as a path that exists.",
    },
    changeWhenCrashed:
      "Catch the URIError of decodeURIComponent, and answer 400.",
    change:
      "Catch the URIError and answer 400; in Express: an error handler that answers err.status where it is 4xx.",
  },
  "unknown-route": {
    why: "Express answers what no route takes with a page of HTML, and other servers with a text: a client of an API then fails in JSON.parse, far from the cause.",
    change:
      "Behind all routes: app.use((req, res) => res.status(404).json({ title: 'Not found' })).",
  },
  "endless-page": {
    why: "The handler passes ?limit= on as it stands, so one request reads, holds and serializes the whole table.",
    change: "A schema with a maximum: z.coerce.number().int().min(1).max(100).",
  },
  "invalid-fields": { why: unchecked, change: schema },
  "missing-body": {
    why: {
      crashed: `Without a body JSON.parse gets an empty text, and req.body is undefined (Express 5) or {} (Express 4): using it throws. ${uncaught}`,
      leaked: `In Express 5 req.body is undefined where no parser has read one, and a member of undefined throws. ${stackShown}`,
      else: "req.body is undefined (Express 5) or {} (Express 4) where a request has no body; the handler used its members without a look.",
    },
    change: schema,
  },
  "nested-json": {
    why: {
      crashed:
        "JSON.parse reads any depth, but whatever walks the value afterwards by recursion (a validator, a merge, JSON.stringify) exhausts the stack: RangeError.",
      leaked: stackShown,
      else: "Lists nested 20 000 deep fit into 40 kB, which every limit on size lets through; nothing said that the member has to be text.",
    },
    change:
      "A schema that wants text where text belongs: it refuses a list at its first level, however deep it is.",
  },
  "unknown-time-zone": {
    why: {
      leaked: stackShown,
      else: "Intl.DateTimeFormat throws a RangeError for a zone that it does not know; the server answers the client's mistake as an error of its own.",
    },
    change:
      "Check the zone first (try new Intl.DateTimeFormat), and answer 400.",
  },
  "wrong-query": {
    why: "req.query holds text, or a list where a name comes twice; Number('abc') is NaN, and slice or LIMIT makes of NaN and -1 something that nobody asked for.",
    change: "Parse req.query with a schema: z.coerce.number().int().min(1).",
  },
  "wrong-types": { why: unchecked, change: schema },
  "sql-injection": {
    why: "A value became a part of the statement, by a template string or +.",
    change:
      "Pass values apart from the statement: query('… WHERE id = $1', [id]).",
  },
  "log-injection": {
    why: "The log holds what a client sent as it stands: a line end in it starts a line that the server never wrote.",
    change:
      "Log JSON, one object a line (winston, pino): it escapes line ends.",
  },
});
