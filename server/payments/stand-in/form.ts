/** Stripe's way of nesting in a form: `line_items[0][price_data][currency]=cny`. */
export interface Form {
  text(name: string): string | undefined;
  at(...path: readonly string[]): Form;
  /** Its own texts by name. */
  flat(): Record<string, string>;
}

export function readForm(body: string): Form {
  const all = new Map(
    [...new URLSearchParams(body)].map(([name, value]) => [name.replaceAll(']', ''), value]),
  );
  const below = (prefix: string): Form => {
    const under = (name: string): string => (prefix === '' ? name : `${prefix}[${name}`);
    return {
      text: (name) => all.get(under(name)),
      at: (...path) => below(under(path.join('['))),
      flat: () =>
        Object.fromEntries(
          [...all].flatMap(([name, value]) =>
            name.startsWith(`${prefix}[`) ? [[name.slice(prefix.length + 1), value]] : [],
          ),
        ),
    };
  };
  return below('');
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
