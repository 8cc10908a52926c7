// What the sources say about the contract.
import fs from 'node:fs';
import path from 'node:path';

const top = process.env.BAKEHOUSE_SOURCE;
const text = (name) => fs.readFileSync(path.join(top, name), 'utf8');

export function documentOfTree() {
    return text('resources/api/openapi.json').replaceAll(
        '@PROJECT_VERSION@',
        process.env.BAKEHOUSE_VERSION,
    );
}

const all = (source, pattern) => [...source.matchAll(pattern)].map((match) => match[1]);

// The words of the reasons that have a sentence for clients; the others are not told.
export function toldReasons() {
    const told = all(text('core/api/error_answer.cpp'), /case Error::Reason::(\w+):/g);
    return told.map((name) => name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase());
}

function codesOfErrors() {
    const source = text('core/api/error_answer.cpp');
    const begin = source.indexOf('QString codeWord(');
    return all(source.slice(begin, source.indexOf('\n}', begin)), /return u"(\w+)"_s;/g);
}

function codesOfCalls() {
    const folder = path.join(top, 'core/api');
    const sources = fs
        .readdirSync(folder)
        .filter((name) => name.endsWith('.cpp'))
        .map((name) => text(`core/api/${name}`));
    const patterns = [
        /\b(?:problemAnswer|refused)\(\s*\d{3},\s*"(\w+)"/g,
        /name\(u"code"_s\)\.text\(u"(\w+)"_s\)/g,
        /\{\d{3},\s*"(\w+)",/g, // the table of refusals
    ];
    return sources.flatMap((source) => patterns.flatMap((pattern) => all(source, pattern)));
}

// Every machine word that an error of the API can have.
export function errorWords() {
    return [...new Set([...toldReasons(), ...codesOfErrors(), ...codesOfCalls()])].sort();
}

// The words of all reasons as the domain spells them.
export function reasonWords() {
    return all(text('core/domain/error.cpp'), /^\s+"(\w+)"_L1,$/gm);
}
