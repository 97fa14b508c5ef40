/**
 * Who may import whom: 2-architecture §2.3, one rule per sentence.
 * @typedef {import('dependency-cruiser').IForbiddenRuleType[]} Rules
 */

/** A module may look to its left only. */
const modules = [
  'accounts',
  'listings',
  'ledger',
  'payments',
  'deposits',
  'mandates',
  'auctions',
  'settlement',
  'transfers',
  'reconciliation',
  'oversight',
  'notices',
];
const anyModule = modules.join('|');

/**
 * An npm package, resolved or (when it is not installed) by its bare name.
 * @param {string[]} names
 */
const packages = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;

/** @type {Rules} */
const leftwards = modules.slice(0, -1).map((name, index) => ({
  name: 'modules-look-left',
  comment: `${name} may import only modules to its left; events are for everybody.`,
  severity: 'error',
  from: { path: `^(server|shared|web)/${name}/` },
  to: {
    path: `^(server|shared|web)/(${modules.slice(index + 1).join('|')})/`,
    pathNot: '^shared/[^/]+/events\\.ts$',
  },
}));

/** @type {Rules} */
const sides = [
  {
    name: 'web-without-server',
    severity: 'error',
    from: { path: '^web/' },
    to: { path: '^server/' },
  },
  {
    name: 'server-without-web',
    comment: 'Only the build is called; the built pages are read at run time.',
    severity: 'error',
    from: { path: '^server/' },
    to: { path: '^web/', pathNot: '^web/build\\.ts$' },
  },
  {
    name: 'shared-is-pure',
    comment:
      'shared imports itself, zod/mini, @noble and what seals bids: it runs in the browser and in the offline verifier.',
    severity: 'error',
    from: { path: '^shared/' },
    to: {
      pathNot: [
        '^shared/',
        '^\\.',
        packages('zod', '@noble/[^/]+', 'age-encryption', 'shamir-secret-sharing'),
      ],
    },
  },
  {
    name: 'tests-stay-outside',
    severity: 'error',
    from: { path: '^(server|shared|web)/' },
    to: { path: '^tests/' },
  },
];

/** @type {Rules} */
const rooms = [
  {
    name: 'platform-imports-no-module',
    comment: 'But a session says who is asking.',
    severity: 'error',
    from: { path: '^server/platform/' },
    to: {
      path: [`^(server|shared|web)/(${anyModule})/`, '^server/[^/]+\\.ts$'],
      pathNot: '^shared/accounts/types\\.ts$',
    },
  },
  {
    name: 'modules-by-their-index',
    comment: 'A foreign key may name the table of another module; everything else goes through index.ts.',
    severity: 'error',
    from: { path: '^server/([^/]+)/', pathNot: '^server/[^/]+/tables\\.ts$' },
    to: { path: `^server/(${anyModule})/`, pathNot: ['^server/$1/', '^server/[^/]+/index\\.ts$'] },
  },
  {
    name: 'modules-by-their-index',
    comment: 'Composition (app, cli) sees modules by their index.ts too.',
    severity: 'error',
    from: { path: '^server/[^/]+\\.ts$' },
    to: { path: `^server/(${anyModule})/`, pathNot: '^server/[^/]+/index\\.ts$' },
  },
  {
    name: 'tables-see-tables',
    severity: 'error',
    from: { path: '^server/.+/tables\\.ts$' },
    to: { path: '^server/', pathNot: ['/tables\\.ts$', '^server/platform/'] },
  },
  {
    name: 'ui-knows-no-business',
    severity: 'error',
    from: { path: '^web/ui/' },
    to: { path: `^(web|shared)/(${anyModule})/` },
  },
];

/** @type {Rules} */
const layers = [
  {
    name: 'routes-call-the-service',
    severity: 'error',
    from: { path: '^server/(.+)/routes\\.ts$' },
    to: { path: '^server/$1/(repo|tables)\\.ts$' },
  },
  {
    name: 'service-knows-no-http',
    severity: 'error',
    from: { path: '^server/(.+)/service\\.ts$' },
    to: { path: ['^server/$1/routes\\.ts$', '^server/$1/live/', '^server/$1/tables\\.ts$'] },
  },
  {
    name: 'repo-knows-only-tables',
    severity: 'error',
    from: { path: '^server/(.+)/repo\\.ts$' },
    to: { path: ['^server/$1/(routes|service|follower)\\.ts$', '^server/$1/live/'] },
  },
  {
    name: 'sql-only-in-repo',
    severity: 'error',
    from: { path: '^(server|shared|web)/', pathNot: ['/(repo|tables)\\.ts$', '^server/platform/'] },
    to: { path: packages('drizzle-orm', 'postgres') },
  },
  {
    name: 'http-only-in-routes',
    severity: 'error',
    from: { path: `^server/(${anyModule})/`, pathNot: ['/routes\\.ts$', '/live/', '/index\\.ts$'] },
    to: { path: [packages('fastify', 'fastify-[^/]+', '@fastify/[^/]+', 'ws'), '^(node:)?https?$'] },
  },
];

/** @type {Rules} */
const libraries = [
  {
    name: 'stripe-only-in-payments',
    severity: 'error',
    from: { path: '^(server|shared|web)/', pathNot: '^server/payments/' },
    to: { path: packages('stripe') },
  },
  {
    name: 'zod-mini-for-the-web',
    comment: 'zod costs the browser 92 KB, zod/mini 5.',
    severity: 'error',
    from: { path: '^(shared|web)/' },
    to: { path: packages('zod'), pathNot: 'zod/mini(/|$)' },
  },
  {
    name: 'no-development-packages',
    severity: 'error',
    from: { path: '^(server|shared|web)/', pathNot: '^web/.+\\.spec\\.ts$' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-optional', 'type-only'] },
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    from: {},
    // Built before the server starts; not there on a clean clone.
    to: { couldNotResolve: true, pathNot: ['^web/dist/', '@reassign/web/dist/'] },
  },
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...leftwards, ...sides, ...rooms, ...layers, ...libraries],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^tests/support/broken/', '^web/dist/', '^migrations/'] },
    // Types count: a type from the wrong room is a dependency on it.
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'svelte', 'types', 'default'],
      extensions: ['.ts', '.svelte', '.js', '.json'],
    },
  },
};
