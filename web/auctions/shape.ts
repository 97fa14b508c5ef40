/** The shape that stands for each type of right, in lists and on covers. */
export const shapeOf = { patent: 'hexagon', trademark: 'circle', copyright: 'square' } as const;
