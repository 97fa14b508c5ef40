/**
 * How far the server's clock is ahead of this machine's monotonic one, in ms, taken from when the page's answer began to
 * arrive; right to within the way of the answer. The live feed measures it better. The page itself may have been rendered
 * some seconds before it was sent, so the server says the time beside it; where browsers hide that (plain http), seconds
 * are all.
 */
export function measuredOffset(renderedAt: number): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // A page out of the browser's cache was sent at another time: only then is the machine's clock believed.
  if (!navigation || navigation.responseStart === 0 || navigation.transferSize === 0)
    return Date.now() - performance.now();
  const said = navigation.serverTiming.find(({ name }) => name === 'now');
  return Math.round((said?.duration ?? renderedAt) - navigation.responseStart);
}
