// The Dockerfile of an ejected project.

/** Where a step has its own, if it has one. */
export const ownDockerfile = "deploy/Dockerfile";

/**
 * Two stages: one compiles, the other holds what runs.
 *
 * @param options.keepsData whether the server writes files of its own.
 */
export function dockerfile({
  keepsData,
}: {
  readonly keepsData: boolean;
}): string {
  return `# Compiles with the development packages, then drops them.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

# Runs what was built, without tools and without root.
FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
${keepsData ? dataFolder : ""}USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \\
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# As a list, so that node itself gets the signals: a shell would keep them.
CMD ["node", "dist/server.js"]
`;
}

const dataFolder = `ENV DATA_DIR=/app/data
RUN mkdir data && chown node:node data
VOLUME /app/data
`;
