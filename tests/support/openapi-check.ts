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
  const schema = resolved(document, given);
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

/** One answer as it came: to which request, and what it said. */
export interface GivenAnswer extends Pick<SentRequest, 'method' | 'path'> {
  readonly body: unknown;
}

/** What an answer says that the document does not: fields, kinds of values and words of a list, at any depth. */
export const unlike = (document: Schema, answers: readonly GivenAnswer[]): string[] =>
  answers.flatMap(({ method, path, body }) => {
    const operation = objectAt(pathItem(document, path), method.toLowerCase());
    const schema = objectAt(operation, 'responses', '200', 'content', 'application/json', 'schema');
    return faultsOf(document, schema, body, '').map((fault) => `${method} ${path} ${fault}`);
  });

const resolved = (document: Schema, given: Schema): Schema => {
  const reference = given['$ref'];
  return typeof reference === 'string'
    ? objectAt(document, ...reference.replace('#/', '').split('/'))
    : given;
};

const listAt = (schema: Schema, name: string): readonly unknown[] => {
  const list = schema[name];
  return Array.isArray(list) ? list : [];
};

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'number' ? 'number' : typeof value;

function faultsOf(document: Schema, given: Schema, value: unknown, at: string): string[] {
  const schema = resolved(document, given);
  if (value === null) return schema['nullable'] === true ? [] : [`${at} is null`];
  const choices = listAt(schema, 'anyOf').filter(isObject);
  if (choices.length > 0) {
    const fitting = choices.filter((choice) => resolved(document, choice)['type'] === kindOf(value));
    const faults = (fitting.length > 0 ? fitting : choices).map((one) => faultsOf(document, one, value, at));
    return faults.reduce((fewest, one) => (one.length < fewest.length ? one : fewest));
  }
  const { type } = schema;
  const kind = type === 'integer' ? 'number' : type;
  if (kind !== undefined && kind !== kindOf(value)) return [`${at} is no ${String(type)}`];
  const words = listAt(schema, 'enum');
  if (words.length > 0 && !words.includes(value)) return [`${at} is never ${JSON.stringify(value)}`];
  if (Array.isArray(value))
    return value.flatMap((one, nth) =>
      faultsOf(document, objectAt(schema, 'items'), one, `${at}[${String(nth)}]`),
    );
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inside]) => {
    const property = objectAt(schema, 'properties')[name] ?? schema['additionalProperties'];
    const path = at === '' ? name : `${at}.${name}`;
    return isObject(property) ? faultsOf(document, property, inside, path) : [`${path} is unknown`];
  });
}
