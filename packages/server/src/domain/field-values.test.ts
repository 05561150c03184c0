import { describe, expect, test } from 'vitest'
import type { CustomFieldEntry } from '../platform/registry.ts'
import { AppError } from './errors.ts'
import { readOptions } from './field-options.ts'
import { readableValue, valueWords, withFieldInputs } from './field-values.ts'

const field = (change: Partial<CustomFieldEntry>): CustomFieldEntry => ({
  id: 'f',
  entity: 'ticket',
  keyName: 'key',
  displayName: 'Field',
  position: 1,
  required: false,
  editable: true,
  visible: true,
  fieldType: 'string',
  allowMultiple: false,
  options: [],
  deleted: false,
  ...change,
})

const set = (definition: Partial<CustomFieldEntry>, value: string, current = {}, isAgent = false) =>
  withFieldInputs(current, [{ id: 'f', value }], [field(definition)], isAgent).f

const violation = (work: () => unknown): { field: string; description: string } => {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError && error.violations[0]) return error.violations[0]
    throw error
  }
  throw new Error('was accepted')
}

const colours = [
  { tag: 'r', display_name: 'Red' },
  { tag: 'g', display_name: 'Green, light' },
  { tag: 'Red', display_name: '蓝色' },
]
const dropdown = { fieldType: 'dropdown', options: colours } as const
const multiple = { ...dropdown, allowMultiple: true } as const
const nested: Pick<CustomFieldEntry, 'fieldType' | 'options'> = {
  fieldType: 'dropdown_nested',
  options: [
    {
      tag: 'hw',
      display_name: 'Hardware',
      children: [
        { tag: 'lap', display_name: 'Laptop', children: [{ tag: 'bat', display_name: 'Battery' }] },
        { tag: 'hwo', display_name: 'Other' },
      ],
    },
    { tag: 'sw', display_name: 'Software', children: [{ tag: 'swo', display_name: 'Other' }] },
  ],
}

describe('values of fields', () => {
  test('text is kept as it is, within the limits of its type', () => {
    expect(set({}, ' a b ')).toBe(' a b ')
    expect(set({ fieldType: 'multiline' }, 'a\nb')).toBe('a\nb')
    expect(violation(() => set({}, 'a\nb'))).toMatchObject({ field: 'customized_fields.0.value' })
    expect(violation(() => set({}, 'x'.repeat(1001)))).toMatchObject({ description: /1000/ })
    expect(set({ fieldType: 'multiline' }, 'x'.repeat(1001))).toHaveLength(1001)
  })

  test('an empty text clears a value, but not a required one', () => {
    expect(set({}, ' ', { f: 'old' })).toBeUndefined()
    expect(set(dropdown, '', { f: 'Red' })).toBeUndefined()
    expect(set(multiple, '[]', { f: '["Red"]' })).toBeUndefined()
    for (const definition of [{}, dropdown, multiple, nested])
      expect(violation(() => set({ ...definition, required: true }, '', { f: 'old' }))).toMatchObject({
        description: 'is required: Field',
      })
  })

  test.each([
    ['Red', 'Red'],
    ['g', 'Green, light'],
    ['蓝色', '蓝色'],
  ])('the choice %s of a dropdown is %s', (given, kept) => expect(set(dropdown, given)).toBe(kept))

  test('what is no choice is refused', () => {
    for (const value of ['red', 'Blue', '["Red"]', 'Red,蓝色'])
      expect(violation(() => set(dropdown, value))).toMatchObject({
        description: 'is not an option of Field',
      })
  })

  test.each([
    ['["蓝色","Red","r"]', '["Red","蓝色"]'],
    ['Red', '["Red"]'],
    ['Green, light', '["Green, light"]'],
    ['r, 蓝色', '["Red","蓝色"]'],
    ['蓝色，r', '["Red","蓝色"]'],
  ])('the choices %s are kept as %s', (given, kept) => expect(set(multiple, given)).toBe(kept))

  test('what is kept of any choices means the same again', () => {
    for (const definition of [dropdown, multiple, nested])
      for (const given of definition === nested ? ['hw', 'lap', 'bat', 'hwo', 'swo'] : ['r', 'g', '蓝色']) {
        const kept = set(definition, given)!
        expect(set(definition, kept)).toBe(kept)
      }
  })

  test.each([
    ['bat', 'Hardware/Laptop/Battery'],
    ['Battery', 'Hardware/Laptop/Battery'],
    ['Hardware/Other', 'Hardware/Other'],
    ['swo', 'Software/Other'],
    ['Hardware', 'Hardware'],
  ])('the nested choice %s is %s', (given, kept) => expect(set(nested, given)).toBe(kept))

  test('a name that stands in two places says too little', () => {
    expect(violation(() => set(nested, 'Other'))).toMatchObject({ field: 'customized_fields.0.value' })
  })

  test('who may set what', () => {
    expect(violation(() => set({ editable: false }, 'a'))).toMatchObject({
      field: 'customized_fields.0.id',
      description: 'is not editable',
    })
    expect(violation(() => set({ visible: false }, 'a', {}, true))).toMatchObject({ description: /hidden/ })
    expect(set({ visible: false }, 'a')).toBe('a')
    expect(violation(() => set({ deleted: true }, 'a'))).toMatchObject({ description: /not a ticket field/ })
    expect(violation(() => set({ entity: 'user' }, 'a'))).toMatchObject({ description: /not a ticket field/ })
  })

  test('a field is named by its id or its key, and needs a value', () => {
    const fields = [field({}), field({ id: 'old', deleted: true })]
    expect(withFieldInputs({ g: 'x' }, [{ keyName: 'key', value: 'v' }], fields, false)).toEqual({
      g: 'x',
      f: 'v',
    })
    expect(
      violation(() => withFieldInputs({}, [{ keyName: 'no', value: 'v' }], fields, false)),
    ).toMatchObject({ field: 'customized_fields.0.key_name' })
    expect(violation(() => withFieldInputs({}, [{ id: 'f' }], fields, false))).toMatchObject({
      field: 'customized_fields.0.value',
    })
  })

  test('people read the words, and rules find what was chosen and what stands above it', () => {
    expect(readableValue(multiple, '["Red","蓝色"]')).toBe('Red, 蓝色')
    expect(readableValue({ allowMultiple: false }, '["Red"]')).toBe('["Red"]')
    expect(valueWords(nested, 'Hardware/Laptop')).toEqual(['Hardware/Laptop', 'Hardware', 'Laptop'])
    expect(valueWords(multiple, '["Red","蓝色"]')).toEqual(['Red', '蓝色'])
    expect(valueWords(undefined, 'plain')).toEqual(['plain'])
  })
})

