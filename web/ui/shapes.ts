/** Outlines that tell kinds apart without colour. */
export type ShapeName = 'hexagon' | 'circle' | 'square';
