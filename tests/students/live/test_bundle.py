"""A widget's JavaScript as one text."""

import base64
import re

import pytest

from gradients_by_hand.live import bundle

INSIDE = re.compile(r'"data:text/javascript;base64,([^"]+)"')


def inside(text):
    """The modules that a module carries."""
    return [base64.b64decode(each).decode() for each in INSIDE.findall(text)]


@pytest.fixture
def write(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    return write


def test_a_module_without_imports_is_itself_with_its_name(write):
    path = write("plain.js", "export default 1;\n")

    text = bundle.module(path)

    assert text.startswith("export default 1;\n")
    assert text.endswith("//# sourceURL=gradients_by_hand/live/plain.js\n")


def test_an_import_carries_the_module_and_what_that_imports(write):
    write("common/deep.js", "export const deep = 1;\n")
    write("common/near.js", 'import { deep } from "./deep.js";\nexport { deep };\n')
    path = write("page.js", 'import { deep } from "./common/near.js";\n')

    (near,) = inside(bundle.module(path))

    assert "export { deep }" in near
    assert "export const deep = 1;" in inside(near)[0]


def test_a_module_that_is_imported_twice_is_the_same_text_twice(write):
    write("one.js", "export const a = 1, b = 2;\n")
    path = write(
        "page.js", 'import { a } from "./one.js";\nimport { b } from "./one.js";\n'
    )

    first, second = INSIDE.findall(bundle.module(path))

    assert first == second  # and so the browser keeps one copy


def test_what_is_no_relative_import_is_left_alone(write):
    text = 'const where = "./common/dom.js";\nimport x from "three";\n'

    assert bundle.module(write("page.js", text)).startswith(text)


def test_an_import_that_names_no_file_says_which_and_where(write):
    path = write("page.js", 'import { a } from "./common/nothing.js";\n')

    with pytest.raises(FileNotFoundError) as caught:
        bundle.module(path)

    assert str(caught.value) == (
        f'{path} imports "./common/nothing.js", and there is no such file.'
    )


def test_modules_that_import_each_other_are_refused(write):
    path = write("a.js", 'import { b } from "./b.js";\n')
    write("b.js", 'import { a } from "./a.js";\n')

    with pytest.raises(ImportError, match=r"a\.js imports itself"):
        bundle.module(path)


def test_a_style_is_that_of_all_and_a_widgets_own(write):
    write("page.css", ".own { color: red; }")

    text = bundle.style(write("page.py", ""))

    assert ".live {" in text
    assert text.endswith(".own { color: red; }")
