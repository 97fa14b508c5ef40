/*
 * On a slow network people type into the page before it is alive. What they wrote is told again to the fields once
 * they listen.
 */

type Control = HTMLInputElement | HTMLTextAreaElement;

const isTyped = (control: Control): boolean =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')
    ? control.checked !== control.defaultChecked
    : control.value !== control.defaultValue;

/** Remembers what was typed so far; the answer tells it to the living page. */
export function keepTyped(root: ParentNode): () => void {
  const controls = [...root.querySelectorAll<Control>('input:not([type=file]), textarea')];
  const typed = controls
    .filter((control) => control.id !== '' && isTyped(control))
    .map((control) => ({
      id: control.id,
      value: control.value,
      checked: control instanceof HTMLInputElement && control.checked,
    }));
  return () => {
    for (const { id, value, checked } of typed) {
      const control = root.querySelector<Control>(`#${CSS.escape(id)}`);
      if (!control) continue;
      if (control.type === 'checkbox' || control.type === 'radio')
        (control as HTMLInputElement).checked = checked;
      else control.value = value;
      control.dispatchEvent(new Event('input', { bubbles: true }));
      control.dispatchEvent(new Event('change', { bubbles: true }));
    }
  };
}
