/** A part of an OpenAPI document, as open as it is. */
export type Schema = Readonly<Record<string, unknown>>;

/** One request as it was sent: a path without host and query, names of form fields as Stripe nests them. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  /** `line_items[0][price_data][currency]`. */
  readonly fields: readonly string[];
}

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
const objectAt = (value: unknown, ...path: readonly string[]): Schema => {
  const found = path.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), value);
  return isObject(found) ? found : {};
};

/** What is sent that the document does not know: paths, methods, and fields at any depth. */
export function unknownTo(document: Schema, requests: readonly SentRequest[]): string[] {
  return requests.flatMap(({ method, path, fields }) => {
    const operation = objectAt(pathItem(document, path), method.toLowerCase());
    if (Object.keys(operation).length === 0) return [`${method} ${path}`];
    const body = objectAt(operation, 'requestBody', 'content', 'application/x-www-form-urlencoded', 'schema');
    const inQuery = Array.isArray(operation['parameters']) ? operation['parameters'].filter(isObject) : [];
    const query: Schema = {
      type: 'object',
      properties: Object.fromEntries(inQuery.map((one) => [String(one['name']), objectAt(one, 'schema')])),
    };
    return fields
      .filter((field) => !knows(document, method === 'GET' ? query : body, partsOf(field)))
      .map((field) => `${method} ${path} ${field}`);
  });
}

const partsOf = (field: string): string[] => field.replaceAll(']', '').split('[');

function pathItem(document: Schema, path: string): Schema {
  const paths = objectAt(document, 'paths');
  const shape = (template: string): RegExp => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  const known = Object.keys(paths).find((template) => template === path || shape(template).test(path));
  return known === undefined ? {} : objectAt(paths, known);
}

function knows(document: Schema, given: Schema, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const reference = given['$ref'];
  const schema =
    typeof reference === 'string' ? objectAt(document, ...reference.replace('#/', '').split('/')) : given;
  const choices = ['anyOf', 'oneOf', 'allOf'].flatMap((kind) => {
    const among = schema[kind];
    return Array.isArray(among) ? among.filter(isObject) : [];
  });
  if (choices.some((choice) => knows(document, choice, [name, ...rest]))) return true;
  if (schema['type'] === 'array')
    return /^\d*$/.test(name) && knows(document, objectAt(schema, 'items'), rest);
  const property = objectAt(schema, 'properties')[name];
  if (isObject(property)) return knows(document, property, rest);
  const others = schema['additionalProperties'];
  return isObject(others) ? knows(document, others, rest) : others === true;
}
