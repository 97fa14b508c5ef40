const save = async (): Promise<void> => undefined;

export function place(): void {
  save();
}
