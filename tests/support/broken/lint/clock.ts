export const now = Date.now();
export const today = new Date();
export const text = Date();
export const elapsed = performance.now();
setTimeout(() => undefined, 1);
setInterval(() => undefined, 1);
setImmediate(() => undefined);
globalThis.setTimeout(() => undefined, 1);
