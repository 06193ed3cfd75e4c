// Remedies for connections that are used oddly, slowly or wrongly.
import { catchIt, orUncaught, uncaught } from "./remedy";

const connections =
  "Each idle connection holds a descriptor; server.maxConnections, or ulimit -n, was reached, and Node accepted nobody any more.";
const parser =
  "Node's parser refuses this by itself. Something set it aside: insecureHTTPParser, requireHostHeader: false, a large maxHeaderSize, a 'clientError' listener that does nothing, or a proxy in front.";
/** A request that the parser lets through is a request without a body. */
const crash = { changeWhenCrashed: catchIt };
const keepParser =
  "Leave the parser's options as they are, and let a 'clientError' listener end the socket: socket.end('HTTP/1.1 400 Bad Request\\r\\n\\r\\n').";

export const protocol = orUncaught({
  "abort-mid-answer": {
    lesson: 12,
    why: {
      crashed: `A response emits 'close' without 'finish' when its client leaves, and a stream that is piped into it fails. ${uncaught}`,
      else: "What a request holds (a file, a connection of the database) was not released when its client left.",
    },
    change:
      "stream.pipeline(source, res, callback) instead of pipe: it ends both, and hands the error to you.",
  },
  "duplicate-headers": {
    lesson: 3,
    why: "Node joins some repeated headers with a comma and drops others (message.headers); code that takes the first or the last for the only one disagrees with the proxy in front.",
    change:
      "Refuse a header of which there may be one only (req.headersDistinct), or use a value only after a pattern has checked it.",
  },
  expectations: {
    lesson: 3,
    why: "Node continues and refuses by itself, unless a 'checkContinue' or 'checkExpectation' listener takes that over.",
    change:
      "Remove that listener, or have it call res.writeContinue() and answer 417.",
  },
  garbage: { lesson: 3, ...crash, why: parser, change: keepParser },
  "foreign-methods": {
    lesson: 3,
    why: "A handler for all methods answers TRACE with what the client sent, cookies included, or hands a CONNECT on.",
    change:
      "Name the methods of each route (app.get, app.post), and let all others end in a 404 or 405.",
  },
  "half-open": {
    lesson: 12,
    why: "A client that has closed its half stays open for the server until somebody ends the socket.",
    change:
      "Keep Node's own 'end' listener on the socket, and a keepAliveTimeout above 0.",
  },
  "header-overflow": {
    lesson: 3,
    why: "Node refuses more than 16 KiB of headers (maxHeaderSize); a server that takes more gives each connection that much memory, before any limit of its own.",
    change: "Leave maxHeaderSize at its default.",
  },
  "idle-connections": {
    lesson: 12,
    why: { crashed: connections, else: connections },
    change:
      "Raise maxConnections and ulimit -n, and let a proxy in front hold the idle ones.",
  },
  "long-connection": {
    lesson: 12,
    why: "Something is kept for each connection and not for each request (a listener, a counter, state on the socket), so a later request on it is answered differently.",
    change: "Keep a request's state on req or res.locals, never on req.socket.",
  },
  pipelining: {
    lesson: 12,
    why: "The server closed the connection, or answered by itself, while requests were waiting on it: an answer to a request that is refused ends with Connection: close.",
    change:
      "Answer through res alone, never through the socket, and close a connection only where a body stays unread.",
  },
  "request-smuggling": { lesson: 3, ...crash, why: parser, change: keepParser },
  upgrade: {
    lesson: 3,
    why: "An 'upgrade' listener takes every upgrade, for any path, with or without a WebSocket server behind it.",
    change:
      "Without a WebSocket: no 'upgrade' listener. With one: check the path, and destroy the other sockets.",
  },
  "wrong-framing": { lesson: 3, ...crash, why: parser, change: keepParser },
  "absolute-target": {
    lesson: 12,
    why: "A client may send http://host/path in place of the path (RFC 9112, 3.2.2), and req.url and req.originalUrl have it as it was sent: a comparison with the path fails, and a label made from it gives each host a series of its own.",
    change:
      "Use req.path, and for labels the route's pattern, which is one of a few.",
  },
  "old-http": {
    lesson: 13,
    why: "Only HTTP/1.1 has to send a Host. A proxy that passes on an empty one in HTTP/1.1 is answered 400 by Node, and code that reads req.headers.host finds undefined.",
    change:
      "Do without req.headers.host; in nginx, give the Host that is missing a name by a map of $http_host.",
  },
  "reset-before-answer": {
    lesson: 6,
    why: "When its client has reset the connection, a request has no req.ip any more. Code that reads it later, as a rate limit does behind an await, throws a TypeError: a 500 and an alarm for each.",
    change:
      "Read req.ip when the request comes, and end a request without one as aborted, with 400.",
  },
  "truncated-head": { lesson: 3, ...crash, why: parser, change: keepParser },
  "tiny-chunks": {
    lesson: 3,
    why: "A body comes in as many 'data' events as the network likes, and the first of them was taken for all of it.",
    change:
      "express.json(), or text() of node:stream/consumers: both wait for the end.",
  },
  "slow-senders": {
    lesson: 12,
    why: "A limit that counts from a request's head counts the time in which its client sends: a few slow clients use it up, and an adaptive limit takes them for a slow server.",
    change:
      "Count a request behind the body parser, when it is whole, until res.end() is called.",
  },
  "slow-body": {
    why: "Node ends a request that has not arrived after requestTimeout, 300 s unless set, and looks only every connectionsCheckingInterval, 30 s unless set: a requestTimeout of 10 s acts after up to 40.",
    change:
      "createServer({ requestTimeout: 10_000, connectionsCheckingInterval: 1_000 }, app); the interval can only be set here.",
  },
  "slow-headers": {
    why: "Node ends a request without its headers after headersTimeout, 60 s unless set, and looks only every connectionsCheckingInterval, 30 s unless set: a headersTimeout of 10 s acts after up to 40.",
    change:
      "createServer({ headersTimeout: 10_000, connectionsCheckingInterval: 1_000 }, app); the interval can only be set here.",
  },
});
