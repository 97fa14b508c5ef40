/** One step of a course, for `StepList`. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly state: 'done' | 'current' | 'ahead' | 'stopped';
  /** By when, who, what is missing. */
  readonly text?: string;
}
