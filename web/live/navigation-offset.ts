/**
 * How far the server's clock is ahead of this machine's monotonic one, in ms, taken from when the page's answer began to
 * arrive; right to within the way of the answer. The live feed measures it better.
 */
export function measuredOffset(renderedAt: number): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // A page out of the browser's cache was rendered at another time: only then is the machine's clock believed.
  if (!navigation || navigation.responseStart === 0 || navigation.transferSize === 0)
    return Date.now() - performance.now();
  return Math.round(renderedAt - navigation.responseStart);
}
