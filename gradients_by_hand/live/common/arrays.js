// Numbers that arrive beside a message: the other half of arrays.py.

// A typed array with its `shape`, row by row as in numpy.
function array({ buffer, shape, type }, buffers) {
  const view = buffers[buffer];
  // The bytes may begin anywhere: a Float32Array needs a copy that is aligned.
  const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  const values = type === "u1" ? new Uint8Array(bytes) : new Float32Array(bytes);
  values.shape = shape;
  return values;
}

export function unpack(value, buffers) {
  if (Array.isArray(value)) return value.map((each) => unpack(each, buffers));
  if (value === null || typeof value !== "object") return value;
  if ("$array" in value) return array(value.$array, buffers);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, unpack(each, buffers)]),
  );
}

// Row i of a matrix.
export const row = (matrix, i) =>
  matrix.subarray(i * matrix.shape[1], (i + 1) * matrix.shape[1]);
