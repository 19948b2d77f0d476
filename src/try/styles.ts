/** The panel's looks. The theme's cannot reach it, nor the panel's the theme. */
export const STYLES = `
:host {
	all: initial !important;
	display: flex !important;
	flex-direction: column !important;
	position: fixed !important;
	z-index: 99998 !important;
	inset-block-end: 16px !important;
	left: 16px !important;
	/* Not by vw and vh, which grow with the theme's zoom. */
	max-block-size: calc( 100% - 80px ) !important;
	max-inline-size: calc( 100% - 32px ) !important;
	color-scheme: light !important;
}
:host( [dir='rtl'] ) {
	direction: rtl !important;
}
* {
	box-sizing: border-box;
}
.panel {
	background: #fff;
	border: 1px solid #ccc;
	border-radius: 8px;
	box-shadow: 0 4px 24px rgb( 0 0 0 / 20% );
	color: #1e1e1e;
	display: flex;
	flex-direction: column;
	font: 400 13px/1.5 -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Oxygen-Sans, Ubuntu, Cantarell, 'Helvetica Neue', sans-serif;
	inline-size: 360px;
	max-inline-size: 100%;
	min-block-size: 0;
	overflow: hidden;
	text-align: start;
}
.head {
	align-items: center;
	border-block-start: 4px solid #949494;
	display: flex;
	gap: 4px;
	padding: 8px 8px 8px 16px;
}
:host( [dir='rtl'] ) .head {
	padding: 8px 16px 8px 8px;
}
.head[data-state='ok'] {
	border-color: #008a20;
}
.head[data-state='warning'] {
	border-color: #996800;
}
.head[data-state='error'] {
	border-color: #cc1818;
}
.titles {
	flex: 1;
	min-inline-size: 0;
}
h2 {
	font-size: 11px;
	font-weight: 500;
	letter-spacing: .02em;
	line-height: 16px;
	margin: 0;
	color: #50575e;
	overflow: hidden;
	text-overflow: ellipsis;
	white-space: nowrap;
}
.verdict {
	font-size: 14px;
	font-weight: 600;
	line-height: 20px;
	margin: 0;
	overflow-wrap: anywhere;
}
.body {
	border-block-start: 1px solid #e0e0e0;
	overflow-y: auto;
	overscroll-behavior: contain;
	padding: 16px;
}
.body[hidden] {
	display: none;
}
ol {
	display: flex;
	flex-direction: column;
	gap: 12px;
	list-style: none;
	margin: 0;
	padding: 0;
}
li {
	display: flex;
	gap: 8px;
}
li > div {
	flex: 1;
	min-inline-size: 0;
	overflow-wrap: anywhere;
}
p {
	margin: 0;
}
.away {
	clip-path: inset( 50% );
	block-size: 1px;
	inline-size: 1px;
	overflow: hidden;
	position: absolute;
	white-space: nowrap;
}
.hint {
	color: #50575e;
	margin-block-start: 4px;
}
.hint:empty {
	display: none;
}
svg {
	display: block;
	fill: none;
	flex: none;
	stroke: currentcolor;
	stroke-linecap: round;
	stroke-linejoin: round;
	stroke-width: 2;
}
li > svg {
	color: #757575;
}
li[data-state='ok'] > svg {
	color: #008a20;
}
li[data-state='warning'] > svg {
	color: #996800;
}
li[data-state='error'] > svg {
	color: #cc1818;
}
li[data-state='error'] .text {
	font-weight: 600;
}
li[data-state='wait'] .text,
li[data-state='skip'] .text {
	color: #50575e;
}
li[data-state='wait'] > svg {
	animation: turn 1.2s linear infinite;
}
@keyframes turn {
	to {
		transform: rotate( 1turn );
	}
}
.message {
	background: #f0f0f0;
	border-radius: 4px;
	margin-block-start: 8px;
	max-block-size: 160px;
	overflow-y: auto;
	padding: 8px 12px;
	white-space: pre-wrap;
}
.message:focus-visible {
	outline: 2px solid #3858e9;
}
.message .link {
	color: #2145b0;
	text-decoration: underline;
}
.message code {
	font-family: Menlo, Consolas, monaco, monospace;
	font-size: 12px;
}
.message blockquote {
	border-inline-start: 3px solid #949494;
	margin: 0;
	padding-inline-start: 8px;
}
.row {
	display: flex;
	gap: 8px;
	margin-block-start: 4px;
}
.row .label {
	color: #50575e;
	flex: 0 0 35%;
}
.foot {
	align-items: center;
	display: flex;
	flex-wrap: wrap;
	gap: 8px 16px;
	margin-block-start: 16px;
}
.foot:empty {
	display: none;
}
button {
	appearance: none;
	background: none;
	border: 0;
	border-radius: 4px;
	color: inherit;
	cursor: pointer;
	font: inherit;
	margin: 0;
}
.icon {
	block-size: 36px;
	display: grid;
	flex: none;
	inline-size: 36px;
	padding: 0;
	place-items: center;
}
.icon:hover {
	background: #f0f0f0;
}
.icon[aria-expanded='false'] svg {
	transform: rotate( 180deg );
}
.again {
	background: #3858e9;
	color: #fff;
	min-block-size: 36px;
	padding: 6px 12px;
}
.again:hover {
	background: #2145e6;
}
a {
	color: #2145b0;
}
button:focus-visible,
a:focus-visible {
	outline: 2px solid #3858e9;
	outline-offset: 2px;
}
@media ( max-width: 600px ) {
	:host {
		inset-inline: 8px !important;
		inset-block-end: 8px !important;
		max-block-size: 60% !important;
		max-inline-size: none !important;
	}
	.panel {
		inline-size: 100%;
	}
	.body {
		/* What is below the chat's button can be scrolled out from there. */
		padding-block-end: 88px;
	}
	.is-folded {
		/* Beside the button of the chat, which is on the right in all languages. */
		margin-right: auto;
		max-inline-size: calc( 100% - 96px );
	}
	.head {
		flex-wrap: wrap;
	}
	.titles {
		display: contents;
	}
	h2 {
		flex: 1;
	}
	.verdict {
		/* Below the buttons: beside them there is no room for a long word. */
		flex-basis: 100%;
		order: 1;
	}
	.icon {
		block-size: 44px;
		inline-size: 44px;
	}
	.again {
		min-block-size: 44px;
	}
}
@media ( prefers-reduced-motion: reduce ) {
	li > svg {
		animation: none !important;
	}
}
@media ( forced-colors: active ) {
	.again {
		border: 1px solid ButtonText;
	}
}
@media print {
	:host {
		display: none !important;
	}
}
`;
