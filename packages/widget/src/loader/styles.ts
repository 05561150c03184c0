/** The button and the frame; inside a shadow root, where the page's own rules do not reach. */
export const styles = `
:host{all:initial;position:fixed;z-index:2147483000;bottom:20px;right:20px}
:host([data-position=left]){right:auto;left:20px}
button{display:grid;place-items:center;position:relative;width:56px;height:56px;margin:0;padding:0;border:0;border-radius:50%;cursor:pointer;box-shadow:0 4px 16px rgb(0 0 0/22%),0 0 0 1px rgb(255 255 255/24%)}
button:hover{filter:brightness(1.08)}
button:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #16171c}
svg{width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
path:last-child,:host([data-open]) path:first-child{display:none}
:host([data-open]) path:last-child{display:block}
span{position:absolute;top:-4px;right:-4px;box-sizing:border-box;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#bf2b2b;color:#fff;font:600 12px/22px system-ui,sans-serif;text-align:center}
span[hidden]{display:none}
iframe{display:none;position:fixed;bottom:88px;right:20px;width:400px;height:min(680px,calc(100dvh - 108px));border:0;border-radius:12px;background:transparent;color-scheme:normal;box-shadow:0 12px 40px rgb(0 0 0/24%),0 0 0 1px rgb(128 128 140/25%)}
:host([data-position=left]) iframe{right:auto;left:20px}
:host([data-open]) iframe{display:block}
@media (max-width:480px),(max-height:480px){iframe{inset:0!important;width:100%;height:100%;border-radius:0}:host([data-open]) button{display:none}}
@media print{:host{display:none}}
`
