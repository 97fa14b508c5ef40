import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

/** The API and its entrance; the rest of `/api/` is the description itself. */
const DESCRIBED = /^\/api\/(?:v1|auth)\//;

/** Swagger UI builds its page from strings, so Trusted Types cannot hold there; it still loads nothing from outside. */
const REFERENCE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** `/api/openapi.json`, made from the schemas that really validate, and `/api/docs` to read it. */
export const apiReferencePlugin = fp<{ readonly publicUrl: string }>(
  async (app, { publicUrl }) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Reassign',
          version: '1',
          description:
            'Marketplace for defaulted IP collateral. Every refusal is an RFC 9457 problem; money is in minor units.',
        },
        servers: [{ url: publicUrl }],
      },
      transform: (document) => {
        if (!DESCRIBED.test(document.url)) return { schema: { hide: true }, url: document.url };
        return jsonSchemaTransform(document);
      },
      transformObject: jsonSchemaTransformObject,
    });
    await app.register(swaggerUi, {
      routePrefix: '/api/docs',
      staticCSP: true,
      transformStaticCSP: () => REFERENCE_POLICY,
      uiConfig: { validatorUrl: null },
    });
    app.get('/api/openapi.json', () => app.swagger());
  },
  { name: 'api-reference' },
);