describe('options of a dropdown', () => {
  const flat = [{ tag: '1', display_name: 'A' }]

  test('are an object, a list, or JSON of either', () => {
    for (const given of [{ children: flat }, flat, JSON.stringify(flat), JSON.stringify({ children: flat })])
      expect(readOptions(given, 1)).toEqual(flat)
  })

  test('may be three levels deep where nesting is meant', () => {
    const deep = (n: number): object => ({
      tag: `t${n}`,
      display_name: 'x',
      children: n > 1 ? [deep(n - 1)] : [],
    })
    expect(readOptions([deep(3)], 3)).toEqual([
      {
        tag: 't3',
        display_name: 'x',
        children: [{ tag: 't2', display_name: 'x', children: [{ tag: 't1', display_name: 'x' }] }],
      },
    ])
    expect(violation(() => readOptions([deep(4)], 3))).toEqual({
      field: 'dropdown_options.0.children.0.children.0.children',
      value: expect.any(String),
      description: 'must not be on level 4',
    })
    expect(violation(() => readOptions({ children: [deep(2)] }, 1))).toMatchObject({
      field: 'dropdown_options.children.0.children',
    })
  })

  test.each([
    ['no options', { children: [] }, 'dropdown_options.children'],
    ['nothing', undefined, 'dropdown_options'],
    ['a number', 7, 'dropdown_options'],
    ['broken JSON', '[', 'dropdown_options'],
    ['an option without a name', [{ tag: '1' }], 'dropdown_options.0.display_name'],
    ['a tag that is a number', [{ tag: 1, display_name: 'A' }], 'dropdown_options.0.tag'],
    ['the same name twice', [...flat, { tag: '2', display_name: 'A' }], 'dropdown_options.1.display_name'],
    ['null', [null], 'dropdown_options.0'],
  ])('%s is refused', (_, given, field) => {
    expect(violation(() => readOptions(given, 3)).field).toBe(field)
  })

  test('a tag is there once in the whole tree', () => {
    const tree = [
      { tag: '1', display_name: 'A', children: [{ tag: '2', display_name: 'B' }] },
      { tag: '3', display_name: 'C', children: [{ tag: '2', display_name: 'D' }] },
    ]
    expect(violation(() => readOptions(tree, 3)).field).toBe('dropdown_options.1.children.0.tag')
  })
})
