import type { Same } from './messages.ts';
import type { zh } from './ui.zh.ts';

export const en = {
  'as-table': 'Show as a table',
  choose: 'Choose',
  'combobox-none': 'Nothing matches',
  'combobox-open': 'Show the choices',
  'date-time-fault': 'Please give the whole date and time.',
  'date-time-local': '{zone}; {time} in your time zone',
  'open-calendar': 'Open the calendar',
  'next-month': 'Next month',
  'previous-month': 'Previous month',
  'segment-empty': 'empty',
  'sort-by': 'Sort by “{column}”',
  'step-done': 'Done',
  'step-current': 'Under way',
  'step-ahead': 'To come',
  'step-stopped': 'Stopped',
  notifications: 'Notices',
  working: 'Working…',
} as const satisfies Same<typeof zh>;
