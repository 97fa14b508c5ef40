import type { Signal } from './signals.ts';

/** One tone: pitch in Hz, when it begins and how long it lasts in seconds. */
type Tone = readonly [pitch: number, from: number, lasts: number];

/** Told apart with eyes closed: falling, rising twice, one low knock. */
const tones: Readonly<Record<Signal, readonly Tone[]>> = {
  outbid: [
    [880, 0, 0.14],
    [587, 0.16, 0.26],
  ],
  'last-minutes': [
    [659, 0, 0.12],
    [784, 0.16, 0.12],
    [659, 0.42, 0.12],
    [784, 0.58, 0.12],
  ],
  hammer: [
    [196, 0, 0.09],
    [98, 0.02, 0.42],
  ],
};
const shakes: Readonly<Record<Signal, number[]>> = {
  outbid: [120, 60, 120],
  'last-minutes': [80],
  hammer: [300],
};
const LOUDNESS = 0.18;

let audio: AudioContext | null = null;

/** Shakes the device, where it can and its browser allows it. */
export function vibrate(signal: Signal): void {
  if ('vibrate' in navigator && navigator.userActivation.hasBeenActive) navigator.vibrate(shakes[signal]);
}

/** Beeps. The first sound is made by a click: browsers ask for that. */
export function beep(signal: Signal): void {
  audio ??= new AudioContext();
  void audio.resume();
  for (const tone of tones[signal]) play(audio, tone);
}

function play(context: AudioContext, [pitch, from, lasts]: Tone): void {
  const start = context.currentTime + from;
  const loudness = context.createGain();
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.01);
  loudness.gain.exponentialRampToValueAtTime(0.0001, start + lasts);
  const tone = context.createOscillator();
  tone.frequency.value = pitch;
  tone.connect(loudness).connect(context.destination);
  tone.start(start);
  tone.stop(start + lasts);
}
