export const zh = { title: '我的工作台', go: '前往工作台' } as const;
