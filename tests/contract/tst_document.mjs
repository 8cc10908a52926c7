// The document by itself: its form, its examples, its words.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Contract } from './contract.mjs';
import { documentOfTree, errorWords, reasonWords, toldReasons } from './sources.mjs';
import { linter, specificationValidator } from './validators.mjs';

const source = documentOfTree();
const document = JSON.parse(source);
const contract = new Contract(document);

// Every object in the document with the place where it stands.
function* objects(value, at = '') {
    if (value === null || typeof value !== 'object') return;
    if (!Array.isArray(value)) yield { value, at };
    for (const [name, inner] of Object.entries(value))
        yield* objects(inner, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

test('the document is OpenAPI 3.1', async () => {
    const validator = await specificationValidator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    assert.ok(valid, JSON.stringify(errors, undefined, 2));
    assert.equal(validator.version, '3.1');
});

test('the linter has nothing to say', async () => {
    const { createConfig, lintFromString } = linter();
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source, config, absoluteRef: 'openapi.json' });
    assert.deepEqual(
        problems.map(
            ({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`,
        ),
        [],
    );
});

test('info says the version of this build and the licence', () => {
    assert.equal(document.info.version, process.env.BAKEHOUSE_VERSION);
    assert.equal(document.info.license.identifier, 'GPL-3.0-or-later');
    assert.ok(!source.includes('@PROJECT_VERSION@'));
});

test('every schema compiles', () => {
    for (const name of Object.keys(document.components.schemas))
        contract.faultOf(`/components/schemas/${name}`, null);
});

test('every example is what its schema says', () => {
    let count = 0;
    for (const { value, at } of objects(document)) {
        if (!value.schema) continue;
        const examples = Object.values(value.examples ?? {}).map((example) => example.value);
        if ('example' in value) examples.push(value.example);
        for (const example of examples) {
            assert.equal(contract.faultOf(`${at}/schema`, example), undefined, at);
            ++count;
        }
    }
    for (const { value, at } of objects(document.components.schemas)) {
        if (!Array.isArray(value.examples)) continue;
        for (const example of value.examples) {
            assert.equal(contract.faultOf(`/components/schemas${at}`, example), undefined, at);
            ++count;
        }
    }
    assert.ok(count > 50, `only ${count} examples`);
});

test('every error has an example', () => {
    for (const [name, response] of Object.entries(document.components.responses)) {
        if (response.content)
            assert.ok(Object.keys(response.content['application/json'].examples).length > 0, name);
    }
});

test('the words of errors are those of the sources', () => {
    const { enum: words, 'x-enumDescriptions': meanings } = document.components.schemas.ErrorCode;
    assert.deepEqual(words, errorWords());
    assert.deepEqual(Object.keys(meanings), words);
    const known = reasonWords();
    assert.ok(known.length > 10);
    for (const word of toldReasons())
        assert.ok(known.includes(word), `${word} is no word of a reason`);
});

test('every word of errors belongs to a status', () => {
    const used = new Set();
    for (const { value } of objects(document.components)) {
        const code = value.properties?.code;
        for (const word of code?.enum ?? (code?.const ? [code.const] : [])) used.add(word);
    }
    used.add('not_found'); // of addresses that are not in the document
    used.add('denied'); // of calls that are not for everybody
    assert.deepEqual([...used].sort(), document.components.schemas.ErrorCode.enum);
});

test('nothing in the components is unused', () => {
    const used = new Set();
    for (const { value } of objects(document)) {
        if (value.$ref) used.add(value.$ref);
        for (const name of (value.security ?? []).flatMap(Object.keys))
            used.add(`#/components/securitySchemes/${name}`);
    }
    for (const [kind, things] of Object.entries(document.components)) {
        for (const name of Object.keys(things))
            assert.ok(used.has(`#/components/${kind}/${name}`), `${kind}/${name}`);
    }
});

test('every operation has a name, words and a tag of its own list', () => {
    const tags = document.tags.map((tag) => tag.name);
    const ids = new Set();
    for (const { id, at } of contract.operations) {
        const { value } = contract.resolve(at);
        assert.ok(id && !ids.has(id), `${at} has no operationId of its own`);
        ids.add(id);
        assert.ok(value.summary && value.description, `${id} has no words`);
        assert.ok(value.tags.length === 1 && tags.includes(value.tags[0]), `${id} has no tag`);
    }
});
