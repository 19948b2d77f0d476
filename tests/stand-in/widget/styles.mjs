/**
 * The looks of the chat: neutral, its own, and inside a shadow root, so that nothing leaks into the page.
 */

export const STYLES = `
:host {
	all: initial;
	--accent: #0b6b5e;
	--accent-dark: #084f46;
	--ink: #1c2624;
	--soft: #5a6866;
	--line: #dce3e1;
	--paper: #ffffff;
	--mist: #f2f6f5;
	font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
	color: var(--ink);
}
* { box-sizing: border-box; font: inherit; }
[hidden] { display: none !important; }
button { cursor: pointer; border: 0; background: none; color: inherit; padding: 0; }
:focus-visible { outline: 3px solid #f2b84b; outline-offset: 2px; }

.round {
	position: fixed; z-index: 2147482000; bottom: 20px; right: calc(20px + var(--slot, 0) * 72px);
	width: 60px; height: 60px; border-radius: 50%;
	background: var(--accent); color: #fff;
	box-shadow: 0 6px 20px rgb(8 40 35 / 28%);
	display: grid; place-items: center;
}
.round:hover { background: var(--accent-dark); }
.round svg { width: 28px; height: 28px; }
.unread {
	position: absolute; top: -3px; right: -3px; min-width: 22px; height: 22px; padding: 0 6px;
	border-radius: 11px; background: #c2372b; color: #fff; font-size: 13px; font-weight: 600; line-height: 22px;
}

.window {
	position: fixed; z-index: 2147482001; bottom: 92px; right: calc(20px + var(--slot, 0) * 72px);
	width: min(370px, calc(100vw - 24px)); height: min(540px, calc(100vh - 110px));
	display: flex; flex-direction: column; overflow: hidden;
	background: var(--paper); border: 1px solid var(--line); border-radius: 16px;
	box-shadow: 0 18px 50px rgb(8 40 35 / 24%);
}
.framed .window { inset: 0; width: auto; height: auto; border: 0; border-radius: 0; box-shadow: none; }
.head { display: flex; align-items: center; gap: 10px; padding: 14px 16px; background: var(--accent); color: #fff; }
.title { flex: 1; font-weight: 650; font-size: 16px; margin: 0; }
.framed .head { display: none; }
.close { width: 32px; height: 32px; border-radius: 8px; font-size: 22px; line-height: 1; }
.close:hover { background: var(--accent-dark); }

.body { flex: 1; min-height: 0; display: flex; flex-direction: column; background: var(--mist); }
.notice { margin: auto; padding: 24px; text-align: center; color: var(--soft); }
.notice.bad { color: #8f2118; }
.list { flex: 1; overflow-y: auto; margin: 0; padding: 16px; list-style: none; display: flex; flex-direction: column; gap: 8px; }
.list:empty::before { content: "Hello! Write to us, we answer here."; margin: auto; color: var(--soft); }
.said { max-width: 84%; padding: 9px 13px; border-radius: 14px; white-space: pre-wrap; overflow-wrap: anywhere; }
.said.visitor { align-self: flex-end; background: var(--accent); color: #fff; border-bottom-right-radius: 4px; }
.said.operator { align-self: flex-start; background: var(--paper); border: 1px solid var(--line); border-bottom-left-radius: 4px; }
.said.system { align-self: center; color: var(--soft); font-size: 13px; }
.form { display: flex; gap: 8px; padding: 12px; background: var(--paper); border-top: 1px solid var(--line); }
.field { flex: 1; min-width: 0; height: 44px; padding: 10px 12px; resize: none; border: 1px solid #8a9996; border-radius: 10px; background: #fff; color: var(--ink); }
.send { padding: 0 16px; border-radius: 10px; background: var(--accent); color: #fff; font-weight: 600; }
.send:hover { background: var(--accent-dark); }
.away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 420px) { .window { right: 12px; } }
iframe { flex: 1; border: 0; width: 100%; }
`;
