/**
 * The language of the first message, once: the loader renders with it on the
 * visitor's page, and the settings screen checks and previews with it.
 */
export {
	emptyMeta,
	findExtraTokens,
	findMetaKeys,
	findTokens,
	findUnknownTokens,
} from './inspect';
export { fitBlocks, renderFirstMessage } from './render';
export { toPlain } from './values';
export type { PageFacts, TokenValues } from './fill';
