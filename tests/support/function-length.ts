import type { Rule } from 'eslint';

/** A function may have this many lines of its own. */
const MAX_LINES = 70;

/**
 * ESLint's own `max-lines-per-function` counts the functions inside too, and so forbids a factory that returns ten short
 * ones. Here the lines of inner functions count for themselves, comments and empty lines not at all.
 */
export const functionLength: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    messages: { long: 'This function has {{lines}} lines of its own, more than {{max}}.' },
  },
  create(context) {
    const source = context.sourceCode;
    const isComment = new Set(
      source.getAllComments().flatMap(({ loc }) => (loc ? linesOf(loc.start.line, loc.end.line) : [])),
    );
    const counts = (line: number): boolean => source.lines[line - 1]?.trim() !== '' && !isComment.has(line);
    /** Per function being read: the lines of the functions inside it. */
    const inner: Set<number>[] = [];

    const enter = (): void => {
      inner.push(new Set());
    };
    const leave = (node: Rule.Node): void => {
      const nested = inner.pop() ?? new Set();
      if (!node.loc) return;
      const all = linesOf(node.loc.start.line, node.loc.end.line);
      const lines = all.filter((line) => counts(line) && !nested.has(line)).length;
      if (lines > MAX_LINES) {
        context.report({ node, messageId: 'long', data: { lines: String(lines), max: String(MAX_LINES) } });
      }
      const outer = inner.at(-1);
      for (const line of all) outer?.add(line);
    };

    const functions = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];
    return Object.fromEntries(
      functions.flatMap((type) => [
        [type, enter],
        [`${type}:exit`, leave],
      ]),
    );
  },
};

const linesOf = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
