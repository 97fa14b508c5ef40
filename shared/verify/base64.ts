/**
 * Standard base64 with padding (RFC 4648 §4), strict: anything else decodes to `null`, also a text whose last character
 * has bits set that belong to no byte (§3.5), so that bytes have one spelling.
 */
export const base64 = {
  encode(bytes: Uint8Array): string {
    return btoa(String.fromCharCode(...bytes));
  },
  decode(text: string): Uint8Array | null {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return base64.encode(bytes) === text ? bytes : null;
  },
};
