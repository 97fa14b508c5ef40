export const home = (environment: Record<string, string>): string | undefined => environment.HOME;
