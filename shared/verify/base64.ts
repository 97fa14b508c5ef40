/** Standard base64 with padding (RFC 4648 §4), strict: anything else decodes to `null`. */
export const base64 = {
  encode(bytes: Uint8Array): string {
    return btoa(String.fromCharCode(...bytes));
  },
  decode(text: string): Uint8Array | null {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  },
};
