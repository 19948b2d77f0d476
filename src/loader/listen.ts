/** Listens at the window. Taken at once: a script of the page may have an `addEventListener` of its own, for elements. */
export const listen = addEventListener;
