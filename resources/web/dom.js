// Elements are made of text and attributes alone: what a customer or the shop typed stays text.
const svgSpace = 'http://www.w3.org/2000/svg';

// What is not there is left out: null, undefined, false.
const shownOf = (children) =>
    children.flat(Infinity).filter((child) => child || child === 0 || child === '');

// element('button', { class: 'add', onclick }, 'Add'): on… is a listener, true and false set or
// leave out an attribute, null and undefined leave out.
export function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) continue;
        if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
        else made.setAttribute(key, value === true ? '' : value);
    }
    made.append(...shownOf(children));
    return made;
}

// One of resources/icons, in the colour of the text around it; always beside a word.
export function icon(name) {
    const made = document.createElementNS(svgSpace, 'svg');
    made.setAttribute('class', 'icon');
    made.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS(svgSpace, 'use');
    use.setAttribute('href', `/web/icons.svg#${name}`);
    made.append(use);
    return made;
}

// Puts the children in place of what is there, and the focus where it was, by its data-key.
export function replace(parent, ...children) {
    const key = parent.contains(document.activeElement) && document.activeElement.dataset.key;
    parent.replaceChildren(...shownOf(children));
    if (key) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}
