export enum Phase {
  Open,
}
