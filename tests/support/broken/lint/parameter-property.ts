export class Lot {
  constructor(public readonly id: string) {}
}
