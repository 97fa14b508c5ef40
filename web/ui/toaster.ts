import { mount } from 'svelte';
import { Toaster, toast } from 'svelte-sonner';
import type { Page } from '../page.svelte.ts';
import ToastCard from './ToastCard.svelte';

export interface ToastWords {
  readonly text: string;
  readonly tone?: 'plain' | 'done' | 'warning' | 'refused';
  /** One thing to do about it. */
  readonly action?: { readonly label: string; readonly onclick: () => void };
}

const SHOWN_MS = 6_000;
let isMounted = false;

/** One corner for the whole page, made with the first toast. */
export function show({ t }: Page, { text, tone = 'plain', action }: ToastWords): void {
  if (!isMounted) {
    const props = {
      containerAriaLabel: t('ui.notifications'),
      position: 'bottom-right',
      duration: SHOWN_MS,
    } as const;
    mount(Toaster, { target: document.body, props });
    isMounted = true;
  }
  // What offers something to do waits until it is done or put away.
  const duration = action ? Infinity : SHOWN_MS;
  const componentProps = { text, tone, close: t('common.close'), ...(action && { action }) };
  toast.custom(ToastCard, { componentProps, duration });
}
