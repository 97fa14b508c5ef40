import { mount } from 'svelte';
import { render } from 'svelte/server';
import Sound from './Sound.svelte';

export const start = (target: HTMLElement): unknown => mount(Sound, { target, props: { rows: ['a'] } });
export const html = (): string => render(Sound, { props: { rows: ['a'] } }).body;
