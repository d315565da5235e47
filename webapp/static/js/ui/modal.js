import { useLayoutEffect, useRef } from "preact/hooks";

/** A dialog that holds the focus while it stands and gives it back when it goes. @returns a ref for the dialog element */
export function useModal() {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  return dialog;
}
