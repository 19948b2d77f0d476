/** The operator's card, laid out once: for the loader, and for the preview in the settings screen. */
export { isCard, type Block, type CardRow } from './blocks';
export { layOutCard, type CardSource } from './lay-out';
