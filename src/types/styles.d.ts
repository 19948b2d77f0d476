/** Styles are imported for webpack, which takes them out into a file. */
declare module '*.scss';
