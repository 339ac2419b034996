"""A widget's JavaScript as one text."""

import json
import re

import pytest

from gradients_by_hand.live import bundle


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

    (text,) = bundle.modules(path).values()

    assert text.startswith("export default 1;\n")
    assert text.endswith("//# sourceURL=gradients_by_hand/live/plain.js\n")


def test_a_module_comes_after_those_that_it_imports_and_names_their_places(write):
    deep = write("common/deep.js", "export const deep = 1;\n")
    near = write("common/near.js", 'import { deep } from "./deep.js";\n')
    page = write("page.js", 'import { deep } from "./common/near.js";\n')

    found = bundle.modules(page)

    assert list(found) == [deep, near, page]
    assert 'import { deep } from "module:0"' in found[near]
    assert 'import { deep } from "module:1"' in found[page]


def test_a_module_that_others_import_is_there_once(write):
    write("one.js", "export const a = 1;\n")
    write("two.js", 'import { a } from "./one.js";\n')
    page = write(
        "page.js", 'import { a } from "./one.js";\nimport { b } from "./two.js";\n'
    )

    assert bundle.bundled(page).count("export const a = 1;") == 1


def test_the_page_gets_all_modules_as_one_text(write):
    write("one.js", 'export const quoted = `\\n "text"`;\n')
    page = write("page.js", 'import { quoted } from "./one.js";\n')

    (texts,) = re.findall(r"^const texts = (.*);$", bundle.bundled(page), re.MULTILINE)

    assert json.loads(texts) == list(bundle.modules(page).values())


def test_what_is_no_relative_import_is_left_alone(write):
    text = 'const where = "./common/dom.js";\nimport x from "three";\n'

    (given,) = bundle.modules(write("page.js", text)).values()

    assert given.startswith(text)


def test_an_import_that_names_no_file_says_which_and_where(write):
    path = write("page.js", 'import { a } from "./common/nothing.js";\n')

    with pytest.raises(FileNotFoundError) as caught:
        bundle.modules(path)

    assert str(caught.value) == (
        f'{path} imports "./common/nothing.js", and there is no such file.'
    )


def test_modules_that_import_each_other_are_refused(write):
    path = write("a.js", 'import { b } from "./b.js";\n')
    write("b.js", 'import { a } from "./a.js";\n')

    with pytest.raises(ImportError, match=r"a\.js imports itself"):
        bundle.modules(path)


def test_a_style_is_that_of_all_and_a_widgets_own(write):
    write("page.css", ".own { color: red; }")

    text = bundle.style(write("page.py", ""))

    assert ".live {" in text
    assert text.endswith(".own { color: red; }")
