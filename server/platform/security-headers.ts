import helmet from '@fastify/helmet';
import fp from 'fastify-plugin';

/** No inline script and no markup from strings anywhere, so pages can be cached (2-architecture §2.8). */
const CONTENT_SECURITY_POLICY = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'worker-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  // The second is for the address of our own worker and nothing else.
  'trusted-types': ['svelte-trusted-html', 'reassign-worker'],
};

export const securityHeadersPlugin = fp<{ readonly https: boolean }>(
  async (app, { https }) => {
    await app.register(helmet, {
      contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
      strictTransportSecurity: https,
      // `no-referrer` would make browsers send `Origin: null` with forms.
      referrerPolicy: { policy: 'same-origin' },
    });
  },
  { name: 'security-headers' },
);
