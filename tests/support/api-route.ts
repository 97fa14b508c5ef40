import { type Call, type Scene, unknownId } from './api-scene.ts';
import { type VisitorName, visitorNames } from './visitors.ts';

/** What the first word of a route's answer is, by who asks: a status, or as if the object did not exist. */
export type Outcomes = Partial<Record<VisitorName, number>>;

export interface ApiRoute {
  /** A call about objects that are there, made anew. */
  readonly call: (scene: Scene) => Promise<Call> | Call;
  /** The same call about objects that nobody has; absent when the route names none. */
  readonly missing?: (call: Call) => Call;
  /** Those whose object it is; whoever else the route lets in gets what `missing` gets. */
  readonly answers: Outcomes;
}

export const all = (status: number): Outcomes =>
  Object.fromEntries(visitorNames.map((name) => [name, status]));
export const signedInAll = (status: number): Outcomes => ({ ...all(status), stranger: 401 });

export const at = (path: string): Pick<ApiRoute, 'call'> => ({ call: () => ({ path }) });

export const ofUnknown = (call: Call): Call => ({
  ...call,
  path: call.path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, unknownId),
});
